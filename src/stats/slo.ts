import { binomialCdf } from './distributions.ts';

/** One-sided bounds of a quantile as 1-based ranks among the sorted values; null if there are too few values. */
export interface RankBounds {
  readonly lower: number | null;
  readonly upper: number | null;
}

/** How the head visits stand to an absolute budget. Bounds and value in the visits' unit. */
export interface SloFinding {
  readonly standing: 'over' | 'under' | 'at-risk';
  /** The nearest-rank percentile of the visits. */
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** Levels of the bounds: being called over takes more than being called under. */
const OVER_LEVEL = 0.05;
const UNDER_LEVEL = 0.1;

/** Visits on one machine miss the spread between machines; a budget is broken only beyond this margin (docs/statistics.md#absolute-budgets). */
export const MACHINE_SPREAD = 0.08;

/**
 * Distribution-free bounds of the q-quantile from order statistics (David & Nagaraja 2003, 7.1): rank i lies above the
 * quantile with probability BinCdf(i − 1; n, q). `overLevel` and `underLevel` are one-sided.
 */
export function rankBounds(n: number, q: number, overLevel: number, underLevel: number): RankBounds {
  const ranks = binomialCdf(n, q).slice(0, n);
  const lower = ranks.findLastIndex((cdf) => cdf <= overLevel);
  const upper = ranks.findIndex((cdf) => 1 - cdf <= underLevel);
  return { lower: lower < 0 ? null : lower + 1, upper: upper < 0 ? null : upper + 1 };
}

/** The nearest-rank percentile (1…99) of at least one value. */
export function nearestRank(values: readonly number[], percentile: number): number {
  return ranked(
    values.toSorted((a, b) => a - b),
    Math.ceil((percentile * values.length) / 100),
  );
}

/**
 * Holds the head visits' percentile (1…99) against an absolute budget in the same unit. Throws without visits.
 *
 * @param spread by what share of the budget the value may differ on another machine; 0 for what no machine changes
 */
export function judgeSlo(
  values: readonly number[],
  budget: number,
  percentile: number,
  spread = MACHINE_SPREAD,
): SloFinding {
  const sorted = values.toSorted((a, b) => a - b);
  const bounds = rankBounds(sorted.length, percentile / 100, OVER_LEVEL, UNDER_LEVEL);
  const low = bounds.lower === null ? null : ranked(sorted, bounds.lower);
  const high = bounds.upper === null ? null : ranked(sorted, bounds.upper);
  return {
    standing: standing(low, high, ranked(sorted, sorted.length), budget, spread),
    value: nearestRank(sorted, percentile),
    low,
    high,
  };
}

function standing(
  low: number | null,
  high: number | null,
  highest: number,
  budget: number,
  spread: number,
): SloFinding['standing'] {
  if (low !== null && low > budget * (1 + spread)) return 'over';
  const under = high === null ? highest <= budget / (1 + spread) : high <= budget;
  return under ? 'under' : 'at-risk';
}

function ranked(sorted: readonly number[], rank: number): number {
  const value = sorted[rank - 1];
  if (value === undefined) throw new RangeError(`no rank ${rank} among ${sorted.length} values`);
  return value;
}
