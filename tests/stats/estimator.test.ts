import { array, check, constantFrom, double, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';

import { effect, fitEffect, fitLevel, levels } from '../../src/stats/estimator.ts';
import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import { mapSeries, zipBlocks } from '../../src/stats/series.ts';
import type { Series } from '../../src/stats/series.ts';
import { normal } from '../../bench/simulation/noise.ts';
import { shareOf } from '../support/share.ts';
import { exchangeSides, recorded, seriesOf } from './recorded.ts';

const { total, ttfb, load, render } = recorded;

/** The visits of two parts added up. */
function plus(left: Series, right: Series): Series {
  return zipBlocks(left, right).map((block) => block.map(([a, b]) => ({ head: a.head, value: a.value + b.value })));
}

// Expected numbers: computed once by an independent implementation of docs/statistics.md on the same values.
test('effects and standard errors are those of the reference', () => {
  const fit = fitEffect(total);
  expect(effect(fit, total)).toMatchObject({
    effect: expect.closeTo(121.71358593570234, 9),
    se: expect.closeTo(34.60082596948424, 9),
    // The draft's t quantile is an approximation; this one is exact.
    low: expect.closeTo(50.136524573381195, 2),
    high: expect.closeTo(193.2906472980235, 2),
  });
  expect(effect(fit, ttfb)).toMatchObject({
    effect: expect.closeTo(-0.7530577072887752, 9),
    se: expect.closeTo(5.46915875596452, 9),
  });
  expect(effect(fit, load)).toMatchObject({
    effect: expect.closeTo(123.6472918793605, 9),
    se: expect.closeTo(33.11380730081811, 9),
  });
  expect(effect(fit, render)).toMatchObject({
    effect: expect.closeTo(-1.1806482363694166, 9),
    se: expect.closeTo(3.830233490223249, 9),
  });
});

test('head minus base is the effect, of the total and of every part', () => {
  const fit = fitEffect(total);
  for (const part of [total, ttfb, load, render]) {
    const { base, head } = levels(fit, part);
    expect(head - base).toBeCloseTo(effect(fit, part).effect, 9);
  }
});

test('the levels are means: a constant is its own level', () => {
  const fit = fitEffect(total);
  const { base, head } = levels(
    fit,
    mapSeries(total, () => 42),
  );
  expect(base).toBeCloseTo(42, 9);
  expect(head).toBeCloseTo(42, 9);
});

test('without noise the effect is the shift, and certain', () => {
  const clean = mapSeries(total, (_, head) => (head ? 130 : 100));
  const { effect: shift, low, high } = effect(fitEffect(clean), clean);
  expect([shift, low, high]).toEqual([30, 30, 30].map((ms) => expect.closeTo(ms, 9)));
});

test('parts sum to the total, however wild', () => {
  const ms = double({ min: 0, max: 5000, noNaN: true });
  const visit = tuple(ms, ms, ms);
  const block = tuple(tuple(visit, visit, visit, visit), constantFrom('BBHH', 'BHBH', 'HBBH', 'HHBB'));
  const outcome = check(
    property(array(block, { minLength: 3, maxLength: 9 }), (blocks) => {
      const orders = blocks.map(([, order]) => order);
      const [a, b, c] = [0, 1, 2].map((k) =>
        seriesOf(
          blocks.map(([visits]) => visits.map((parts) => parts[k] ?? 0)),
          orders,
        ),
      );
      if (!a || !b || !c) return false;
      const whole = plus(plus(a, b), c);
      const fit = fitEffect(whole);
      const parts = [a, b, c].reduce((sum, part) => sum + effect(fit, part).effect, 0);
      return Math.abs(parts - effect(fit, whole).effect) < 1e-9 * 5000;
    }),
    { seed: 7, numRuns: 200 },
  );
  expect(outcome.failed).toBe(false);
});

test('exchanging the sides turns the effect round', () => {
  const { effect: there } = effect(fitEffect(exchangeSides(total)), exchangeSides(total));
  expect(there).toBeCloseTo(-effect(fitEffect(total), total).effect, 9);
});

test('what moves a whole block moves no effect', () => {
  const drifted = total.map((block, q) => block.map(({ head, value }) => ({ head, value: value + 200 * q })));
  expect(effect(fitEffect(drifted), drifted).effect).toBeCloseTo(effect(fitEffect(total), total).effect, 9);
});

test('an outlier counts for less than it measures', () => {
  const slow = mapSeries(total, (value) => (value === 2395.7 ? 60_000 : value));
  const moved = effect(fitEffect(slow), slow).effect - effect(fitEffect(total), total).effect;
  expect(Math.abs(moved)).toBeLessThan(5);
});

test('two blocks are too few for an effect', () => {
  expect(() => fitEffect(total.slice(0, 2))).toThrow('takes 3 blocks');
});

test('without a base the level is the robust mean of the visits', () => {
  const orders = ['HHHH', 'HHHH', 'HHHH'];
  const visits = seriesOf(
    [
      [100, 102, 98, 100],
      [101, 99, 100, 5000],
      [100, 100, 103, 97],
    ],
    orders,
  );
  const { base, head } = levels(fitLevel(visits), visits);
  expect(base).toBe(0);
  expect(head).toBeGreaterThan(99);
  expect(head).toBeLessThan(105);
});

/** Eight blocks in which head waits 30 ms longer; outliers in the rest. */
const campaign = (run: number) => {
  const random = seededRandom('coverage', String(run));
  const visits = Array.from({ length: 8 }, () => {
    const level = 1200 + 60 * normal(random);
    return blockOrder(random).map((side) => {
      const head = side === 'head';
      const wait = 400 + 12 * normal(random) + (head ? 30 : 0);
      const rest = level + 40 * normal(random) + (random() < 0.05 ? 600 * random() : 0);
      return { head, wait, rest };
    });
  });
  const pick = (value: (visit: { wait: number; rest: number }) => number): Series =>
    visits.map((block) => block.map((visit) => ({ head: visit.head, value: value(visit) })));
  return { whole: pick(({ wait, rest }) => wait + rest), part: pick(({ wait }) => wait) };
};

const covers = ({ low, high }: { low: number; high: number }) => low <= 30 && 30 <= high;

test('the 95 % interval covers the truth in 93 to 98 % of simulated campaigns, of the total and of a part', () => {
  const fits = Array.from({ length: 1500 }, (_, run) => campaign(run)).map(({ whole, part }) => {
    const fit = fitEffect(whole);
    return { whole: covers(effect(fit, whole)), part: covers(effect(fit, part)) };
  });
  for (const which of ['whole', 'part'] as const) {
    const coverage = shareOf(fits.length, (run) => fits[run]?.[which] ?? false);
    expect(coverage).toBeGreaterThan(0.93);
    expect(coverage).toBeLessThan(0.98);
  }
});
