import { expect, test } from 'vitest';

import { decideByPlan, isSlower } from '../../src/stats/decide.ts';
import type { Question } from '../../src/stats/decide.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { mapSeries } from '../../src/stats/series.ts';
import type { Series } from '../../src/stats/series.ts';
import { quiet, shareOf, simulate, typical } from './noise.ts';
import type { Noise } from './noise.ts';

const lcp: Question = {
  quantity: { kind: 'time', step: 1 },
  tolerances: [
    { kind: 'relative', fraction: 0.05 },
    { kind: 'absolute', amount: 50 },
  ],
};
/** Ten routes of three metrics share 1 %. */
const run30: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.01, comparisons: 30 };
const campaign = (seed: string, change: number, noise: Noise): Series =>
  simulate(seed, { blocks: 15, level: 2000, change, noise });

test('an unchanged head is called slower no more often than alpha, under heavy noise, drift and all looks', () => {
  const heavy: Noise = { independent: 0.08, drifting: 0.1, outliers: 0.15 };
  const rule: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.05, comparisons: 1 };
  const red = shareOf(1500, (run) => {
    const visits = campaign(`null ${run}`, 0, heavy);
    const drifting = visits.map((block, q) => mapSeries([block], (value) => value * (1 + 0.01 * q)).flat());
    return isSlower(drifting, lcp.quantity, rule);
  });
  // α plus three standard errors; well above 0, so that the test cannot pass by never calling anything.
  expect(red).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 1500));
  expect(red).toBeGreaterThan(0.015);
});

test('identical code under typical noise is never red with the default tolerances', () => {
  const red = shareOf(800, (run) => decideByPlan(campaign(`same ${run}`, 0, typical), lcp, run30).verdict === 'worse');
  expect(red).toBe(0);
});

test('+20 % is found under typical noise', () => {
  const found = shareOf(
    400,
    (run) => decideByPlan(campaign(`+20 ${run}`, 0.2, typical), lcp, run30).verdict === 'worse',
  );
  expect(found).toBeGreaterThan(0.96);
});

test('+10 % is found under quiet noise', () => {
  const found = shareOf(300, (run) => decideByPlan(campaign(`+10 ${run}`, 0.1, quiet), lcp, run30).verdict === 'worse');
  expect(found).toBeGreaterThan(0.95);
});

test('twice the tolerance is rarely called the same', () => {
  const same = shareOf(600, (run) => {
    const { verdict } = decideByPlan(campaign(`2x ${run}`, 0.1, typical), lcp, run30);
    return verdict === 'same' || verdict === 'better';
  });
  expect(same).toBeLessThan(0.035);
});

test('an unchanged quiet route is cleared after about ten pairs of visits', () => {
  const blocks = Array.from(
    { length: 200 },
    (_, run) => decideByPlan(campaign(`quiet ${run}`, 0, quiet), lcp, run30).blocks,
  );
  expect((2 * blocks.reduce((sum, count) => sum + count, 0)) / blocks.length).toBeLessThan(12);
});
