import { nodeAt } from '../../model/breakdown.ts';
import type { Reading } from '../../model/sample.ts';
import { layersOverlap } from '../../readings/ttfb.ts';
import type { Facts } from '../probe/facts.ts';

const OVERLAP =
  'The Server-Timing layers add up to more than the request took: they overlap, so they are not parts of it.';

/** What must be known to read a visit's LCP right. */
export function lcpNotes(facts: Facts, reading: Reading): string[] {
  const notes: string[] = [];
  const request = reading.status === 'measured' ? nodeAt(reading.breakdown, ['lcp', 'ttfb', 'request']) : undefined;
  if (request && facts.softStart === null && facts.navigation !== null && layersOverlap(request, facts.navigation))
    notes.push(OVERLAP);
  return notes;
}
