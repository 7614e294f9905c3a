import { studentQuantile } from './distributions.ts';

/** How often a value occurs. */
export interface ValueCount {
  readonly value: number;
  readonly n: number;
}

/** Sums over clusters of m values each, b of them at or below the percentile. */
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

/** In the values' unit; null where there are too few clusters for a bound. */
export interface PercentileBounds {
  readonly low: number | null;
  readonly high: number | null;
}

const CONFIDENCE = 0.95;
/** Student's t changes no digit that matters beyond. */
const MOST_DEGREES = 5000;
/** Ranks are products of fractions: without this, floating-point dust would move one up. */
const DUST = 1e-9;

/** The nearest-rank percentile (a share, 0…1) of values in ascending order; null of none. */
export function percentileOfCounts(counts: readonly ValueCount[], share: number): number | null {
  const n = counts.reduce((total, count) => total + count.n, 0);
  return valueAtShare(counts, n, share);
}

/**
 * The 95 % interval of a percentile of values that come in clusters. Woodruff (1952), "Confidence intervals for medians and
 * other position measures", JASA 47: the interval of the share at or below the percentile is inverted through the empirical
 * distribution. Its variance is that of a ratio over clusters, linearised (Särndal, Swensson & Wretman 1992, 5.11), with
 * G / (G − 1).
 *
 * Where ties make the share at the percentile larger than asked for, its variance is too small for the share that is asked
 * for; it is then scaled by p (1 − p). Where no value lies above, each cluster counts as one value: the worst case.
 *
 * @param counts in ascending order
 * @param share the percentile, 0.75
 * @param moments with the nearest-rank percentile as threshold
 */
export function clusteredBounds(
  counts: readonly ValueCount[],
  share: number,
  moments: ClusterMoments,
): PercentileBounds {
  const { clusters, n } = moments;
  if (clusters < 2 || n === 0) return { low: null, high: null };
  const error = studentQuantile(CONFIDENCE, Math.min(clusters - 1, MOST_DEGREES)) * shareError(share, moments);
  return { low: valueAtShare(counts, n, share - error), high: valueAtShare(counts, n, share + error) };
}

/** The standard error of the share of values at or below the percentile. */
function shareError(share: number, { clusters, n, below, bb, bm, mm }: ClusterMoments): number {
  const found = below / n;
  const asked = share * (1 - share);
  const unexplained = found >= 1 || found <= 0 ? asked * mm : bb - 2 * found * bm + found * found * mm;
  const ties = found > share && found < 1 ? asked / (found * (1 - found)) : 1;
  const variance = (Math.max(0, unexplained) * Math.max(1, ties) * clusters) / (clusters - 1) / (n * n);
  return Math.sqrt(variance);
}

/** The smallest value with at least this share at or below it; null if that is outside of the values. */
function valueAtShare(counts: readonly ValueCount[], n: number, share: number): number | null {
  if (share <= 0 || share > 1) return null;
  let cumulated = 0;
  for (const count of counts) {
    cumulated += count.n;
    if (cumulated >= share * n - DUST) return count.value;
  }
  return null;
}
