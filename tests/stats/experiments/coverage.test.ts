import { expect, test } from 'vitest';

import { EXPERIMENTS, experimentCoverage } from '../../../bench/field/experiments.ts';

/* Seeded and short; `npm run bench:field-statistics -- --part experiments` has many more runs, and 93 to 97 % as its bounds. */
const RUNS = 300;
const QUICK = EXPERIMENTS.filter(({ isSlow }) => isSlow !== true);

test.each(QUICK)('$name: holds the truth in some 95 of 100, and finds nothing where nothing is', (experiment) => {
  const { held, falseEffects } = experimentCoverage(experiment, RUNS);
  expect(held / RUNS).toBeGreaterThanOrEqual(0.91);
  expect(held / RUNS).toBeLessThanOrEqual(experiment.isCoarse === true ? 1 : 0.985);
  expect(falseEffects / RUNS).toBeLessThanOrEqual(0.09);
});
