import { expect, test } from 'vitest';

import { percentileCoverage, stepCoverage } from '../../../bench/field/coverage.ts';
import { lookAtMonth } from '../../../bench/field/months.ts';
import { MONTH, monthWithStep } from '../../../src/field/synthetic/truth.ts';

/* Seeded and short; `npm run bench:field-statistics` has ten times as many runs, and 93 to 97 % as its bounds. */
const shareOf = ({ held, runs }: { held: number; runs: number }) => held / runs;

test.each([0, 0.8])('the interval of a step holds the truth in some 95 of 100 where ρ is %s', (rho) => {
  const share = shareOf(stepCoverage(rho, 100));
  expect(share).toBeGreaterThanOrEqual(0.92);
  expect(share).toBeLessThanOrEqual(0.985);
});

test('the interval of a percentile holds the truth in some 95 of 100', () => {
  const share = shareOf(percentileCoverage(75, 60, 400));
  expect(share).toBeGreaterThanOrEqual(0.92);
  expect(share).toBeLessThanOrEqual(0.98);
});

test('a few sessions that are much longer than the others do not make it too narrow', () => {
  expect(shareOf(percentileCoverage(75, 20, 400, 0.03))).toBeGreaterThanOrEqual(0.92);
});

test('of a month with a step of 180 ms, its deploy, route and phase are named, and nothing else is', () => {
  const month = { ...monthWithStep('1', 180), routes: ['product'] };
  expect(lookAtMonth(month)).toMatchObject({ named: 1, wrong: 0, intervals: 2 });
});

test('of three deploys a day, none is named where nothing moved, and intervals of no change hold it', () => {
  const month = { ...MONTH, days: 6, routes: ['product'], deployEveryHours: 8 };
  const { wrong, unmoved, unmovedHeld } = lookAtMonth(month);
  expect(wrong).toBe(0);
  expect(unmovedHeld / unmoved).toBeGreaterThanOrEqual(0.93);
});
