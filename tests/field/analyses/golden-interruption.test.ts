import { readFileSync } from 'node:fs';
import path from 'node:path';

import { describe, expect, test } from 'vitest';
import { z } from 'zod';

import { fitCommon, fitModel } from '../../../src/field/analyses/step-model.ts';
import { coefficientOf, growthByRho, whiten } from '../../../src/stats/autoregression.ts';
import { basisOf, type Column } from '../../../src/stats/least-squares.ts';

/* interruptions.json was computed by nlme::gls of R. `Rscript scripts/golden-interruptions.R` writes it. */
const numbers = z.array(z.number());
const estimateSchema = z.object({ value: z.number(), se: z.number() });
const golden = z
  .array(
    z.object({
      rho: z.number(),
      times: numbers,
      weights: numbers,
      values: numbers,
      /** The step is the last. */
      columns: z.array(estimateSchema.extend({ name: z.string(), values: numbers, atLikeliest: estimateSchema })),
      degrees: z.number(),
      likeliest: z.number(),
    }),
  )
  .parse(JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../stats/golden/interruptions.json'), 'utf8')));

/** A constant and three times of a day of four stretches, as the script has them. */
function seasonOf(times: readonly number[]): Column[] {
  const parts = [1, 2, 3].map((part) => Float64Array.from(times, (time) => (time % 4 === part ? 1 : 0)));
  return [Float64Array.from(times, () => 1), ...parts];
}

const relative = (found: number | undefined, expected: number): number =>
  Math.abs((found ?? Number.NaN) - expected) / Math.abs(expected);

describe.each(golden)('a step beside covariates with errors of AR(1) correlation $rho, as in R', (given) => {
  const { times, weights, rho, columns, degrees } = given;
  const series = { times, weights, values: Float64Array.from(given.values), least: 0 };
  const own = columns.map(({ values }) => Float64Array.from(values));
  const step = own.at(-1) ?? new Float64Array();

  test.each(columns.map(({ name }, index) => ({ name, index })))('$name is the same to eight digits', ({ index }) => {
    const white = whiten(series, [...seasonOf(times), ...own], rho);
    const place = 4 + index;
    const others = basisOf(white.columns.filter((_, at) => at !== place));
    const found = coefficientOf(white.values, white.columns[place] ?? step, others);
    expect(relative(found?.value, columns[index]?.value ?? 0)).toBeLessThan(1e-8);
    expect(relative(found?.se, columns[index]?.se ?? 0)).toBeLessThan(1e-8);
    expect(found?.degrees).toBe(degrees);
  });

  test('the model of the command has the same coefficients, at the likeliest correlation', () => {
    const common = [...seasonOf(times), ...own.slice(0, -1)];
    const input = { series, common, moments: [{ members: [0], column: step }], placebos: [] };
    const { estimates, rho: likeliest } = fitModel(input, [0]);
    const growth = growthByRho(likeliest, degrees);
    expect(likeliest).toBeCloseTo(given.likeliest, 6);
    const places = columns.slice(0, -1).map((_, index) => 4 + index);
    const found = [...fitCommon(input, [0], { places, rho: likeliest }), estimates[0]];
    for (const [index, { atLikeliest }] of columns.entries()) {
      expect(relative(found[index]?.value, atLikeliest.value)).toBeLessThan(1e-5);
      expect(relative((found[index]?.se ?? 0) / growth, atLikeliest.se)).toBeLessThan(1e-5);
      expect(found[index]?.degrees).toBe(degrees);
    }
  });
});
