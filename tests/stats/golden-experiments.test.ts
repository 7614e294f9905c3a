import { readFileSync } from 'node:fs';
import path from 'node:path';

import { expect, test } from 'vitest';
import { z } from 'zod';

import { compareArms, sumsOf, type ClusterTotals } from '../../src/stats/experiments/arms.ts';
import { differenceInDifferences } from '../../src/stats/experiments/difference-in-differences.ts';
import type { Effect, Refused } from '../../src/stats/experiments/effect.ts';
import { minimumDetectable } from '../../src/stats/experiments/power.ts';
import { sampleRatio } from '../../src/stats/experiments/sample-ratio.ts';
import { noncentralStudentUpper, studentUpper, studentUpperQuantile } from '../../src/stats/experiments/student.ts';
import { switchback } from '../../src/stats/experiments/switchback.ts';

/*
 * experiments.json was computed by R: lm with sandwich::vcovCL, power.t.test, chisq.test, and permutations of these fits.
 * `Rscript scripts/golden-experiments.R` writes it.
 */
const DIGITS = 1e-8;
const numbers = z.array(z.number());
const booleans = z.array(z.boolean());
const inference = {
  value: z.number(),
  se: z.number(),
  p: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  count: z.number(),
};
const goldenSchema = z.object({
  student: z.array(
    z.object({
      t: z.number(),
      degrees: z.number(),
      noncentrality: z.number(),
      upper: z.number(),
      quantile: z.number(),
      noncentral: z.number(),
    }),
  ),
  ratios: z.array(z.object({ counts: numbers, shares: numbers, statistic: z.number(), p: z.number() })),
  arms: z.array(
    z.object({
      arms: numbers,
      m: numbers,
      y: numbers,
      difference: z.number(),
      se: z.number(),
      degrees: z.number(),
      p: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
  differences: z.array(
    z.object({
      treated: booleans,
      periods: z.array(z.object({ m: numbers, mean: numbers })),
      difference: z.number(),
      se: z.number(),
      slope: z.number(),
      slopeSe: z.number(),
    }),
  ),
  randomised: z.array(z.object({ treated: booleans, weights: numbers, values: numbers, ...inference })),
  switchbacks: z.array(
    z.object({
      together: z.boolean(),
      region: numbers,
      block: numbers,
      period: numbers,
      treated: booleans,
      m: numbers,
      mean: numbers,
      ...inference,
    }),
  ),
  powers: z.array(
    z.object({
      n: z.number(),
      sd: z.number(),
      type: z.enum(['two.sample', 'one.sample']),
      risk: z.number(),
      power: z.number(),
      effect: z.number(),
    }),
  ),
});
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden/experiments.json'), 'utf8')),
);

/** Relative; 0 where neither is given. */
function off(found: number | null | undefined, expected: number | null): number {
  if (expected === null) return found === null ? 0 : Infinity;
  return Math.abs((found ?? Number.NaN) - expected) / Math.abs(expected);
}

function given(result: Effect | Refused | undefined): Effect {
  if (result === undefined || result.refused !== null) throw new Error(`refused: ${result?.refused}`);
  return result;
}

const at = (list: readonly number[], index: number): number => list[index] ?? Number.NaN;

test.each(golden.student)('Student’s t at $degrees degrees is that of R', (row) => {
  expect(off(studentUpper(row.t, row.degrees), row.upper)).toBeLessThan(DIGITS);
  expect(off(studentUpperQuantile(0.025, row.degrees), row.quantile)).toBeLessThan(DIGITS);
  expect(off(noncentralStudentUpper(row.t, row.degrees, row.noncentrality), row.noncentral)).toBeLessThan(DIGITS);
});

test.each(golden.ratios)('the counts $counts have the χ² of R', ({ counts, shares, statistic, p }) => {
  const found = sampleRatio(
    counts.map((observed, index) => ({ arm: String(index), observed, share: at(shares, index) })),
  );
  expect(off(found.statistic, statistic)).toBeLessThan(DIGITS);
  expect(off(found.p, p)).toBeLessThan(DIGITS);
});

test.each(golden.arms)('two arms of $m.length sessions differ as in R', (row) => {
  const ofArm = (arm: number): ClusterTotals[] =>
    row.m.flatMap((m, index) => (row.arms[index] === arm ? [{ m, y: at(row.y, index) }] : []));
  const [control, treated] = [0, 1].map((arm) => ({ name: String(arm), sums: sumsOf(ofArm(arm)) }));
  const found = control && treated && given(compareArms(control, [treated], 'seed')[0]?.result);
  expect(off(found?.difference.value, row.difference)).toBeLessThan(DIGITS);
  expect(off(found?.se, row.se)).toBeLessThan(DIGITS);
  expect(off(found?.degrees, row.degrees)).toBeLessThan(DIGITS);
  expect(off(found?.p, row.p)).toBeLessThan(DIGITS);
  expect(off(found?.relative?.low, row.low)).toBeLessThan(DIGITS);
  expect(off(found?.relative?.high, row.high)).toBeLessThan(DIGITS);
});

test.each(golden.differences)('differences in differences of $treated.length regions are those of R', (row) => {
  const clusters = row.treated.map((treated, index) => {
    const [after, ...before] = row.periods
      .map(({ m, mean }) => ({ m: at(m, index), y: at(m, index) * at(mean, index) }))
      .toReversed();
    return { treated, before: before.toReversed(), after: after ?? { m: 0, y: 0 } };
  });
  const { effect, trend } = differenceInDifferences(clusters, 'seed');
  const found = given(effect);
  expect(off(found.difference.value, row.difference)).toBeLessThan(DIGITS);
  expect(off(found.se, row.se)).toBeLessThan(DIGITS);
  expect(off(trend?.value, row.slope)).toBeLessThan(DIGITS);
  expect(off(trend?.se, row.slopeSe)).toBeLessThan(DIGITS);
  expect(trend).toMatchObject({ method: 'clustered', periods: 3 });
});

test.each(golden.randomised)('few clusters are permuted as in R: $count assignments', (row) => {
  const ofArm = (arm: boolean): ClusterTotals[] =>
    row.weights.flatMap((m, index) => (row.treated[index] === arm ? [{ m, y: m * at(row.values, index) }] : []));
  const armOf = (treated: boolean) => ({
    name: String(treated),
    sums: sumsOf(ofArm(treated)),
    clusters: ofArm(treated),
  });
  const found = given(compareArms(armOf(false), [armOf(true)], 'seed')[0]?.result);
  expect(found.assignments).toEqual({ count: row.count, exact: true });
  expect(furthest(found, row)).toBeLessThan(DIGITS);
});

test.each(golden.switchbacks)('a switchback of $count orders is that of R', (row) => {
  const cells = row.m.map((m, index) => ({
    region: String(row.region[index]),
    block: String(row.block[index]),
    period: at(row.period, index),
    treated: row.treated[index] === true,
    minutesIntoPeriod: 0,
    m,
    y: m * at(row.mean, index),
  }));
  const found = given(switchback(cells, { burnInMinutes: 0, together: row.together, seed: 'seed' }).effect);
  expect(found.assignments).toEqual({ count: row.count, exact: true });
  expect(furthest(found, row)).toBeLessThan(DIGITS);
});

/** The number that is furthest off. */
function furthest(found: Effect, row: (typeof golden.randomised | typeof golden.switchbacks)[number]): number {
  const { value, low, high } = found.difference;
  return Math.max(
    off(value, row.value),
    off(found.se, row.se),
    off(found.p, row.p),
    off(low, row.low),
    off(high, row.high),
  );
}

test.each(golden.powers)('$n a $type are enough for the effect of R', ({ n, sd, type, risk, power, effect }) => {
  const design =
    type === 'one.sample'
      ? ({ kind: 'switchback', blocksPerDay: n, variance: sd ** 2 } as const)
      : ({ kind: 'arms', clustersPerDay: 2 * n, controlShare: 0.5, variance: sd ** 2 } as const);
  expect(off(minimumDetectable(design, 1, { power, risk })?.effect, effect)).toBeLessThan(DIGITS);
});
