import type { ObservedBlock, Series } from './series.ts';

/** The two one-sided p-values of one exact test. */
export interface Tails {
  /** P(T* ≥ T): small where head scores higher than base. */
  readonly upper: number;
  /** P(T* ≤ T): small where head scores lower than base. */
  readonly lower: number;
  /** Whether every labelling gives the same T: then the values say nothing, or say "no difference" exactly. */
  readonly tied: boolean;
}

/**
 * Exact block-permutation test of T = Σ scores of the head visits. If head changed nothing, the values do not depend on
 * the labels, and in every block each of the six ways to call two of its four visits "head" is equally likely; so T*'s
 * distribution is the convolution over blocks of the six pair sums (Fisher 1935; Edgington & Onghena 2007, ch. 6).
 * Scores must be whole numbers. Throws where a block is not two and two.
 */
export function blockPermutationTest(scores: Series): Tails {
  let observed = 0;
  let distribution: Float64Array = Float64Array.of(1);
  for (const block of scores) {
    const aligned = aboveLowest(block);
    observed += headSum(aligned);
    distribution = convolve(distribution, pairSums(aligned));
  }
  return tails(distribution, observed);
}

/** A constant off a whole block moves T and every T* alike; without it the distribution is short. */
function aboveLowest(block: ObservedBlock): ObservedBlock {
  const lowest = block.reduce((low, visit) => Math.min(low, visit.value), Infinity);
  return block.map(({ head, value }) => ({ head, value: value - lowest }));
}

function headSum(block: ObservedBlock): number {
  return block.reduce((total, visit) => total + (visit.head ? visit.value : 0), 0);
}

/** The sum of every pair of visits in a block of two and two. */
function pairSums(block: ObservedBlock): number[] {
  const heads = block.filter((visit) => visit.head).length;
  if (block.length !== 4 || heads !== 2) throw new RangeError(`a block of ${heads} head visits in ${block.length}`);
  return block.flatMap((first, index) => block.slice(index + 1).map((second) => first.value + second.value));
}

/** The distribution of the sum with one of `sums` added, each equally likely. The hot loop of every decision. */
function convolve(distribution: Float64Array, sums: readonly number[]): Float64Array {
  const next = new Float64Array(distribution.length + Math.max(...sums));
  const shares = distribution.map((probability) => probability / sums.length);
  for (const shift of sums)
    for (let total = 0; total < shares.length; total += 1)
      next[total + shift] = (next[total + shift] ?? 0) + (shares[total] ?? 0);
  return next;
}

function tails(distribution: Float64Array, observed: number): Tails {
  const total = (from: number, to?: number): number =>
    Math.min(
      1,
      distribution.subarray(from, to).reduce((sum, probability) => sum + probability, 0),
    );
  return { upper: total(observed), lower: total(0, observed + 1), tied: distribution.length === 1 };
}
