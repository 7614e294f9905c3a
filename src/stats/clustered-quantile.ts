import { studentQuantile } from './distributions.ts';

/** A value, and how often it occurs. */
export interface Frequency {
  readonly value: number;
  readonly n: number;
}

/** Values with the clusters that they come in: m values of a cluster, b of them at or below a quantile. */
export interface ClusterMoments {
  readonly clusters: number;
  /** Σ m. */
  readonly n: number;
  /** Σ b. */
  readonly below: number;
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
/** A rank is a product of fractions: floating-point dust above an integer must not move it up. */
const DUST = 1e-12;

/** The nearest-rank percentile (1…99); `ascending` holds each value once. Undefined of no values. */
export function percentileOf(ascending: readonly Frequency[], percentile: number): number | undefined {
  const total = ascending.reduce((sum, { n }) => sum + n, 0);
  return valueAtRank(ascending, Math.ceil((percentile * total) / 100));
}

/**
 * The 95 % interval of a percentile of values that come in clusters (Woodruff 1952, Journal of the American Statistical
 * Association 47, 635–646): the bounds p ± t(G−1) · se of the share of values at or below the percentile are read from the
 * distribution again.
 *
 * @param moments with the nearest-rank percentile as the threshold
 */
export function clusteredPercentile(
  ascending: readonly Frequency[],
  percentile: number,
  moments: ClusterMoments,
): QuantileEstimate | undefined {
  const value = percentileOf(ascending, percentile);
  if (value === undefined) return undefined;
  const { clusters } = moments;
  if (clusters < 2) return { value, low: null, high: null };
  const total = ascending.reduce((sum, { n }) => sum + n, 0);
  const share = percentile / 100;
  const effective = effectiveClusters(moments);
  const correction = effective / (effective - 1) / (clusters / (clusters - 1));
  const error = Math.sqrt(correction * varianceAt(share, moments));
  const degrees = Math.min(Math.floor(effective) - 1, MOST_DEGREES);
  const reach = studentQuantile(CENTRAL, degrees) * error;
  return {
    value,
    low: valueAtRank(ascending, rankOf(share - reach, total)) ?? null,
    high: valueAtRank(ascending, rankOf(share + reach, total)) ?? null,
  };
}

/**
 * The variance of the share Σ b / Σ m: that of a ratio over clusters, linearised (Särndal, Swensson & Wretman 1992, "Model
 * Assisted Survey Sampling", 5.11), times G/(G−1). It is what R's `sandwich::vcovCL(type = "HC0", cadjust = TRUE)` gives.
 */
export function clusteredShareVariance({ clusters, n, below, bb, bm, mm }: ClusterMoments): number {
  const share = below / n;
  const squares = Math.max(0, bb - 2 * share * bm + share * share * mm);
  return ((clusters / (clusters - 1)) * squares) / n ** 2;
}

/**
 * G of clusters of one size. A few clusters that are much larger than the others decide the variance alone, so they count as
 * (Σ m)² / Σ m² clusters (Kish 1965; for tests of clustered data Carter, Schnepel & Steigerwald 2017, "Asymptotic behavior of
 * a t-test robust to cluster heterogeneity", Review of Economics and Statistics 99). At least 2.
 */
function effectiveClusters({ n, mm }: ClusterMoments): number {
  return Math.max(2, n ** 2 / mm);
}

/**
 * The variance that the share has where it is the one that is asked for. Ties can lift the share at the percentile far above
 * that; its variance is then too small, and is scaled by p(1 − p). Where no value lies above, the clusters say nothing of how
 * alike their values are: each counts as one, the worst case.
 */
function varianceAt(share: number, moments: ClusterMoments): number {
  const { clusters, n, below, mm } = moments;
  const found = below / n;
  const asked = share * (1 - share);
  if (found <= 0 || found >= 1) return ((clusters / (clusters - 1)) * asked * mm) / n ** 2;
  return clusteredShareVariance(moments) * Math.max(1, asked / (found * (1 - found)));
}

const rankOf = (share: number, total: number): number => Math.ceil(share * total * (1 - DUST));

/** Undefined where the rank is outside of the values. */
function valueAtRank(ascending: readonly Frequency[], rank: number): number | undefined {
  if (rank < 1) return undefined;
  let below = 0;
  for (const { value, n } of ascending) {
    below += n;
    if (below >= rank) return value;
  }
  return undefined;
}
