import { expect, test } from 'vitest';

import { typical } from '../../../bench/simulation/noise.ts';
import { fitArms, type ArmBlock } from '../../../src/stats/bisection/arms.ts';
import { effect, fitEffect } from '../../../src/stats/estimator.ts';
import { seededRandom } from '../../../src/stats/random.ts';

const block = (...values: [arm: number, value: number][]): ArmBlock => values.map(([arm, value]) => ({ arm, value }));

/** Blocks with one visit on each of the arms, in a random order, around 1000 ms. */
function simulated(seed: string, blocks: number, levels: readonly number[]): ArmBlock[] {
  const random = seededRandom(seed);
  const measure = typical(random);
  let made = 0;
  return Array.from({ length: blocks }, () =>
    levels
      .map((level, arm) => ({ arm, level, key: random() }))
      .toSorted((a, b) => a.key - b.key)
      .map(({ arm, level }) => ({ arm, value: measure(level, made++) })),
  );
}

test('changes between neighbours sum to the whole exactly, in blocks that each have some of the arms', () => {
  const blocks = [
    ...simulated('complete', 4, [1000, 1100, 1200]),
    block([0, 1000], [2, 1190]),
    block([1, 1120], [2, 1230]),
    block([3, 1400], [0, 1020], [2, 1210]),
    block([3, 1420], [1, 1090]),
  ];
  const { contrast } = fitArms(blocks);
  const parts = [contrast(0, 1), contrast(1, 2), contrast(2, 3)];
  expect(parts.reduce((sum, part) => sum + part.effect, 0)).toBeCloseTo(contrast(0, 3).effect, 6);
});

test('levels of blocks cancel: a drift of the machine is no change', () => {
  const blocks = [0, 500, 900, 1500].map((drift) => block([0, 1000 + drift], [1, 1050 + drift], [2, 1075 + drift]));
  const { contrast } = fitArms(blocks);
  expect(contrast(0, 1).effect).toBeCloseTo(50, 6);
  expect(contrast(1, 2).effect).toBeCloseTo(25, 6);
});

test('an outlier moves a change by less than its own noise', () => {
  const blocks = simulated('outlier', 8, [1000, 1000]);
  const [first = [], ...rest] = blocks;
  const wild = first.map((visit) => ({ ...visit, value: visit.arm === 1 ? 20_000 : visit.value }));
  const calm = fitArms(blocks).contrast(0, 1);
  expect(Math.abs(fitArms([wild, ...rest]).contrast(0, 1).effect - calm.effect)).toBeLessThan(calm.high - calm.low);
});

test('two arms in quads give what the difference of the gate gives', () => {
  const quads = Array.from({ length: 8 }, (_, index) => simulated(`quad ${index}`, 2, [1000, 1100]).flat());
  const series = quads.map((visits) => visits.map(({ arm, value }) => ({ head: arm === 1, value })));
  const own = fitArms(quads).contrast(0, 1);
  const gate = effect(fitEffect(series), series);
  expect(own.effect).toBeGreaterThan(gate.effect - gate.se);
  expect(own.effect).toBeLessThan(gate.effect + gate.se);
  expect(own.se / gate.se).toBeGreaterThan(0.7);
  expect(own.se / gate.se).toBeLessThan(1.4);
});

test('intervals of a change that is 0 hold 0 in about 95 % of simulations under typical noise', () => {
  const runs = 400;
  const held = Array.from({ length: runs }, (_, run) => {
    const { low, high } = fitArms(simulated(`cover ${run}`, 8, [1000, 1000, 1150, 1150])).contrast(0, 1);
    return low <= 0 && high >= 0;
  });
  const share = held.filter(Boolean).length / runs;
  expect(share).toBeGreaterThan(0.92);
  expect(share).toBeLessThan(0.985);
});

test('arms that no block connects cannot be compared', () => {
  expect(() => fitArms([block([0, 1], [1, 2]), block([2, 1], [3, 2])]).contrast(0, 3)).toThrow('no block connects');
});
