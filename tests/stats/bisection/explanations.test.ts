import { describe, expect, test } from 'vitest';

import { mostLikely, narrowest, probabilityOf } from '../../../src/stats/bisection/explanations.ts';
import type { Bracket, Explanation } from '../../../src/stats/bisection/posterior.ts';

const bracket = (low: number, high: number): Bracket => ({ low, high });
const explained = (probability: number, ...stretches: readonly Bracket[]): Explanation => ({ stretches, probability });

const EIGHT = [
  explained(0.1, bracket(0, 2)),
  explained(0.5, bracket(2, 4)),
  explained(0.25, bracket(4, 8)),
  explained(0.15, bracket(0, 2), bracket(4, 8)),
];

test('the most likely explanation is the first of those with the highest probability', () => {
  expect(mostLikely(EIGHT)).toBe(EIGHT[1]);
  const equal = [explained(0.5, bracket(0, 1)), explained(0.5, bracket(1, 2))];
  expect(mostLikely(equal)).toBe(equal[0]);
  expect(mostLikely([])).toBeUndefined();
});

describe('the probability that the changes are in stretches', () => {
  test('is that of all explanations that put one in each, and none elsewhere', () => {
    expect(probabilityOf(EIGHT, [bracket(2, 4)])).toBeCloseTo(0.5, 12);
    expect(probabilityOf(EIGHT, [bracket(0, 2), bracket(4, 8)])).toBeCloseTo(0.15, 12);
    expect(probabilityOf(EIGHT, [bracket(0, 4)])).toBeCloseTo(0.6, 12);
    expect(probabilityOf(EIGHT, [bracket(0, 8)])).toBeCloseTo(1, 12);
  });

  test('is 0 where a stretch would have no change in it', () => {
    expect(probabilityOf(EIGHT, [bracket(0, 2), bracket(2, 4)])).toBe(0);
    expect(probabilityOf(EIGHT, [bracket(3, 4)])).toBe(0);
    expect(probabilityOf(EIGHT, [bracket(2, 3)])).toBe(0);
  });
});

describe('the narrowest bracket', () => {
  const ends = bracket(0, 8);

  test('is the shortest that holds all changes with the probability that is asked', () => {
    expect(narrowest(EIGHT, ends, 0.5)).toEqual(bracket(2, 4));
    expect(narrowest(EIGHT, ends, 0.6)).toEqual(bracket(0, 4));
    expect(narrowest(EIGHT, ends, 0.75)).toEqual(bracket(2, 8));
    expect(narrowest(EIGHT, ends, 0.99)).toEqual(bracket(0, 8));
  });

  test('holds both changes of an explanation with two', () => {
    const two = [explained(0.9, bracket(1, 2), bracket(5, 6)), explained(0.1, bracket(1, 2))];
    expect(narrowest(two, ends, 0.9)).toEqual(bracket(1, 6));
  });

  test('is the ends where none is so likely', () => {
    expect(narrowest([explained(0.5, bracket(1, 2))], ends, 0.97)).toEqual(ends);
    expect(narrowest([], ends, 0.97)).toEqual(ends);
  });
});
