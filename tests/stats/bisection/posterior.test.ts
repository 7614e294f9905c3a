import { describe, expect, test } from 'vitest';

import { normal } from '../../../bench/simulation/noise.ts';
import type { ArmBlock } from '../../../src/stats/bisection/arms.ts';
import { explain, uncertainty, type Explanation } from '../../../src/stats/bisection/posterior.ts';
import { seededRandom } from '../../../src/stats/random.ts';

/** Blocks with a visit on each of the arms, whose values are these and a little noise. */
function blocksOf(levels: Readonly<Record<number, number>>, count = 8, seed = 'posterior'): ArmBlock[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, block) =>
    Object.entries(levels).map(([arm, level]) => ({
      arm: Number(arm),
      value: level + 50 * (block % 3) + 5 * normal(random),
    })),
  );
}

const nameOf = ({ stretches }: Explanation): string => stretches.map(({ low, high }) => `${low}-${high}`).join(' ');

function probabilities(blocks: readonly ArmBlock[], arms: readonly number[]): Record<string, number> {
  return Object.fromEntries(explain(blocks, arms).map((each) => [nameOf(each), each.probability]));
}

describe('what explains the change between two ends', () => {
  test('is every stretch, and every pair of them, before an arm between the ends is visited', () => {
    expect(probabilities(blocksOf({ 0: 1000, 8: 1200 }), [0, 8])).toEqual({ '0-8': 1 });
  });

  test('is as likely as its stretch is long where the visits say nothing of it', () => {
    // An arm that was never visited together with both ends has no likelihood of its own.
    const told = probabilities(blocksOf({ 0: 1000, 8: 1200 }), [0, 2, 8]);
    const single = 0.99;
    const pair = 0.01 * 2 * 0.25 * 0.75;
    const total = single + pair;
    expect(told['0-2']).toBeCloseTo((single * 0.25) / total, 9);
    expect(told['2-8']).toBeCloseTo((single * 0.75) / total, 9);
    expect(told['0-2 2-8']).toBeCloseTo(pair / total, 9);
  });

  test('is the stretch before an arm that has all of the change, behind one that has none of it', () => {
    expect(probabilities(blocksOf({ 0: 1000, 3: 1200, 8: 1200 }), [0, 3, 8])['0-3']).toBeGreaterThan(0.999);
    expect(probabilities(blocksOf({ 0: 1000, 3: 1000, 8: 1200 }), [0, 3, 8])['3-8']).toBeGreaterThan(0.999);
  });

  test('is between two arms of which one has none and the other all', () => {
    const blocks = blocksOf({ 0: 1000, 3: 1000, 5: 1200, 8: 1200 });
    expect(probabilities(blocks, [0, 3, 5, 8])['3-5']).toBeGreaterThan(0.999);
  });

  test('is two stretches where the arms between them have half of it', () => {
    const blocks = blocksOf({ 0: 1000, 2: 1000, 4: 1100, 6: 1200, 8: 1200 });
    expect(probabilities(blocks, [0, 2, 4, 6, 8])['2-4 4-6']).toBeGreaterThan(0.999);
    const apart = blocksOf({ 0: 1000, 2: 1100, 6: 1100, 8: 1200 });
    expect(probabilities(apart, [0, 2, 6, 8])['0-2 6-8']).toBeGreaterThan(0.999);
  });

  test('has probabilities that sum to one, and is not upset by one visit that took far too long', () => {
    const [first = [], ...others] = blocksOf({ 0: 1000, 3: 1000, 8: 1200 });
    const outlier = first.map((visit) => (visit.arm === 3 ? { ...visit, value: 9000 } : visit));
    const told = probabilities([outlier, ...others], [0, 3, 8]);
    expect(Object.values(told).reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 12);
    expect(told['3-8']).toBeGreaterThan(0.99);
  });
});

const single = (probability: number, low: number, high: number): Explanation => ({
  probability,
  stretches: [{ low, high }],
});

describe('how uncertain an arm is', () => {
  test('is greatest in the middle of the only stretch, and nothing at its ends', () => {
    const one = [single(1, 0, 8)];
    expect(uncertainty(one, 4)).toBeCloseTo(0.25, 12);
    expect(uncertainty(one, 2)).toBeCloseTo(0.25 * 0.75, 12);
    expect(uncertainty(one, 0)).toBe(0);
    expect(uncertainty(one, 8)).toBe(0);
  });

  test('is that of a coin between two stretches that are equally likely', () => {
    const two = [single(0.5, 0, 2), single(0.5, 6, 8)];
    expect(uncertainty(two, 4)).toBeCloseTo(0.25, 12);
    expect(uncertainty(two, 1)).toBeCloseTo(0.25 + 0.125 - 0.25 ** 2 - 0.125, 12);
  });

  test('is a quarter of it where half of the change is in each of two stretches', () => {
    const both: Explanation[] = [
      {
        probability: 1,
        stretches: [
          { low: 0, high: 2 },
          { low: 6, high: 8 },
        ],
      },
    ];
    expect(uncertainty(both, 1)).toBeCloseTo(0.25 / 4, 12);
    expect(uncertainty(both, 4)).toBeCloseTo(0, 12);
  });
});
