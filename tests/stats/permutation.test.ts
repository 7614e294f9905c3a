import { check, constantFrom, integer, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';

import { blockPermutationTest } from '../../src/stats/permutation.ts';
import type { Series } from '../../src/stats/series.ts';
import { exchangeSides, seriesOf } from './recorded.ts';

const ORDERS = ['HHBB', 'HBHB', 'HBBH', 'BHHB', 'BHBH', 'BBHH'];

const score = integer({ min: 0, max: 18 });
const block = tuple(tuple(score, score, score, score), constantFrom(...ORDERS));
const threeBlocks = tuple(block, block, block).map((blocks) =>
  seriesOf(
    blocks.map(([values]) => values),
    blocks.map(([, order]) => order),
  ),
);

/** P(T* ≥ T) by writing down all 6³ labellings. */
function byEnumeration(scores: Series): number {
  const total = (orders: readonly string[]): number =>
    seriesOf(
      scores.map((visits) => visits.map((visit) => visit.value)),
      orders,
    )
      .flat()
      .reduce((sum, visit) => sum + (visit.head ? visit.value : 0), 0);
  const observed = scores.flat().reduce((sum, visit) => sum + (visit.head ? visit.value : 0), 0);
  const labellings = ORDERS.flatMap((a) => ORDERS.flatMap((b) => ORDERS.map((c) => [a, b, c])));
  return labellings.filter((orders) => total(orders) >= observed).length / labellings.length;
}

function holds(predicate: (scores: Series) => boolean): boolean {
  return !check(property(threeBlocks, predicate), { seed: 4, numRuns: 200 }).failed;
}

test('the p-value is that of writing down all 216 labellings of three blocks', () => {
  expect(holds((scores) => Math.abs(blockPermutationTest(scores).upper - byEnumeration(scores)) < 1e-12)).toBe(true);
});

test('exchanging the sides exchanges the tails', () => {
  expect(
    holds((scores) => {
      const { upper, lower } = blockPermutationTest(scores);
      const exchanged = blockPermutationTest(exchangeSides(scores));
      return Math.abs(upper - exchanged.lower) < 1e-12 && Math.abs(lower - exchanged.upper) < 1e-12;
    }),
  ).toBe(true);
});

test('head above base in every block is the rarest of the labellings', () => {
  const scores = seriesOf(
    [
      [0, 0, 9, 9],
      [0, 9, 0, 9],
      [9, 9, 0, 0],
    ],
    ['BBHH', 'BHBH', 'HHBB'],
  );
  expect(blockPermutationTest(scores).upper).toBeCloseTo(6 ** -3, 12);
  expect(blockPermutationTest(scores).lower).toBeCloseTo(1, 12);
});

test('equal scores say nothing: both tails are 1', () => {
  const scores = seriesOf(
    [
      [5, 5, 5, 5],
      [7, 7, 7, 7],
      [0, 0, 0, 0],
    ],
    ['BBHH', 'BHBH', 'HHBB'],
  );
  expect(blockPermutationTest(scores)).toEqual({
    upper: expect.closeTo(1, 12),
    lower: expect.closeTo(1, 12),
    tied: true,
  });
});

test('a block that is not two and two is an error', () => {
  expect(() => blockPermutationTest(seriesOf([[1, 2, 3, 4]], ['BBBH']))).toThrow('1 head visits in 4');
});

test('any number of blocks is a number of blocks', () => {
  const blocks = Array.from({ length: 200_000 }, () => seriesOf([[1, 1, 1, 1]], ['HBHB'])[0] ?? []);
  expect(blockPermutationTest(blocks).tied).toBe(true);
});
