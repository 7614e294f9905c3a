import { expect, test } from 'vitest';

import { wilson } from '../../src/stats/wilson.ts';

const Z = 1.959963984540054;

test.each([
  [50, 100],
  [1, 10],
  [3, 100_000],
])('the bounds of %d of %d are the shares that are 1.96 standard errors of their own away', (y, n) => {
  const { low, high } = wilson(y, n);
  for (const bound of [low, high]) expect((y / n - bound) ** 2).toBeCloseTo((Z ** 2 * bound * (1 - bound)) / n, 12);
  expect(low).toBeLessThan(y / n);
  expect(high).toBeGreaterThan(y / n);
});

test('none and all have one bound at the end of the scale, and the other by z² / (n + z²)', () => {
  const reach = Z ** 2 / (20 + Z ** 2);
  expect(wilson(0, 20).low).toBe(0);
  expect(wilson(0, 20).high).toBeCloseTo(reach, 12);
  expect(wilson(20, 20).low).toBeCloseTo(1 - reach, 12);
  expect(wilson(20, 20).high).toBe(1);
});
