import { normal } from '../../src/field/synthetic/levels.ts';
import { MOST_VIEWS, SESSION_SPREAD, VIEW_SPREAD } from '../../src/field/synthetic/phases.ts';
import { autocorrelation, coefficientOf, growthByRho, whiten } from '../../src/stats/autoregression.ts';
import { clusteredPercentile, percentileOf, type Frequency } from '../../src/stats/clustered-quantile.ts';
import { studentQuantile } from '../../src/stats/distributions.ts';
import { basisOf } from '../../src/stats/least-squares.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';

/** How many intervals there were, and how many held the truth. */
export interface Held {
  readonly runs: number;
  readonly held: number;
}

const STRETCHES = 112;
const PER_DAY = 4;
const TRUE_STEP = 3;

/** Four weeks of six-hour stretches with a season and a step half-way, whose errors have the correlation ρ. */
export function stepCoverage(rho: number, runs: number): Held {
  const random = seededRandom('step', String(rho));
  let held = 0;
  for (let run = 0; run < runs; run += 1) held += holdsStep(rho, random) ? 1 : 0;
  return { runs, held };
}

function holdsStep(rho: number, random: Random): boolean {
  const times = Array.from({ length: STRETCHES }, (_, time) => time);
  const season = [
    Float64Array.from(times, () => 1),
    ...[1, 2, 3].map((part) => Float64Array.from(times, (time) => (time % PER_DAY === part ? 1 : 0))),
  ];
  const isAfter = Float64Array.from(times, (time) => (time >= STRETCHES / 2 ? 1 : 0));
  let error = normal(random);
  const values = Float64Array.from(times, (time) => {
    error = rho * error + Math.sqrt(1 - rho ** 2) * normal(random);
    return 100 + (time % PER_DAY) + TRUE_STEP * (isAfter[time] ?? 0) + error;
  });
  const series = { times, weights: times.map(() => 1), values };
  const found = autocorrelation(series, [...season, isAfter], 0);
  const white = whiten(series, [...season, isAfter], found);
  const step = coefficientOf(white.values, white.columns.at(-1) ?? isAfter, basisOf(white.columns.slice(0, -1)));
  if (step === null) return false;
  return (
    Math.abs(step.value - TRUE_STEP) <= studentQuantile(0.95, step.degrees) * step.se * growthByRho(found, step.degrees)
  );
}

/** The standard normal's upper quarter and tenth. */
const NORMAL_QUANTILE = { 75: 0.674_489_75, 90: 1.281_551_57 } as const;
/** Large against a step of 1, so that rounding does not matter. */
const TYPICAL_MS = 2000;
const LONG_VIEWS = 60;

/**
 * Sites of so many sessions with one to six log-normal views, which have a part of their variance in common.
 *
 * @param long the share of sessions that have sixty views
 */
export function percentileCoverage(percentile: 75 | 90, sessions: number, runs: number, long = 0): Held {
  const random = seededRandom('percentile', String(percentile), String(sessions));
  const spread = Math.hypot(SESSION_SPREAD, VIEW_SPREAD);
  const expected = TYPICAL_MS * Math.exp(NORMAL_QUANTILE[percentile] * spread);
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const site = Array.from({ length: sessions }, () => valuesOf(random, long));
    held += holds(site, percentile, expected) ? 1 : 0;
  }
  return { runs, held };
}

function valuesOf(random: Random, long: number): number[] {
  const own = SESSION_SPREAD * normal(random);
  const views = long > 0 && random() < long ? LONG_VIEWS : 1 + Math.floor(random() * MOST_VIEWS);
  return Array.from({ length: views }, () => Math.round(TYPICAL_MS * Math.exp(own + VIEW_SPREAD * normal(random))));
}

function holds(sessions: readonly (readonly number[])[], percentile: number, expected: number): boolean {
  const ascending = frequencies(sessions.flat());
  const threshold = percentileOf(ascending, percentile) ?? Number.NaN;
  const moments = { clusters: 0, n: 0, below: 0, bb: 0, bm: 0, mm: 0 };
  for (const values of sessions) {
    const m = values.length;
    const b = values.filter((value) => value <= threshold).length;
    moments.clusters += 1;
    moments.n += m;
    moments.below += b;
    moments.bb += b * b;
    moments.bm += b * m;
    moments.mm += m * m;
  }
  const found = clusteredPercentile(ascending, percentile, moments);
  return (found?.low ?? -Infinity) <= expected && expected <= (found?.high ?? Infinity);
}

function frequencies(values: readonly number[]): Frequency[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, n]) => ({ value, n })).toSorted((one, other) => one.value - other.value);
}
