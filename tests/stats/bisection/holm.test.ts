import { expect, test } from 'vitest';

import type { Contrast } from '../../../src/stats/bisection/arms.ts';
import { holmRejected, isAbove } from '../../../src/stats/bisection/holm.ts';

/** With so many degrees Student’s t is nearly normal. */
const change = (t: number, degrees = 1000): Contrast => ({ effect: 1, low: 0, high: 2, t, degrees }) as Contrast;

test('a change is above 0 where its t exceeds the one-sided quantile', () => {
  expect(isAbove(change(1.65), 0.05)).toBe(true);
  expect(isAbove(change(1.64), 0.05)).toBe(false);
  expect(isAbove(change(-3), 0.05)).toBe(false);
  // The quantile of t with 5 degrees at 5 % is 2.015 (tables).
  expect([isAbove(change(2.02, 5), 0.05), isAbove(change(2.01, 5), 0.05)]).toEqual([true, false]);
});

// One-sided 5 % shared by three: 2.128 (1.67 %), 1.960 (2.5 %), 1.645 (5 %).
test('the level is shared step by step: the largest takes a third of it, the next a half, the last all', () => {
  expect(holmRejected([change(1.7), change(2.2), change(2)], 0.05)).toEqual([true, true, true]);
  expect(holmRejected([change(1.6), change(2.2), change(2)], 0.05)).toEqual([false, true, true]);
  expect(holmRejected([change(2.1)], 0.05)).toEqual([true]);
});

test('once one is not above 0, no smaller one is', () => {
  expect(holmRejected([change(2.1), change(2.1), change(2)], 0.05)).toEqual([false, false, false]);
  expect(holmRejected([change(1.9), change(2.2), change(1.9)], 0.05)).toEqual([false, true, false]);
});

test('what is not known is never above 0, and shares no level', () => {
  expect(holmRejected([null, change(1.7), null], 0.05)).toEqual([false, true, false]);
  expect(holmRejected([], 0.05)).toEqual([]);
});
