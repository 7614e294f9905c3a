import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import {
  clusteredMeat,
  coefficientAt,
  robust,
  sessionMeat,
  type ClusteredCell,
  type RobustFit,
} from '../../src/stats/clustered-covariance.ts';
import { fitLogistic, type LogisticFit } from '../../src/stats/logistic.ts';
import { averageMarginal } from '../../src/stats/marginal.ts';

/*
 * price.json was computed by R: glm, sandwich::vcovCL, and derivatives of the predictions without a formula. `Rscript
 * scripts/golden-price.R` writes it.
 */
const numbers = z.array(z.number());
const effects = z.array(
  z.object({
    shift: z.number(),
    difference: z.number(),
    differenceSe: z.number(),
    relative: z.number(),
    logRatioSe: z.number(),
  }),
);
const goldenSchema = z.object({
  designs: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      /** The index of the column of LCP. */
      lcp: z.number(),
      cells: z.object({ x: z.array(numbers), n: numbers, y: numbers, cluster: numbers }),
      beta: numbers,
      modelSe: numbers,
      logLikelihood: z.number(),
      sessionSe: numbers,
      visitorSe: numbers,
      visitorMeat: z.array(numbers),
      bySession: effects,
      byVisitor: effects,
    }),
  ),
});
const golden = goldenSchema.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'golden/price.json'), 'utf8')),
);

/** The largest relative error. */
const MOST = 1e-11;

describe.each(golden.designs)('a logistic regression of $name, as in R', (given) => {
  const cells = given.cells.x.map((x, index): ClusteredCell => ({
    x: Float64Array.from(x),
    n: given.cells.n[index] ?? Number.NaN,
    y: given.cells.y[index] ?? Number.NaN,
    cluster: given.cells.cluster[index] ?? Number.NaN,
  }));
  const fit = fitted(cells);
  const bySession = robust(fit, sessionMeat(fit, cells));
  const byVisitor = robust(fit, clusteredMeat(fit, cells));

  test('has the same coefficients and likelihood', () => {
    expect(errorOf(fit.beta, given.beta)).toBeLessThan(MOST);
    expect(errorOf([fit.logLikelihood], [given.logLikelihood])).toBeLessThan(MOST);
    const modelErrors = fit.bread.map((row, index) => Math.sqrt(row[index] ?? Number.NaN));
    expect(errorOf(modelErrors, given.modelSe)).toBeLessThan(MOST);
  });

  test('has the same errors, with sessions and with visitors as clusters', () => {
    expect(errorOf(errorsOf(bySession), given.sessionSe)).toBeLessThan(MOST);
    expect(errorOf(errorsOf(byVisitor), given.visitorSe)).toBeLessThan(MOST);
  });

  test('has the same errors from the sums that R gives', () => {
    const fromSums = robust(fit, { sums: given.visitorMeat, clusters: byVisitor.clusters });
    expect(errorOf(errorsOf(fromSums), given.visitorSe)).toBeLessThan(MOST);
  });

  test.each([
    { clusters: 'sessions', robustFit: bySession, expected: given.bySession },
    { clusters: 'visitors', robustFit: byVisitor, expected: given.byVisitor },
  ])('has the same average marginal effects and relative changes, by $clusters', ({ robustFit, expected }) => {
    for (const effect of expected) {
      const { difference, relative } = averageMarginal(robustFit, cells, given.lcp, effect.shift);
      const found = [difference.value, difference.se, relative.value, relative.se];
      const wanted = [effect.difference, effect.differenceSe, effect.relative, effect.logRatioSe];
      expect(errorOf(found, wanted)).toBeLessThan(MOST);
    }
  });
});

function fitted(cells: readonly ClusteredCell[]): LogisticFit {
  const result = fitLogistic(cells);
  if (result.kind !== 'fitted') throw new Error(`not fitted: ${result.kind}`);
  return result.fit;
}

const errorsOf = (fit: RobustFit): number[] => Array.from(fit.beta, (_, column) => coefficientAt(fit, column).se);

/** The largest relative error; NaN unless there are as many numbers. */
function errorOf(found: ArrayLike<number>, expected: readonly number[]): number {
  if (found.length !== expected.length) return Number.NaN;
  return Math.max(...expected.map((value, index) => Math.abs(((found[index] ?? Number.NaN) - value) / value)));
}
