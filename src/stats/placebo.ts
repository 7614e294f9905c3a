import { normalUpperQuantile } from './distributions.ts';
import { sum } from './numbers.ts';

/** Where a statistic stands among those of times at which nothing happened, by size; 1 if none is as large. */
export function placeboRank(statistic: number, placebos: readonly number[]): number {
  return 1 + placebos.filter((placebo) => Math.abs(placebo) >= Math.abs(statistic)).length;
}

/** The largest tenth may be real. */
const TRIMMED = 0.1;

/**
 * How much wider statistics spread than the standard normal that they should follow where nothing happened: an empirical
 * null (Efron 2004, "Large-scale simultaneous hypothesis testing", JASA 99). The root mean square of those that remain when
 * the largest tenth is left out, over what that is for a normal; of its square, what exceeds 1 is shrunken, to nothing where
 * it is less than √2 of its own standard errors (as James & Stein 1961 shrink), so that chance alone rarely widens intervals.
 *
 * @returns at least 1
 */
export function nullSpread(statistics: readonly number[]): number {
  const sizes = statistics.map(Math.abs).toSorted((one, other) => one - other);
  const kept = sizes.slice(0, sizes.length - Math.floor(TRIMMED * sizes.length));
  const share = kept.length / sizes.length;
  const meanSquare = sum(kept.map((size) => size * size)) / kept.length;
  const excess = meanSquare / truncatedVariance(share) - 1;
  return excess <= 0 ? 1 : Math.sqrt(1 + Math.max(0, excess - 4 / kept.length / excess));
}

/** The variance of a standard normal that is known to be among the central `share`. */
function truncatedVariance(share: number): number {
  if (share >= 1) return 1;
  const limit = normalUpperQuantile((1 - share) / 2);
  return 1 - (2 * limit * Math.exp((-limit * limit) / 2)) / Math.sqrt(2 * Math.PI) / share;
}
