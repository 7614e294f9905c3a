import { expect, test } from 'vitest';

import { sumsOf } from '../../../src/stats/experiments/arms.ts';
import {
  daysNeeded,
  daysVariance,
  linearisedVariance,
  minimumDetectable,
  powerOf,
} from '../../../src/stats/experiments/power.ts';

const ARMS = { kind: 'arms', clustersPerDay: 1000, controlShare: 0.5, variance: 0.03 } as const;

test('the effect that days can detect needs as many days', () => {
  const { effect = Number.NaN } = minimumDetectable(ARMS, 14) ?? {};
  expect(powerOf(ARMS, 14, effect)).toBeCloseTo(0.8, 10);
  expect(daysNeeded(ARMS, effect * 1.0001)).toBe(14);
  expect(daysNeeded(ARMS, effect * 0.999)).toBe(15);
  // The known rule of thumb, n = 16 σ²/δ² for each arm (Lehr 1992).
  expect((16 * ARMS.variance) / effect ** 2 / 7000).toBeCloseTo(1, 1);
});

const detectable = (controlShare: number, power = 0.8): number =>
  minimumDetectable({ ...ARMS, controlShare }, 14, { power })?.effect ?? Number.NaN;

test('a holdback of 5 % needs a larger effect than halves do, and more power a larger one', () => {
  expect(detectable(0.05) / detectable(0.5)).toBeCloseTo(Math.sqrt(1 / 0.05 / 0.95 / 4), 3);
  expect(detectable(0.5, 0.9)).toBeGreaterThan(1.1 * detectable(0.5));
});

test('no effect is found as often as the risk says, on one side', () => {
  expect(powerOf(ARMS, 14, 0)).toBeCloseTo(0.025, 10);
});

test('what changes of its own cannot be outwaited', () => {
  const did = { kind: 'did', treated: 8, control: 8, variance: { fixed: 1, perDay: 10 } } as const;
  const { effect: floor = Number.NaN } = minimumDetectable(did, 1e9) ?? {};
  expect(floor).toBeGreaterThan(0);
  expect(daysNeeded(did, floor * 0.99)).toBeNull();
  expect(daysNeeded(did, floor * 1.2)).toBeLessThan(100);
});

test('where no assignment could be rejected there is nothing to detect', () => {
  const did = { kind: 'did', treated: 3, control: 3, variance: { fixed: 1, perDay: 0 } } as const;
  expect(minimumDetectable(did, 30)).toBeNull();
  expect(powerOf(did, 30, 100)).toBeNull();
  expect(daysNeeded(did, 100)).toBeNull();
  expect(minimumDetectable({ ...did, control: 4, treated: 4 }, 30)).not.toBeNull();
  expect(minimumDetectable({ ...did, control: 20, treated: 1 }, 30)).not.toBeNull();
  expect(minimumDetectable({ ...did, control: 18, treated: 1 }, 30)).toBeNull();
  const pairs = { kind: 'switchback', blocksPerDay: 1, variance: 4 } as const;
  expect(minimumDetectable(pairs, 5)).toBeNull();
  expect(minimumDetectable(pairs, 6)).not.toBeNull();
  expect(daysNeeded(pairs, 1000)).toBe(6);
});

test('the variance of clusters of one view is that of their values', () => {
  const values = [3, 5, 4, 8];
  const alone = linearisedVariance(sumsOf(values.map((y) => ({ m: 1, y }))));
  expect(alone).toBeCloseTo(14 / 3, 12);
  expect(linearisedVariance(sumsOf(values.map((y) => ({ m: 5, y: 5 * y }))))).toBeCloseTo(alone, 12);
});

test('the parts of a variance are those of which it is the sum', () => {
  const parts = daysVariance(11, 1 + 10 / 7, 7);
  expect(parts.fixed).toBeCloseTo(1, 12);
  expect(parts.perDay).toBeCloseTo(10, 12);
  expect(daysVariance(4, 9, 7)).toEqual({ fixed: 4, perDay: 0 });
  expect(daysVariance(7, 0.5, 7)).toEqual({ fixed: 0, perDay: 7 });
});
