import { leaf, sumOf, type Breakdown } from '../model/breakdown.ts';
import type { ReadingOf } from '../model/sample.ts';
import type { ClsFacts } from './facts.ts';

/** The part for shifts whose elements the browser did not name (or that were gone by the time it did). */
const UNNAMED = 'other';

/**
 * CLS as the sum over shifted elements: the shifts of its worst session window, each shift's score divided over its
 * elements by the area they moved through.
 */
export function clsReading(cls: ClsFacts | null): ReadingOf<'cls'> {
  if (cls === null) return { status: 'unmeasured', reason: 'no-cls' };
  const byElement = new Map<string, number>();
  for (const { value, sources } of cls.shifts)
    for (const [selector, share] of shares(sources))
      byElement.set(selector, (byElement.get(selector) ?? 0) + value * share);
  const parts = [...byElement].filter(([, score]) => score > 0).map(([selector, score]) => leaf(selector, score));
  return { status: 'measured', breakdown: parts.length === 0 ? leaf('cls', cls.value) : exact(parts, cls.value) };
}

function shares(sources: ClsFacts['shifts'][number]['sources']): [selector: string, share: number][] {
  const area = sources.reduce((sum, source) => sum + source.area, 0);
  if (area === 0) return [[UNNAMED, 1]];
  return sources.map((source) => [source.selector ?? UNNAMED, source.area / area]);
}

/** The parts with what they miss of the value (a session longer than what was kept) in the unnamed one. */
function exact(parts: readonly Breakdown[], value: number): Breakdown {
  const missing = value - parts.reduce((sum, part) => sum + part.value, 0);
  if (Math.abs(missing) < 1e-9) return sumOf('cls', parts);
  const named = parts.filter((part) => part.id !== UNNAMED);
  const unnamed = parts.find((part) => part.id === UNNAMED)?.value ?? 0;
  return sumOf('cls', [...named, leaf(UNNAMED, unnamed + missing)]);
}
