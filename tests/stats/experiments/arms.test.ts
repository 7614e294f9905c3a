import { expect, test } from 'vitest';

import { compareArms, sumsOf, type Arm } from '../../../src/stats/experiments/arms.ts';
import type { Effect, Refused } from '../../../src/stats/experiments/effect.ts';

/** Clusters of one view each, or of as many as `views` says. */
function arm(name: string, values: readonly number[], views = 1): Arm {
  const clusters = values.map((value) => ({ m: views, y: views * value }));
  return { name, sums: sumsOf(clusters), clusters };
}

const compare = (control: Arm, ...others: Arm[]): (Effect | Refused)[] =>
  compareArms(control, others, 'seed').map(({ result }) => result);

const CONTROL = arm('control', [9, 10, 11, 10, 8, 12, 10, 9]);
const TREATED = arm('treated', [12, 13, 14, 13, 11, 15, 13, 12]);

const widthOf = (result: Effect | Refused | undefined): number =>
  result?.refused === null ? (result.difference.high ?? Infinity) - (result.difference.low ?? -Infinity) : Number.NaN;

test('a difference is of the means, and its relative size of the mean of control', () => {
  const [result] = compare(CONTROL, TREATED);
  expect(result).toMatchObject({ refused: null, method: 'clustered', clusters: 16, assignments: null });
  expect(result).toHaveProperty('difference.value', expect.closeTo(3, 12));
  expect(result).toHaveProperty('relative.value', expect.closeTo(3 / 9.875, 12));
});

test('views of one session that are all alike say as much as one', () => {
  const [one] = compare(CONTROL, TREATED);
  const [ten] = compare(
    arm('control', [9, 10, 11, 10, 8, 12, 10, 9], 10),
    arm('treated', [12, 13, 14, 13, 11, 15, 13, 12], 10),
  );
  expect(widthOf(ten)).toBeCloseTo(widthOf(one), 10);
});

test('with two arms, intervals are those of 97.5 %, and p-values are doubled', () => {
  const [alone] = compare(CONTROL, TREATED);
  const [first, second] = compare(CONTROL, TREATED, arm('other', [10, 9, 11, 10, 12, 8, 10, 9]));
  expect(widthOf(first)).toBeGreaterThan(1.1 * widthOf(alone));
  const [p, doubled] = [alone, first].map((result) => (result?.refused === null ? result.p : Number.NaN));
  expect(doubled).toBeCloseTo(2 * (p ?? 0), 12);
  expect(second).toMatchObject({ p: 1 });
});

test('three clusters are refused, and so is an arm without any', () => {
  expect(compare(arm('control', [1, 2]), arm('treated', [3]))).toEqual([{ refused: 'too-few-clusters' }]);
  expect(compare(CONTROL, arm('treated', []))).toEqual([{ refused: 'too-few-clusters' }]);
});

test('below ten clusters assignments are permuted, for which the clusters are needed', () => {
  const few = arm('treated', [12, 13, 14]);
  expect(compare(arm('control', [9, 10, 11, 10, 8]), few)).toMatchObject([
    { method: 'randomisation', degrees: null, assignments: { count: 56, exact: true } },
  ]);
  const { clusters: _, ...sumsOnly } = few;
  expect(compare(arm('control', [9, 10, 11, 10, 8]), sumsOnly)).toEqual([{ refused: 'too-few-clusters' }]);
});

test('an arm of four among many is not compared by standard errors', () => {
  const many = arm(
    'control',
    Array.from({ length: 40 }, (_, index) => index % 7),
  );
  expect(compare(many, arm('treated', [9, 10, 11, 12]))).toMatchObject([
    { method: 'randomisation', assignments: { count: 10_000, exact: false } },
  ]);
});

test('an arm in which nobody or everybody converted is refused', () => {
  const some = arm('some', [0, 1, 0, 1, 0, 1, 0, 0]);
  expect(
    compare(
      some,
      arm(
        'none',
        Array.from({ length: 8 }, () => 0),
      ),
    ),
  ).toEqual([{ refused: 'no-variation' }]);
  expect(
    compare(
      some,
      arm(
        'all',
        Array.from({ length: 8 }, () => 1),
      ),
    ),
  ).toEqual([{ refused: 'no-variation' }]);
  // 0.1 · 3 is not exactly the sum of three tenths.
  expect(
    compare(
      some,
      arm(
        'tenths',
        Array.from({ length: 9 }, () => 0.1),
        3,
      ),
    ),
  ).toEqual([{ refused: 'no-variation' }]);
  expect(compare(arm('control', [5, 5, 5]), arm('treated', [6, 6, 6]))).toEqual([{ refused: 'no-variation' }]);
});

test('a difference from a mean that is not above 0 has no relative size', () => {
  const losses = arm('control', [-1, -2, -3, -2, -1, -2]);
  expect(compare(losses, TREATED)).toMatchObject([{ refused: null, relative: null }]);
  expect(compare(TREATED, losses)).toMatchObject([{ relative: { low: null, high: null } }]);
});
