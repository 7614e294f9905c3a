import { expect, test } from 'vitest';

import { looksOf, looksReached, smallestRedBlocks } from '../../src/stats/plan.ts';
import type { DecisionRule, MaxBlocks } from '../../src/stats/plan.ts';

const looks = (maxBlocks: MaxBlocks, comparisons: number): DecisionRule => ({
  plan: { kind: 'looks', maxBlocks },
  alpha: 0.01,
  comparisons,
});
const zeros = (rule: DecisionRule) => looksOf(rule).map((look) => Number(look.thresholds.zero.toPrecision(12)));

// Expected thresholds: computed once by an independent implementation of docs/statistics.md.
test('alpha is shared over comparisons and looks', () => {
  expect(zeros(looks(10, 30))).toEqual([0, 0.000133333333333, 0.0001, 0.0001]);
  expect(zeros(looks(20, 6))).toEqual([0, 0.000666666666667, 0.00025, 0.00025, 0.00025, 0.00025]);
});

test('a share that no labelling can reach rolls into the next look', () => {
  expect(zeros(looks(15, 300))).toEqual([0, 0, 0.00002, 0.00000666666666667, 0.00000666666666667]);
});

test('all looks together spend alpha, however it rolls', () => {
  for (const maxBlocks of [10, 15, 20] as const)
    for (const comparisons of [1, 30, 300, 5000]) {
      const spent = looksOf(looks(maxBlocks, comparisons)).reduce((sum, look) => sum + look.thresholds.zero, 0);
      expect(spent).toBeCloseTo(0.01 / comparisons, 12);
    }
});

test('a fixed number of blocks is one look that spends everything', () => {
  const rule: DecisionRule = { plan: { kind: 'fixed', blocks: 7 }, alpha: 0.01, comparisons: 4 };
  expect(looksOf(rule)).toEqual([{ blocks: 7, thresholds: { zero: 0.0025, tolerance: 0.05, pass: 0.1 }, last: true }]);
});

test('a fixed plan looks at what is there when blocks were lost', () => {
  const rule: DecisionRule = { plan: { kind: 'fixed', blocks: 7 }, alpha: 0.01, comparisons: 4 };
  expect(looksReached(rule, 5).map(({ blocks, last }) => [blocks, last])).toEqual([[5, true]]);
});

test('planned looks are reached one by one', () => {
  expect(looksReached(looks(15, 1), 9).map(({ blocks, last }) => [blocks, last])).toEqual([
    [3, false],
    [5, false],
    [8, false],
  ]);
  expect(looksReached(looks(15, 1), 15).at(-1)?.last).toBe(true);
});

test('the fewest blocks that can be red grow with the number of comparisons', () => {
  expect([1, 2, 3, 13, 30].map((comparisons) => smallestRedBlocks(0.01, comparisons))).toEqual([3, 3, 4, 5, 5]);
  expect(smallestRedBlocks(0.01, 78)).toBe(6);
});

test('the last look of a plan is its last, and no other is', () => {
  const rule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.01, comparisons: 1 } as const;
  const isLast = looksOf(rule).map(({ blocks }) => looksReached(rule, blocks).at(-1)?.last);
  expect(isLast.at(-1)).toBe(true);
  expect(isLast.slice(0, -1).every((last) => last === false)).toBe(true);
});
