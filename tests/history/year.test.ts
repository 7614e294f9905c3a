import { expect, test } from 'vitest';

import { nullPool } from '../../bench/history/campaigns.ts';
import { scoreYear } from '../../bench/history/score.ts';
import type { Regression } from '../../bench/history/year.ts';
import { seededRandom } from '../../src/stats/random.ts';

const steps = 'every-commit';
const REGRESSIONS: readonly Regression[] = [
  { route: 'home', path: 'lcp.ttfb', onset: 60, steps },
  { route: 'product', path: 'lcp.element-render-delay', onset: 110, steps },
  { route: 'search', path: 'inp.processing-duration', onset: 160, steps },
];

// `npm run bench:history` simulates hundreds of years.
test('in a year of main, regressions of 0.5 % a week are found with their phase, and hardly anything else', () => {
  const random = seededRandom('a year of main');
  const pool = nullPool(random, 15, 200);
  const scores = Array.from({ length: 3 }, () =>
    scoreYear(random, { pool, regressions: REGRESSIONS, chromeEvery: Infinity }),
  );
  const found = scores.flatMap((score) => score.found);
  expect(found.filter(({ noticedAfter }) => noticedAfter === null)).toEqual([]);
  expect(found.filter(({ isPhaseRight }) => isPhaseRight)).toHaveLength(9);
  expect(found.filter(({ isInRange }) => isInRange).length).toBeGreaterThanOrEqual(7);
  expect(found.filter(({ error }) => Math.abs(error ?? 99) <= 3).length).toBeGreaterThanOrEqual(5);
  expect(scores.reduce((sum, { falseAlarms }) => sum + falseAlarms, 0)).toBeLessThanOrEqual(3);
  expect(scores.reduce((sum, { falseCreep }) => sum + falseCreep, 0)).toBe(0);
});
