import { expect, test } from 'vitest';

import { binomialCdf, normalUpperQuantile, studentQuantile } from '../../src/stats/distributions.ts';

// Textbook tables (Abramowitz & Stegun 26.10), and SciPy's t.ppf for the long decimals.
test('t quantiles are those of the tables', () => {
  expect(studentQuantile(0.95, 1)).toBeCloseTo(12.706204736, 6);
  expect(studentQuantile(0.95, 2)).toBeCloseTo(4.30265273, 8);
  expect(studentQuantile(0.95, 8)).toBeCloseTo(2.306004135, 8);
  expect(studentQuantile(0.95, 23)).toBeCloseTo(2.06865761, 8);
  expect(studentQuantile(0.95, 44)).toBeCloseTo(2.015367574, 8);
  expect(studentQuantile(0.95, 100_000)).toBeCloseTo(1.95998, 4);
});

test('normal quantiles are those of the tables', () => {
  expect(normalUpperQuantile(0.5)).toBeCloseTo(0, 5);
  expect(normalUpperQuantile(0.025)).toBeCloseTo(1.959964, 5);
  expect(normalUpperQuantile(0.0001)).toBeCloseTo(3.719016, 5);
});

test('binomial probabilities are those of counting', () => {
  expect(binomialCdf(3, 0.5)).toEqual([0.125, 0.5, 0.875, 1].map((p) => expect.closeTo(p, 12)));
  expect(binomialCdf(8, 0.75).at(7)).toBeCloseTo(1 - 0.75 ** 8, 12);
});

test('many visits at a high percentile do not underflow', () => {
  const cdf = binomialCdf(1000, 0.99);
  expect(cdf.at(-1)).toBeCloseTo(1, 9);
  expect(cdf[990]).toBeGreaterThan(0.4);
});
