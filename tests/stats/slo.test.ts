import { expect, test } from 'vitest';

import { seededRandom } from '../../src/stats/random.ts';
import { judgeSlo, nearestRank, rankBounds } from '../../src/stats/slo.ts';
import { normal } from '../../bench/simulation/noise.ts';
import { shareOf } from '../support/share.ts';

// Expected ranks: computed once by an independent implementation of docs/statistics.md.
test('bounds of the 75th percentile are the order statistics of the reference', () => {
  const bounds = [6, 8, 9, 10, 16, 30].map((n) => rankBounds(n, 0.75, 0.05, 0.1));
  expect(bounds).toEqual([
    { lower: 3, upper: null },
    { lower: 4, upper: null },
    { lower: 5, upper: 9 },
    { lower: 5, upper: 10 },
    { lower: 9, upper: 15 },
    { lower: 18, upper: 26 },
  ]);
});

test('the percentile is the nearest rank', () => {
  expect(nearestRank([30, 10, 20, 40], 75)).toBe(30);
  expect(nearestRank([30, 10, 20, 40, 50], 75)).toBe(40);
  expect(nearestRank([7], 1)).toBe(7);
  expect(() => nearestRank([], 75)).toThrow('no rank');
});

test('far above the budget is over, far below is under, in between is at risk', () => {
  const visits = Array.from({ length: 16 }, (_, index) => 1000 + index);
  expect(judgeSlo(visits, 900, 75)).toEqual({ standing: 'over', value: 1011, low: 1008, high: 1014 });
  expect(judgeSlo(visits, 1100, 75).standing).toBe('under');
  expect(judgeSlo(visits, 1005, 75).standing).toBe('at-risk');
});

test('a budget is broken only beyond the spread between machines', () => {
  const visits = Array.from({ length: 16 }, () => 1079);
  expect(judgeSlo(visits, 1000, 75).standing).toBe('at-risk');
  expect(
    judgeSlo(
      visits.map((ms) => ms + 2),
      1000,
      75,
    ).standing,
  ).toBe('over');
});

test('where visits are too few for an upper bound every one must be well below the budget', () => {
  const visits = [900, 910, 920, 925, 900, 910];
  expect(judgeSlo(visits, 1000, 75)).toMatchObject({ standing: 'under', high: null });
  expect(judgeSlo([...visits.slice(1), 927], 1000, 75).standing).toBe('at-risk');
});

test('a budget of 0 can be kept', () => {
  expect(judgeSlo([0, 0, 0, 0, 0, 0], 0, 75).standing).toBe('under');
  expect(judgeSlo([0.1, 0.1, 0.1, 0.1, 0.1, 0.1], 0, 75).standing).toBe('over');
});

/** How often a page of a median of `level` ms is called over a budget of 2500 ms, machines 3 % and visits 6 % apart. */
function overShare(level: number): number {
  return shareOf(2000, (run) => {
    const random = seededRandom('slo', String(run));
    const machine = Math.exp(0.03 * normal(random));
    const visits = Array.from({ length: 16 }, () => level * machine * Math.exp(0.06 * normal(random)));
    return judgeSlo(visits, 2500, 75).standing === 'over';
  });
}

test('a page that sits on its budget is never a coin toss', () => {
  const onBudget = 2500 / Math.exp(0.6745 * 0.06);
  expect(overShare(onBudget)).toBeLessThan(0.005);
  expect(overShare(2500 * 0.96)).toBeLessThan(0.01);
  expect(overShare(2500 * 1.25)).toBeGreaterThan(0.95);
});

test('so few visits that no bound is sure enough have none', () => {
  expect(rankBounds(2, 0.75, 0.05, 0.1)).toEqual({ lower: null, upper: null });
  expect(judgeSlo([900, 1000], 500, 75)).toEqual({ standing: 'at-risk', value: 1000, low: null, high: null });
});
