import { expect, test } from 'vitest';

import { mayTurnWorse } from '../../src/stats/futility.ts';
import { normalUpperQuantile } from '../../src/stats/distributions.ts';
import { looksOf, type DecisionRule } from '../../src/stats/plan.ts';

const rule: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.01, comparisons: 1 };
const last = looksOf(rule).at(-1)?.blocks ?? NaN;
/** Of a comparison that is clearly slower, or as clearly as `pZero` says. */
const may = (pTol: number, blocks: number, pZero = 1e-5) => mayTurnWorse({ pZero, pTol, blocks }, rule);

test('a comparison that is close above its tolerance may still turn worse, one far below it may not', () => {
  expect([0.02, 0.05, 0.2].map((pTol) => may(pTol, 5))).toEqual([true, true, true]);
  expect([0.9, 0.99].map((pTol) => may(pTol, 5))).toEqual([false, false]);
});

/** The p-value beyond which a comparison after so many blocks is given up. */
const turning = (blocks: number): number => {
  let pTol = 0.5;
  for (let step = 0.25; step > 1e-6; step /= 2) pTol += may(pTol, blocks) ? step : -step;
  return pTol;
};

test('the same p-value leaves less of a chance the later it comes', () => {
  const borders = [3, 5, 8, 10].map(turning);
  expect(borders).toEqual(borders.toSorted((a, b) => b - a));
  // Under the current trend z = √(5/15) · (z of the last level − z of 10 % · √(10/15)) leaves a chance of 10 %.
  const level = looksOf(rule).at(-1)?.thresholds.tolerance ?? NaN;
  const z = Math.sqrt(1 / 3) * (normalUpperQuantile(level) - 1.2816 * Math.sqrt(2 / 3));
  expect(normalUpperQuantile(turning(5))).toBeCloseTo(z, 3);
});

test('a comparison that may be slower than its tolerance, and hardly slower at all, is given up', () => {
  expect([0.0005, 0.01, 0.1, 0.3].map((pZero) => may(0.05, 5, pZero))).toEqual([true, true, true, false]);
  const shared: DecisionRule = { ...rule, comparisons: 30 };
  expect([0.01, 0.1].map((pZero) => mayTurnWorse({ pZero, pTol: 0.05, blocks: 5 }, shared))).toEqual([true, false]);
});

test('after the last look nothing may', () => {
  expect(may(0.0001, last)).toBe(false);
  expect(may(0.0001, last + 5)).toBe(false);
  expect(may(0.0001, last - 1)).toBe(true);
});
