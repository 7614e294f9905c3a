import { describe, expect, test } from 'vitest';

import {
  clusteredPercentile,
  clusteredShareVariance,
  percentileOf,
  type Frequency,
} from '../../src/stats/clustered-quantile.ts';

const frequencies = (values: readonly number[]): Frequency[] =>
  [...Map.groupBy(values, (value) => value)]
    .map(([value, those]) => ({ value, n: those.length }))
    .toSorted((one, other) => one.value - other.value);

/** The sums that a query makes of sessions. */
function momentsOf(sessions: readonly (readonly number[])[], threshold: number) {
  const pairs = sessions.map((values) => ({
    m: values.length,
    b: values.filter((value) => value <= threshold).length,
  }));
  const sum = (of: (pair: { m: number; b: number }) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
  return {
    clusters: sessions.length,
    n: sum(({ m }) => m),
    below: sum(({ b }) => b),
    bb: sum(({ b }) => b * b),
    bm: sum(({ b, m }) => b * m),
    mm: sum(({ m }) => m * m),
  };
}

function estimate(sessions: readonly (readonly number[])[], percentile = 75) {
  const ascending = frequencies(sessions.flat());
  const value = percentileOf(ascending, percentile) ?? 0;
  return clusteredPercentile(ascending, percentile, momentsOf(sessions, value));
}

test('a percentile is the nearest rank', () => {
  const values = frequencies([15, 20, 35, 40, 50]);
  expect([30, 40, 50, 75, 99].map((percentile) => percentileOf(values, percentile))).toEqual([20, 20, 35, 40, 50]);
  expect(percentileOf([], 75)).toBeUndefined();
});

test('one session gives no interval, however many views it has', () => {
  expect(estimate([Array.from({ length: 1000 }, (_, index) => index)])).toEqual({ value: 749, low: null, high: null });
});

test('a bound that lies beyond the values is not known', () => {
  expect(estimate([[1], [2], [3]])).toMatchObject({ value: 3, high: null });
});

test('views of one session say less than those of many', () => {
  const values = Array.from({ length: 2000 }, (_, index) => (index * 7919) % 2000);
  const alone = estimate(values.map((value) => [value]));
  const sorted = values.toSorted((one, other) => one - other);
  const grouped = estimate(Array.from({ length: 100 }, (_, index) => sorted.slice(index * 20, index * 20 + 20)));
  const width = (of: ReturnType<typeof estimate>) => (of?.high ?? Number.NaN) - (of?.low ?? Number.NaN);
  expect(width(alone)).toBeCloseTo(2 * 1.96 * Math.sqrt(0.1875 / 2000) * 2000, -1);
  expect(width(grouped)).toBeGreaterThan(3 * width(alone));
});

test('a session that is much longer than the others counts as more than one only by its views', () => {
  // Ninety sessions of one view and ten of thirty: as many as 390² / 9,090 = 16.7 of one size.
  const below = { clusters: 100, n: 390, below: 293, bb: 5000, bm: 6700, mm: 9090 };
  const values = frequencies(Array.from({ length: 390 }, (_, index) => index + 1));
  const found = clusteredPercentile(values, 75, below);
  const reach = ((found?.high ?? 0) - (found?.low ?? 0)) / 2 / 390;
  // t(15) is 2.131; bounds are whole ranks, so that the reach is not known to more than a tenth.
  const expected = 2.131 * Math.sqrt(16.73 / 15.73 / (100 / 99));
  expect(Math.abs(reach / Math.sqrt(clusteredShareVariance(below)) - expected)).toBeLessThan(0.1);
});

test('a rank that is whole but for floating-point dust is not moved up', () => {
  // The share of 20 clusters with 5 views each at or below 3 is exactly .75 in every cluster: the interval is a point.
  const sessions = Array.from({ length: 20 }, () => [1, 2, 3, 4]);
  expect(estimate(sessions)).toEqual({ value: 3, low: 3, high: 3 });
  // .07 · 100 is 7.000000000000001.
  const alike = { clusters: 50, n: 100, below: 7, bb: 0.98, bm: 14, mm: 200 };
  const values = frequencies(Array.from({ length: 100 }, (_, index) => index + 1));
  expect(clusteredPercentile(values, 7, alike)).toEqual({ value: 7, low: 7, high: 7 });
});

/** Sessions of one view: this share of 200 at 0, the others above in steps of 1. */
const mostly = (share: number): number[][] =>
  Array.from({ length: 200 }, (_, index) => [index < 200 * share ? 0 : 100 + index]);

describe('where most values are the same', () => {
  test('the bound above is as wide as the percentile that is asked for has it', () => {
    // p(1 − p) at .75 reaches .75 + 1.97 · .0307 = .81, that at the found share of .8 only .806.
    expect(estimate(mostly(0.8))).toEqual({ value: 0, low: 0, high: 262 });
    expect(estimate(mostly(0.9))).toEqual({ value: 0, low: 0, high: 0 });
  });

  test('no value above does not make sessions of equal views an interval without error', () => {
    const alike = { clusters: 4, n: 8, below: 8, bb: 16, bm: 16, mm: 16 };
    expect(clusteredPercentile([{ value: 5, n: 8 }], 75, alike)).toEqual({ value: 5, low: null, high: null });
    expect(estimate(Array.from({ length: 100 }, () => [5]))).toEqual({ value: 5, low: 5, high: 5 });
  });
});
