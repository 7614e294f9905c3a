import { studentQuantile } from './distributions.ts';

/** A value, and how often it occurs. */
export interface Frequency {
  readonly value: number;
  readonly n: number;
}

/** Values at or below a quantile, with clusters: m values of a cluster, b of them at or below it. */
export interface ClusterMoments {
  readonly clusters: number;
  /** Σ b², Σ b m, Σ m². */
  readonly bb: number;
  readonly bm: number;
  readonly mm: number;
}

/** A quantile with its interval; a bound is null where the data cannot give it. */
export interface QuantileEstimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

const CENTRAL = 0.95;
/** From here on Student's t is the normal distribution, to four digits. */
const MOST_DEGREES = 2000;

/** The nearest-rank percentile (1…99); `ascending` holds each value once. Undefined of no values. */
export function percentileOf(ascending: readonly Frequency[], percentile: number): number | undefined {
  const total = ascending.reduce((sum, { n }) => sum + n, 0);
  return valueAtRank(ascending, Math.ceil((percentile * total) / 100));
}

/**
 * The 95 % interval of a percentile of values that come in clusters (Woodruff 1952, Journal of the American Statistical
 * Association 47, 635–646): the share of values at or below the percentile is a ratio Σ b / Σ m, whose variance is that of
 * the clusters' residuals b − p m, times G/(G−1); the bounds p ± t(G−1) · se are read from the distribution again.
 *
 * @param moments of the values at or below the percentile
 */
export function clusteredPercentile(
  ascending: readonly Frequency[],
  percentile: number,
  { clusters, bb, bm, mm }: ClusterMoments,
): QuantileEstimate | undefined {
  const value = percentileOf(ascending, percentile);
  if (value === undefined) return undefined;
  if (clusters < 2) return { value, low: null, high: null };
  const total = ascending.reduce((sum, { n }) => sum + n, 0);
  const share = percentile / 100;
  const squares = Math.max(0, bb - 2 * share * bm + share * share * mm);
  const error = Math.sqrt((clusters / (clusters - 1)) * squares) / total;
  const reach = studentQuantile(CENTRAL, Math.min(clusters - 1, MOST_DEGREES)) * error;
  const low = Math.ceil((share - reach) * total);
  const high = Math.ceil((share + reach) * total);
  return {
    value,
    low: low < 1 ? null : (valueAtRank(ascending, low) ?? null),
    high: high > total ? null : (valueAtRank(ascending, high) ?? null),
  };
}

function valueAtRank(ascending: readonly Frequency[], rank: number): number | undefined {
  let below = 0;
  for (const { value, n } of ascending) {
    below += n;
    if (below >= rank) return value;
  }
  return undefined;
}
