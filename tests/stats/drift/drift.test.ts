import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { CUSUM, firstSignal, type Observation } from '../../../src/stats/drift/cusum.ts';
import { findDrifts } from '../../../src/stats/drift/drifts.ts';
import { prepared, smoothedLevel } from '../../../src/stats/drift/level.ts';
import { findOnset } from '../../../src/stats/drift/onset.ts';
import { seededRandom } from '../../../src/stats/random.ts';
import { normal } from '../../../bench/simulation/noise.ts';

/** From R, which finds signals and onsets in another way: `Rscript scripts/golden-drift.R` writes it. */
const golden = z
  .array(
    z.object({
      estimates: z.array(z.number()),
      errors: z.array(z.number()),
      signal: z.object({ direction: z.enum(['rise', 'fall']), at: z.number() }).nullable(),
      direction: z.enum(['rise', 'fall']),
      onset: z.object({ form: z.enum(['step', 'ramp']), at: z.number(), size: z.number(), gain: z.number() }),
    }),
  )
  .parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../golden/drift.json'), 'utf8')));

const observed = (estimates: readonly number[], errors: readonly number[]): Observation[] =>
  estimates.map((estimate, index) => ({ estimate, error: errors[index] ?? 1 }));

/** A series of unit errors around what `change` says. */
function series(seed: string, length: number, change: (t: number) => number = () => 0): Observation[] {
  const random = seededRandom(seed);
  return Array.from({ length }, (_, t) => ({ estimate: change(t) + normal(random), error: 1 }));
}

/** In how many of 300 quiet series the first signal is a rise. */
const alarms = (rule = CUSUM): number =>
  Array.from({ length: 300 }, (_, year) => firstSignal(series(`quiet ${year}`, 300), 0, rule)).filter(
    (signal) => signal?.direction === 'rise',
  ).length;

describe.each(golden.map((each, index) => ({ ...each, index })))('series $index of R', (each) => {
  const observations = observed(each.estimates, each.errors);

  test('has the same first signal', () => {
    expect(firstSignal(observations, 0)).toEqual(each.signal);
  });

  test('has the same onset', () => {
    const { form, at, size, gain } = findOnset(observations, each.direction) ?? {};
    expect({ form, at }).toEqual({ form: each.onset.form, at: each.onset.at });
    expect(size).toBeCloseTo(each.onset.size, 8);
    expect(gain).toBeCloseTo(each.onset.gain, 6);
  });
});

describe('the sums', () => {
  const quiet = Array.from({ length: 40 }, (_, t) => ({ estimate: t % 2 === 0 ? 0.1 : -0.1, error: 1 }));

  test('take no single value for a drift, however large', () => {
    const spike = quiet.map((each, t) => (t === 20 ? { ...each, estimate: 1000 } : each));
    expect(firstSignal(prepared(spike), 0)).toBeNull();
  });

  test('need four clipped values at the least', () => {
    const step = quiet.map((each, t) => (t >= 20 ? { ...each, estimate: 100 } : each));
    expect(firstSignal(step, 0)).toEqual({ direction: 'rise', at: 23 });
  });

  test('say nothing before a level is known', () => {
    expect(firstSignal(quiet.slice(0, 4), 0)).toBeNull();
    expect(firstSignal([], 0)).toBeNull();
  });

  test('raise less than one false alarm per year of nine series, because they allow for the level’s own error', () => {
    const years = 300 / 9;
    expect(alarms() / years).toBeLessThan(0.5);
    // What a level that is taken for exact would do.
    expect(alarms({ ...CUSUM, margin: 0 }) / years).toBeGreaterThan(2 * (alarms() / years) + 0.2);
  });
});

describe('changes of a series', () => {
  test('a slow rise is one drift, which began where it began', () => {
    const drifts = findDrifts(series('slow', 260, (t) => Math.max(0, t - 79) * 0.05));
    expect(drifts.map(({ direction }) => direction)).toEqual(['rise']);
    const [{ onset, noticed } = { onset: null, noticed: 0 }] = drifts;
    expect(noticed).toBeGreaterThan(85);
    expect(onset?.form).toBe('ramp');
    expect(onset?.earliest).toBeLessThanOrEqual(80);
    expect(onset?.latest).toBeGreaterThanOrEqual(80);
    expect(onset?.size).toBeCloseTo(180 * 0.05, 0);
  });

  test('two steps are two drifts, each with its place', () => {
    const drifts = findDrifts(series('steps', 240, (t) => (t < 60 ? 0 : t < 150 ? 4 : 8)));
    expect(drifts.map(({ onset }) => [onset.form, onset.at])).toEqual([
      ['step', 60],
      ['step', 150],
    ]);
  });

  test('a fall sets a new level, from which a rise is seen', () => {
    const drifts = findDrifts(series('fall', 200, (t) => (t < 50 ? 0 : t < 120 ? -6 : -3)));
    expect(drifts.map(({ direction }) => direction)).toEqual(['fall', 'rise']);
    for (const [index, at] of [50, 120].entries()) {
      const { earliest = Infinity, latest = 0 } = drifts[index]?.onset ?? {};
      expect([earliest <= at, at <= latest, latest - earliest < 5]).toEqual([true, true, true]);
    }
  });

  test('nothing changes in series that are too short or constant', () => {
    expect(findDrifts([])).toEqual([]);
    expect(findDrifts(series('short', 5))).toEqual([]);
    expect(findOnset([{ estimate: 1, error: 1 }], 'rise')).toBeNull();
    expect(findOnset(observed([2, 2, 2, 2], [1, 1, 1, 1]), 'rise')).toBeNull();
  });
});

test('the range of an onset holds the true one about nine times of ten', () => {
  const held = Array.from({ length: 200 }, (_, round) => {
    const onset = findOnset(
      series(`range ${round}`, 100, (t) => Math.max(0, t - 49) * 0.1),
      'rise',
    );
    return onset !== null && onset.earliest <= 50 && onset.latest >= 50;
  });
  const share = held.filter(Boolean).length / held.length;
  expect(share).toBeGreaterThan(0.84);
  expect(share).toBeLessThan(0.97);
});

describe('the level', () => {
  test('is that of the last observations, with the error of their weights', () => {
    const level = smoothedLevel(observed([5, 5, ...Array.from({ length: 60 }, () => 1)], []));
    expect(level?.estimate).toBeCloseTo(1, 3);
    // λ / (2 − λ) of the variance of one, λ = .2.
    expect(level?.error).toBeCloseTo(Math.sqrt(0.2 / 1.8), 6);
  });

  test('of one observation is that observation, and of none nothing', () => {
    const level = smoothedLevel(observed([3], [2]));
    expect([level?.estimate, level?.error].map((each) => each?.toFixed(9))).toEqual(['3.000000000', '2.000000000']);
    expect(smoothedLevel([])).toBeNull();
  });

  test('counts exact observations for more', () => {
    expect(smoothedLevel(observed([0, 10], [0.1, 10]))?.estimate).toBeLessThan(0.1);
  });
});

test('spikes are drawn in, and edges stay where they are', () => {
  const estimates = prepared(observed([0, 0, 0, 50, 0, 0, 0, 9, 9, 9, 9, 9, -40], [])).map(({ estimate }) => estimate);
  expect(estimates).toEqual([0, 0, 0, 3, 0, 0, 0, 9, 9, 9, 9, 9, 6]);
});

describe('errors', () => {
  test('are widened where neighbours scatter more than they say, and never narrowed', () => {
    const wild = series('wild', 200).map((each) => ({ ...each, error: 0.25 }));
    expect(prepared(wild)[0]?.error).toBeCloseTo(1, 0);
    const tame = series('tame', 200).map((each) => ({ ...each, error: 3 }));
    expect(prepared(tame)[0]?.error).toBe(3);
    expect(prepared(wild.slice(0, 5))[0]?.error).toBe(0.25);
  });

  test('are not widened by a drift', () => {
    const rising = series('rising', 200, (t) => t * 0.1).map((each) => ({ ...each, error: 1 }));
    expect(prepared(rising)[0]?.error).toBeLessThan(1.25);
  });
});
