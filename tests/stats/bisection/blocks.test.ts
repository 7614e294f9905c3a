import { expect, test } from 'vitest';

import { hasArms, keyOf, scaled, shuffled, visitedBetween } from '../../../src/stats/bisection/blocks.ts';
import { seededRandom } from '../../../src/stats/random.ts';

const block = (...arms: readonly number[]) => arms.map((arm) => ({ arm, value: 100 * (arm + 1) }));

test('a block has arms where it has a visit on each of them', () => {
  expect(hasArms(block(0, 3, 8), [0, 8])).toBe(true);
  expect(hasArms(block(0, 3), [0, 8])).toBe(false);
  expect(hasArms(block(0, 3), [])).toBe(true);
});

test('the arms between two ends are those that were visited together with both, in order', () => {
  const blocks = [block(0, 5, 8), block(0, 3, 8), block(0, 5, 8), block(0, 4), block(6, 8), block(0, 9, 8)];
  expect(visitedBetween(blocks, { low: 0, high: 8 })).toEqual([3, 5]);
  expect(visitedBetween([block(2, 1, 3, 4)], { low: 2, high: 4 })).toEqual([3]);
});

test('blocks are on the logarithmic scale where noise grows with the value, else as they are', () => {
  const blocks = [block(0, 1)];
  expect(scaled(blocks, false)).toBe(blocks);
  expect(scaled(blocks, true)).toEqual([
    [
      { arm: 0, value: Math.log(100) },
      { arm: 1, value: Math.log(200) },
    ],
  ]);
});

test('arms are shuffled into every order equally often, and none is lost', () => {
  const random = seededRandom('shuffled');
  const counts = new Map<string, number>();
  for (let run = 0; run < 6000; run += 1) {
    const order = shuffled([1, 2, 3], random).join('');
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect([...counts.keys()].toSorted()).toEqual(['123', '132', '213', '231', '312', '321']);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('brackets that differ have different keys', () => {
  expect(new Set([keyOf({ low: 1, high: 12 }), keyOf({ low: 11, high: 2 }), keyOf({ low: 1, high: 1 })]).size).toBe(3);
});
