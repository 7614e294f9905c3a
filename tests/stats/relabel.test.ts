import { expect, test } from 'vitest';

import { normal } from '../../bench/simulation/noise.ts';
import { seededRandom, type Random } from '../../src/stats/random.ts';
import { relabelledRates } from '../../src/stats/relabel.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import type { Series } from '../../src/stats/series.ts';

const question = {
  quantity: { kind: 'time', step: 1 },
  tolerances: [{ kind: 'relative', fraction: 0.05 }],
} as const;
const looks: DecisionRule = { plan: { kind: 'looks', maxBlocks: 10 }, alpha: 0.1, comparisons: 1 };

/** Blocks of one deploy, called whatever they were called when they were recorded. */
function blocksOf(sigma: number, random: Random, blocks = 12): Series {
  return Array.from({ length: blocks }, () =>
    [true, true, true, true].map((head) => ({ head, value: 1000 * Math.exp(sigma * normal(random)) })),
  );
}

function ratesOf(sigma: number, increase: number, rule = looks) {
  const random = seededRandom('relabel', `${sigma}`);
  return relabelledRates(blocksOf(sigma, random), question, rule, { runs: 100, increase, random });
}

test('an unchanged quiet page is cleared at the first look in nearly every run', () => {
  const { runs, worse, same, unclear, blocks } = ratesOf(0.01, 0);
  expect(runs).toBe(100);
  expect(worse).toBe(0);
  expect(same).toBeGreaterThanOrEqual(0.95);
  expect(worse + same + unclear).toBeCloseTo(1, 12);
  expect(blocks).toBeGreaterThanOrEqual(3);
  expect(blocks).toBeLessThan(4);
});

test('what is made slower beyond the tolerance is found and confirmed, what is made faster is not', () => {
  expect(ratesOf(0.01, 0.3).worse).toBeGreaterThanOrEqual(0.95);
  expect(ratesOf(0.01, 0.3).confirmed).toBeGreaterThanOrEqual(0.95);
  const faster = ratesOf(0.01, -0.3);
  expect([faster.worse, faster.same]).toEqual([0, 1]);
});

test('a noisy page stays unclear, after as many blocks as the plan has and not as were recorded', () => {
  const { unclear, blocks } = ratesOf(0.4, 0);
  expect(unclear).toBeGreaterThanOrEqual(0.5);
  expect(blocks).toBeGreaterThan(7);
  expect(blocks).toBeLessThanOrEqual(10);
  const fixed: DecisionRule = { plan: { kind: 'fixed', blocks: 20 }, alpha: 0.01, comparisons: 1 };
  expect(ratesOf(0.4, 0, fixed).blocks).toBe(20);
});

test('what is worse by chance is not confirmed by fresh blocks, unless the rule asks for none', () => {
  const { worse, confirmed } = ratesOf(0.3, 0.02);
  expect(worse).toBeGreaterThan(0);
  expect(confirmed).toBe(0);
  const fixed: DecisionRule = { plan: { kind: 'fixed', blocks: 10 }, alpha: 0.1, comparisons: 1 };
  const single = ratesOf(0.3, 0.1, fixed);
  expect(single.worse).toBeGreaterThan(0);
  expect(single.confirmed).toBe(single.worse);
});
