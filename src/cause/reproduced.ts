import type { Context } from './finding.ts';
import { LEAST_VISITS, median, sidesOf } from './growth.ts';
import { discoveredMs, endedMs, sentMs } from './pairs.ts';
import type { SeenVisit } from './seen-visit.ts';

/** The visits must show at least this much of what was measured; they are few, and instrumented. */
const LEAST_FRACTION = 1 / 3;

/**
 * Whether the diagnostic visits show the change of the budget's node again: in the same direction, a third of it at
 * least. A node that they do not tell apart is looked for in the whole that it is a part of.
 *
 * @param change of the budget's node as measured
 */
export function isReproduced(context: Context, change: number): boolean {
  const { segments, sides } = context;
  for (let depth = segments.length; depth > 0; depth -= 1) {
    const values = sidesOf(sides, (seen) => valueAt(seen, segments.slice(0, depth)));
    const [base, head] = [values.base.filter((value) => value !== null), values.head.filter((value) => value !== null)];
    if (base.length >= LEAST_VISITS && head.length >= LEAST_VISITS)
      return (median(head) - median(base)) * Math.sign(change) >= LEAST_FRACTION * Math.abs(change);
  }
  return false;
}

/** The value of a node in a visit, in its metric's unit; null if the visit does not tell it. */
function valueAt(seen: SeenVisit, [metric, phase, ...below]: readonly string[]): number | null {
  const { visit, ttfbMs, document } = seen;
  if (below.length > 0 && metric !== 'bytes')
    return phase === 'ttfb' && below[0] === 'request' ? layerAt(seen, below[1]) : null;
  if (phase === 'ttfb') return document === null ? null : ttfbMs;
  if (metric === 'lcp') return phase === undefined ? visit.seen.lcpMs : lcpPhase(seen, phase);
  if (metric === 'inp') return phase === undefined ? (visit.seen.inpMs ?? 0) : inpPhase(seen, phase);
  if (metric === 'fcp') return phase === undefined ? visit.seen.fcpMs : null;
  if (metric === 'cls') return phase === undefined ? visit.seen.cls : shiftOf(seen, phase);
  if (metric !== 'bytes' || below.length > 0) return null;
  const kind = phase === 'stylesheet' ? 'style' : phase;
  const own = visit.requests.filter((request) => kind === undefined || request.kind === kind);
  return own.reduce((total, { encodedBytes }) => total + encodedBytes, 0);
}

function layerAt({ visit: { layers } }: SeenVisit, name: string | undefined): number | null {
  const own = layers.filter((layer) => layer.name === name);
  return own.length === 0 ? null : own.reduce((total, { ms }) => total + ms, 0);
}

function lcpPhase(seen: SeenVisit, phase: string): number | null {
  const { hero, visit, ttfbMs } = seen;
  const paint = visit.lcp === null ? null : visit.lcp.renderedMs - ttfbMs;
  const end = hero === null ? 0 : endedMs(hero, seen);
  if (paint === null || end === null) return null;
  if (phase === 'element-render-delay') return Math.max(0, paint - end);
  if (phase === 'resource-load-delay') return hero === null ? 0 : sentMs(hero, seen);
  if (phase === 'resource-load-duration') return hero === null ? 0 : end - discoveredMs(hero, seen);
  return null;
}

function inpPhase({ visit: { interaction } }: SeenVisit, phase: string): number | null {
  if (interaction === null) return 0;
  if (phase === 'input-delay') return interaction.inputDelay.ms;
  if (phase === 'processing-duration') return interaction.processing.ms;
  return phase === 'presentation-delay' ? interaction.presentation.ms : null;
}

function shiftOf({ visit: { shifts } }: SeenVisit, element: string): number {
  return shifts
    .filter(({ moved }) => moved.some(({ selector }) => selector === element))
    .reduce((total, { value }) => total + value, 0);
}
