import { toleranceOf as testedAs } from '../compare/quantity.ts';
import { nodeAt } from '../model/breakdown.ts';
import type { Budget, Limit } from '../model/budget.ts';
import { definitionOf } from '../model/metric.ts';
import { readingOf, type MeasuredOutcome } from '../model/sample.ts';

/** The values of base's warm-up visit. */
type Readings = MeasuredOutcome['readings'];

/** Times that wait for responses. An interaction's time is that of the page's own code. */
const ARRIVALS = ['lcp', 'fcp'] as const;
/** What no response can be slower by without being seen. Above 0, because nothing is clear within 0 ms. */
const LEAST_MS = 0.1;

/**
 * How much longer responses may take so that no budget on the increase of a time is broken, ms: the smallest over the
 * budgets, each with a percentage of what base's warm-up visit measured, and of what is left to each `max`. Without a budget
 * on an increase what labels LCP counts. Null: a budget is on what is not seen in a response's time, a layer of Server-Timing.
 */
export function toleranceMsOf(budgets: readonly Budget[], base: Readings): number | null {
  const times = budgets.filter(({ metric }) => ARRIVALS.some((each) => each === metric));
  if (times.some(({ segments }) => isLayer(segments))) return null;
  const declared = times.flatMap(({ segments, maxIncrease }) =>
    maxIncrease === null || maxIncrease.length === 0 ? [] : [allExceededMs(maxIncrease, segments, base)],
  );
  const headrooms = headroomsOf(times, base).map(({ ms }) => ms);
  if (declared.length === 0) declared.push(allExceededMs(definitionOf('lcp').defaults.maxIncrease, ['lcp'], base));
  return Math.max(LEAST_MS, Math.min(...declared, ...headrooms));
}

/** Less room below a limit than this cannot be told from none, ms. */
const LEAST_HEADROOM_MS = 5;

/**
 * The path of a budget whose `max` base's warm-up visit reached, or hardly missed: then any increase may cross it. Null if
 * there is none.
 */
export function maxWithoutHeadroom(budgets: readonly Budget[], base: Readings): string | null {
  return headroomsOf(budgets, base).find(({ ms }) => ms < LEAST_HEADROOM_MS)?.path ?? null;
}

/** How far base's warm-up visit stayed below the `max` of each budget on the arrival of responses, ms. */
function headroomsOf(budgets: readonly Budget[], base: Readings): { readonly path: string; readonly ms: number }[] {
  return budgets.flatMap(({ path, metric, max, segments }) => {
    if (max === null || !ARRIVALS.some((each) => each === metric)) return [];
    const limit = testedAs(max);
    return limit.kind === 'absolute' ? [{ path, ms: limit.amount - valueAt(segments, base) }] : [];
  });
}

/** `lcp.ttfb.request.db`: servers may wait for one layer in the time of another. */
function isLayer(segments: readonly string[]): boolean {
  const at = segments.indexOf('ttfb');
  return at !== -1 && segments[at + 1] === 'request' && segments.length > at + 2;
}

/** All limits of a budget must be exceeded to break it, so the largest is its tolerance. A percentage of nothing is 0. */
function allExceededMs(limits: readonly Limit[], segments: readonly string[], base: Readings): number {
  const valueMs = valueAt(segments, base);
  return Math.max(
    ...limits.map(testedAs).map((each) => (each.kind === 'relative' ? each.fraction * valueMs : each.amount)),
  );
}

function valueAt(segments: readonly string[], base: Readings): number {
  const metric = ARRIVALS.find((each) => each === segments[0]);
  const reading = metric === undefined ? null : readingOf(base, metric);
  return reading?.status === 'measured' ? (nodeAt(reading.breakdown, segments)?.value ?? 0) : 0;
}
