import { expect, test } from 'vitest';

import { quiet, typical } from '../../../bench/simulation/noise.ts';
import { fitArms, type ArmBlock } from '../../../src/stats/bisection/arms.ts';
import { reconcile } from '../../../src/stats/bisection/reconcile.ts';
import { seededRandom, type Random } from '../../../src/stats/random.ts';

const LEVELS = [1000, 1020, 1180, 1190];
const STRETCHES = [
  { low: 0, high: 1 },
  { low: 1, high: 2 },
  { low: 2, high: 3 },
];

/** Blocks with one visit on each of the arms, in a random order. */
function simulated(random: Random, levels: readonly number[], noise = typical): ArmBlock[] {
  const measure = noise(random);
  let made = 0;
  return Array.from({ length: 8 }, () =>
    levels
      .map((level, arm) => ({ arm, level, key: random() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ arm, level }) => ({ arm, value: measure(level, made++) })),
  );
}

test('the changes sum to what is reported, and each moves by its share of the variance', () => {
  const fit = fitArms(simulated(seededRandom('sum'), LEVELS, quiet));
  const own = STRETCHES.map(({ low, high }) => fit.contrast(low, high));
  const changes = reconcile(STRETCHES, fit, { effect: 250, low: 240, high: 260 });
  expect(changes.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(250, 9);
  const slack = 250 - fit.contrast(0, 3).effect;
  const variances = own.map(({ se }) => se ** 2);
  const total = variances.reduce((sum, each) => sum + each, 0);
  for (const [index, { effect }] of changes.entries())
    expect(effect - (own[index]?.effect ?? 0)).toBeCloseTo((slack * (variances[index] ?? 0)) / total, 6);
});

test('a single stretch is what is reported, with its interval', () => {
  const fit = fitArms(simulated(seededRandom('single'), LEVELS));
  const [change] = reconcile([{ low: 0, high: 3 }], fit, { effect: 250, low: 240, high: 260 });
  expect(change?.effect).toBeCloseTo(250, 9);
  expect(change?.low).toBeCloseTo(240, 6);
  expect(change?.high).toBeCloseTo(260, 6);
});

test('intervals hold the true change in at least 93 % of simulations, also where the reported one is as noisy', () => {
  const runs = 300;
  const held = STRETCHES.map(() => 0);
  for (let run = 0; run < runs; run += 1) {
    const random = seededRandom('cover', `${run}`);
    const reported = fitArms(simulated(random, [LEVELS[0] ?? 0, LEVELS[3] ?? 0])).contrast(0, 1);
    const changes = reconcile(STRETCHES, fitArms(simulated(random, LEVELS)), reported);
    for (const [index, { low, high }] of changes.entries()) {
      const truth = (LEVELS[index + 1] ?? 0) - (LEVELS[index] ?? 0);
      if (low <= truth && truth <= high) held[index] = (held[index] ?? 0) + 1;
    }
  }
  for (const each of held) expect(each / runs).toBeGreaterThan(0.93);
  for (const each of held) expect(each / runs).toBeLessThan(0.99);
});
