import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { autocorrelation, coefficientOf, whiten } from '../../src/stats/autoregression.ts';
import { clusteredPercentile, clusteredShareVariance, percentileOf } from '../../src/stats/clustered-quantile.ts';
import { basisOf, type Column } from '../../src/stats/least-squares.ts';
import { sum } from '../../src/stats/numbers.ts';

/*
 * field.json was computed by R: nlme::gls with corAR1, sandwich::vcovCL and survey::svyquantile. `Rscript scripts/golden-field.R` writes it.
 */
const numbers = z.array(z.number());
const goldenSchema = z.object({
  regressions: z.array(
    z.object({
      rho: z.number(),
      times: numbers,
      weights: numbers,
      values: numbers,
      isAfter: numbers,
      step: z.number(),
      se: z.number(),
      degrees: z.number(),
      likeliest: z.number(),
    }),
  ),
  shares: z.array(z.object({ m: numbers, b: numbers, variance: z.number() })),
  percentiles: z.array(
    z.object({
      percentile: z.number(),
      /** Of each session. */
      views: z.number(),
      values: numbers,
      value: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden/field.json'), 'utf8')),
);

/** A constant and three times of a day of four hours, as the script has them. */
function seasonOf(times: readonly number[]): Column[] {
  const hours = [1, 2, 3].map((hour) => Float64Array.from(times, (time) => (time % 4 === hour ? 1 : 0)));
  return [Float64Array.from(times, () => 1), ...hours];
}

describe.each(golden.regressions)('a regression with errors of AR(1) correlation $rho, as in R', (given) => {
  const { times, weights, rho } = given;
  const series = { times, weights, values: Float64Array.from(given.values) };
  const isAfter = Float64Array.from(given.isAfter);

  test('has the same step and standard error', () => {
    const { values, columns } = whiten(series, [...seasonOf(times), isAfter], rho);
    const step = coefficientOf(values, columns.at(-1) ?? isAfter, basisOf(columns.slice(0, -1)));
    expect(relative(step?.value, given.step)).toBeLessThan(1e-8);
    expect(relative(step?.se, given.se)).toBeLessThan(1e-8);
    expect(step?.degrees).toBe(given.degrees);
  });

  test('has the same likeliest correlation', () => {
    expect(autocorrelation(series, [...seasonOf(times), isAfter])).toBeCloseTo(given.likeliest, 6);
  });
});

const products = (one: readonly number[], other: readonly number[]): number =>
  sum(one.map((value, index) => value * (other[index] ?? Number.NaN)));

test.each(golden.shares)('the variance of a share over $m.length sessions is that of R', ({ m, b, variance }) => {
  const moments = { clusters: m.length, n: sum(m), below: sum(b), bb: products(b, b), bm: products(b, m) };
  expect(relative(clusteredShareVariance({ ...moments, mm: products(m, m) }), variance)).toBeLessThan(1e-10);
});

test.each(golden.percentiles)('p$percentile of sessions of $views views has the interval of R', (given) => {
  const { percentile, views, values, value, low, high } = given;
  const ascending = [...Map.groupBy(values, (each) => each)]
    .map(([each, those]) => ({ value: each, n: those.length }))
    .toSorted((one, other) => one.value - other.value);
  const threshold = percentileOf(ascending, percentile) ?? Number.NaN;
  const b = Array.from(
    { length: values.length / views },
    (_, index) => values.slice(index * views, (index + 1) * views).filter((each) => each <= threshold).length,
  );
  const m = b.map(() => views);
  const moments = { clusters: b.length, n: sum(m), below: sum(b), bb: products(b, b), bm: products(b, m) };
  expect(clusteredPercentile(ascending, percentile, { ...moments, mm: products(m, m) })).toEqual({ value, low, high });
});

const relative = (found: number | undefined, expected: number): number =>
  Math.abs((found ?? Number.NaN) - expected) / Math.abs(expected);
