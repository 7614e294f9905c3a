import { describe, expect, test } from 'vitest';

import { lookAtInterruptions } from '../../../bench/field/interruptions.ts';
import { coverageDiffers } from '../../../src/field/analyses/coverage.ts';
import { interruptionOf, type InterruptionInput } from '../../../src/field/analyses/interruption.ts';
import { coefficientOf, notEstablished } from '../../../src/field/analyses/judge-interruption.ts';
import type { Bucket, Coverage } from '../../../src/field/questions/rows.ts';
import { seededRandom } from '../../../src/stats/random.ts';

const HOUR = 3_600_000;
const FIRST = Date.parse('2026-11-02T00:00:00Z');
const hourAt = (hour: number): string => new Date(FIRST + hour * HOUR).toISOString();
const DEPLOY = { sha: 'b', at: hourAt(130) };

interface Hours {
  readonly hours?: number;
  /** What an hour's mean has more than 1000. */
  readonly adds?: (hour: number) => number;
  readonly noise?: number;
}

function seriesOf({ hours = 240, adds = () => 0, noise = 30 }: Hours = {}): Bucket[] {
  const random = seededRandom('hours');
  return Array.from({ length: hours }, (_, hour) => {
    const mean = 1000 + adds(hour) + noise * (random() + random() + random() - 1.5) * 2;
    const sums = { n: 100, sum: Math.round(100 * mean), squares: Math.round(100 * (mean ** 2 + 200 ** 2)) };
    const sha = hour < 130 ? 'a' : 'b';
    return { route: 'product', device: 'mobile', by: null, path: 'lcp', sha, at: hourAt(hour), ...sums };
  });
}

function lookAt(series: readonly Bucket[], more: Partial<InterruptionInput> = {}) {
  const given = { deploys: [DEPLOY], interruption: DEPLOY, covariates: [], hasSlope: false };
  return interruptionOf({ series, ...given, from: hourAt(0), to: hourAt(480), ...more });
}

const reasonOf = (series: readonly Bucket[], more: Partial<InterruptionInput> = {}, hasCoverageChanged = false) =>
  notEstablished(lookAt(series, more), hasCoverageChanged);

const covariate = (from: string, to: string) => ({ covariates: [{ name: 'sale', spans: [{ from, to }] }] });
const shares = (sha: string, ended: number, device = 'mobile'): Coverage => {
  return { route: 'product', device, by: null, sha, starts: 1000, ended, withoutStart: 0 };
};
const yearly = (day: number): number => 200 * Math.sin((2 * Math.PI * day) / 365.25);
const step = (ms: number) => (hour: number) => (hour >= 130 ? ms : 0);

test('a step of 180 ms is established', () => {
  const { outcome } = lookAt(seriesOf({ adds: step(180) }));
  expect(reasonOf(seriesOf({ adds: step(180) }))).toBeNull();
  if (!('fitted' in outcome)) throw new Error(outcome.missing);
  const { low, high } = coefficientOf(outcome.fitted.step, outcome.fitted, 1);
  expect(low).toBeGreaterThan(140);
  expect(high).toBeLessThan(220);
  expect(outcome.fitted.rank).toBe(1);
});

describe('what is not established has its reason', () => {
  const moved = seriesOf({ adds: step(180) });
  const minutesBefore = { deploys: [{ sha: 'c', at: hourAt(129.7) }, DEPLOY] };
  const soon = { sha: 'b', at: hourAt(12) };

  test.each([
    ['no step', 'contains-zero', reasonOf(seriesOf())],
    ['other views than before', 'coverage-changed', reasonOf(moved, {}, true)],
    ['a deploy minutes before', 'near-another-deploy', reasonOf(moved, minutesBefore)],
    [
      'too few times before it',
      'too-few-placebos',
      reasonOf(
        seriesOf({ adds: (hour) => (hour >= 12 ? 180 : 0) }).map((cell, hour) => ({
          ...cell,
          sha: hour < 12 ? 'a' : 'b',
        })),
        { deploys: [soon], interruption: soon },
      ),
    ],
    [
      'steps as large before it',
      'like-placebos',
      reasonOf(
        seriesOf({ noise: 5, adds: (hour) => step(300)(hour) + (hour < 110 ? (Math.floor(hour / 20) % 2) * 400 : 0) }),
      ),
    ],
    ['a series of hours', 'too-few-data', reasonOf(seriesOf({ hours: 135 }).slice(125))],
    ['nothing before it', 'no-data-before', reasonOf(moved.slice(132))],
    ['nothing after it', 'no-data-after', reasonOf(moved.slice(0, 120))],
    ['no page views', 'no-data', reasonOf([])],
  ])('%s: %s', (_what, expected, found) => {
    expect(found).toBe(expected);
  });
});

describe('a covariate', () => {
  test('that lasts from the step to the end is not told from it', () => {
    const at = { sha: '', at: '2026-11-07T00:00:00.000Z' };
    const given = { deploys: [at], interruption: at, ...covariate('2026-11-07', '2026-12-31') };
    expect(lookAt(seriesOf(), given).outcome).toEqual({ missing: 'like-covariate', alike: ['sale'] });
  });

  test('that ends earlier is told from it', () => {
    const at = { sha: '', at: '2026-11-07T00:00:00.000Z' };
    const given = { deploys: [at], interruption: at, ...covariate('2026-11-07', '2026-11-08') };
    expect(lookAt(seriesOf(), given).outcome).toHaveProperty('fitted');
  });

  test('has a stretch for each of its times that have page views', () => {
    const { covariates, timeline } = lookAt(seriesOf(), covariate('2026-11-03', '2026-11-04'));
    expect(covariates[0]?.stretches).toBe(48 / timeline.width);
  });
});

test('the change of a trend is found per day', () => {
  const series = seriesOf({ hours: 480, noise: 5, adds: (hour) => hour + Math.max(0, hour - 130) * 2 });
  const { outcome } = lookAt(series, { hasSlope: true });
  if (!('fitted' in outcome) || outcome.fitted.slope === null) throw new Error('no slope');
  const { low, high } = coefficientOf(outcome.fitted.slope, outcome.fitted, 1);
  expect(low).toBeLessThan(48);
  expect(low).toBeGreaterThan(40);
  expect(high).toBeGreaterThan(48);
});

test('the week of the year is in the model of more than a year, and its wave is not a step', () => {
  const days = (count: number): Bucket[] =>
    seriesOf({ hours: count, adds: yearly }).map((cell, day) => ({
      ...cell,
      sha: day < 200 ? 'a' : 'b',
      at: hourAt(24 * day),
    }));
  const deploy = { sha: 'b', at: hourAt(24 * 200) };
  const given = { deploys: [deploy], interruption: deploy, to: hourAt(24 * 400) };
  expect(lookAt(days(300), given).notInModel).toEqual(['week of year']);
  const { notInModel, outcome } = lookAt(days(390), given);
  expect(notInModel).toEqual([]);
  if (!('fitted' in outcome)) throw new Error(outcome.missing);
  expect(Math.abs(outcome.fitted.step.value)).toBeLessThan(20);
});

describe('coverage before and after', () => {
  const group = { route: 'product', device: 'mobile', by: null };

  test('differs if other shares of views ended, whatever commits they were served', () => {
    expect(coverageDiffers([shares('a', 950), shares('b', 950)], [shares('b', 700), shares('c', 700)], group)).toBe(
      true,
    );
    expect(coverageDiffers([shares('a', 950)], [shares('b', 940), shares('c', 955)], group)).toBe(false);
  });

  test('differs for a group of few views if it does everywhere', () => {
    const of = { ...group, route: 'rare' };
    expect(coverageDiffers([shares('a', 950)], [shares('b', 700)], of)).toBe(true);
  });
});

/* Seeded and short; `npm run bench:field-statistics -- --part its` has more runs. */
test.each([0, 0.6])('beside a campaign the interval holds the truth in some 95 of 100 where ρ is %s', (rho) => {
  const { step: held } = lookAtInterruptions({ rho, step: 2, campaignDays: 8 }, 40);
  expect(held.held / held.runs).toBeGreaterThanOrEqual(0.9);
  expect(lookAtInterruptions({ rho, step: 2, campaignDays: 13, isDeclared: false }, 10).step.held).toBeLessThan(5);
});

test('where nothing moved, few steps are established', () => {
  expect(lookAtInterruptions({ rho: 0.3, step: 0, campaignDays: 8 }, 40).established).toBeLessThanOrEqual(2);
});
