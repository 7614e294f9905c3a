import { nodeAt } from '../../model/breakdown.ts';
import type { Reading } from '../../model/sample.ts';
import type { Facts } from '../probe/facts.ts';
import { layersOverlap } from './ttfb.ts';

const OVERLAP =
  'The Server-Timing layers add up to more than the request took: they overlap, so they are not parts of it.';

/** What must be known to read a visit's LCP right. */
export function lcpNotes(facts: Facts, reading: Reading, deployUrl: string): string[] {
  const notes: string[] = [];
  const request = reading.status === 'measured' ? nodeAt(reading.breakdown, ['lcp', 'ttfb', 'request']) : undefined;
  if (request && facts.softStart === null && facts.navigation !== null && layersOverlap(request, facts.navigation))
    notes.push(OVERLAP);
  const host = untimedHost(facts, deployUrl);
  if (host !== null)
    notes.push(
      `The LCP image comes from ${host}, which sends no Timing-Allow-Origin header: what it took to connect to it counts as resource-load-duration instead of resource-load-delay.`,
    );
  return notes;
}

/** The other origin's host that kept the timing of the LCP resource to itself; null where there is none. */
function untimedHost({ lcp }: Facts, deployUrl: string): string | null {
  if (lcp?.resource?.requestStart !== 0 || lcp.url === null || !URL.canParse(lcp.url)) return null;
  const { origin, host } = new URL(lcp.url);
  return origin === new URL(deployUrl).origin ? null : host.slice(0, 300);
}
