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
 * Scores must be whole numbers. Throws if a block is not two and two.
 */
export function blockPermutationTest(scores: Series): Tails {
  let observed = 0;
  const blocks = scores.map((block) => {
    const aligned = aboveLowest(block);
    observed += headSum(aligned);
    return pairSums(aligned);
  });
  return tails(distributionOf(blocks), observed);
}

/** A constant off a whole block moves T and every T* alike; without it the distribution is short. */
function aboveLowest(block: ObservedBlock): ObservedBlock {
  const lowest = block.reduce((low, visit) => Math.min(low, visit.value), Infinity);
  return block.map(({ head, value }) => ({ head, value: value - lowest }));
}

function headSum(block: ObservedBlock): number {
  return block.reduce((total, visit) => total + (visit.head ? visit.value : 0), 0);
}

/** The sum of every pair of a block's four visits. */
type PairSums = readonly [number, number, number, number, number, number];

function pairSums(block: ObservedBlock): PairSums {
  const [a, b, c, d, ...more] = block;
  const heads = block.filter((visit) => visit.head).length;
  if (a === undefined || b === undefined || c === undefined || d === undefined || more.length > 0 || heads !== 2)
    throw new RangeError(`a block of ${heads} head visits in ${block.length}`);
  return [
    a.value + b.value,
    a.value + c.value,
    a.value + d.value,
    b.value + c.value,
    b.value + d.value,
    c.value + d.value,
  ];
}

/** P(T* = 0), P(T* = 1), … up to the largest T*. */
function distributionOf(blocks: readonly PairSums[]): Float64Array {
  const largest = blocks.map((sums) => Math.max(...sums));
  // Cells below a total of 0, so that what no total can come from reads as probability 0.
  const below = largest.reduce((most, sum) => Math.max(most, sum), 0);
  const cells = new Float64Array(below + largest.reduce((total, sum) => total + sum, 0) + 1);
  cells[below] = 1;
  let end = below + 1;
  for (const [index, sums] of blocks.entries()) {
    const next = end + (largest[index] ?? 0);
    convolve(cells, { from: below, end, next }, sums);
    end = next;
  }
  return cells.subarray(below);
}

/**
 * Adds one of six sums, each equally likely, to the total that `cells` hold the distribution of. In place, from the top
 * down: a cell is read by those above it only. The hot loop of every decision.
 */
function convolve(
  cells: Float64Array,
  { from, end, next }: { readonly from: number; readonly end: number; readonly next: number },
  [a, b, c, d, e, f]: PairSums,
): void {
  const share = (cell: number): number => cells[cell] ?? 0;
  for (let cell = from; cell < end; cell += 1) cells[cell] = share(cell) / 6;
  for (let cell = next - 1; cell >= from; cell -= 1)
    cells[cell] =
      share(cell - a) + share(cell - b) + share(cell - c) + share(cell - d) + share(cell - e) + share(cell - f);
}

function tails(distribution: Float64Array, observed: number): Tails {
  const total = (from: number, to: number): number => {
    let sum = 0;
    for (let cell = from; cell < to; cell += 1) sum += distribution[cell] ?? 0;
    return Math.min(1, sum);
  };
  const { length } = distribution;
  return { upper: total(observed, length), lower: total(0, observed + 1), tied: length === 1 };
}
