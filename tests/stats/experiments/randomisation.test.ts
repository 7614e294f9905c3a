import { expect, test } from 'vitest';

import { randomisedDifference, type Unit } from '../../../src/stats/experiments/contrast.ts';
import { choices, drawable } from '../../../src/stats/experiments/drawable.ts';
import { seededRandom } from '../../../src/stats/random.ts';

const units = (control: readonly number[], treated: readonly number[]): Unit[] => [
  ...control.map((value) => ({ treated: false, value, weight: 1 })),
  ...treated.map((value) => ({ treated: true, value, weight: 1 })),
];
const infer = (given: readonly Unit[], among = 1) => randomisedDifference(given, seededRandom('test'), among);

test('of few assignments each is there once', () => {
  const { assignments, exact } = drawable(
    [
      [true, false, false],
      [true, false],
    ],
    seededRandom('test'),
  );
  expect(exact).toBe(true);
  expect(new Set(assignments.map((each) => JSON.stringify(each))).size).toBe(6);
  expect(assignments.every(([first, second]) => count(first) === 1 && count(second) === 1)).toBe(true);
});

test('of many, seeded draws with as many treated, and the observed one', () => {
  const observed = [Array.from({ length: 30 }, (_, index) => index < 10), [true, false]];
  const { assignments, exact } = drawable(observed, seededRandom('test'));
  expect(exact).toBe(false);
  expect(assignments).toHaveLength(10_000);
  expect(assignments[0]).toEqual(observed);
  expect(assignments.every(([first, second]) => count(first) === 10 && count(second) === 1)).toBe(true);
  expect(drawable(observed, seededRandom('test')).assignments[5000]).toEqual(assignments[5000]);
  const often = assignments.filter(([first]) => first?.[29] === true).length;
  expect(often / 10_000).toBeCloseTo(1 / 3, 1);
});

const count = (stratum: readonly boolean[] | undefined): number => stratum?.filter(Boolean).length ?? 0;

test('the p-value is the share of the assignments that are as extreme', () => {
  // All treated are above all control: of the 70 assignments only this and its mirror image.
  expect(infer(units([1, 2, 3, 4], [11, 12, 13, 14]))).toMatchObject({ p: 2 / 70, difference: { value: 10 } });
});

test('the interval holds what is not rejected, and ends where that is', () => {
  const [control, treated] = [
    [1.1, 2.3, 3.2, 4.6],
    [11.7, 12.1, 13.4, 14.9],
  ];
  const found = infer(units(control, treated));
  const { low, high } = 'refused' in found ? { low: null, high: null } : found.difference;
  const pAfter = (effect: number): number => {
    const shifted = infer(
      units(
        control,
        treated.map((value) => value - effect),
      ),
    );
    return 'refused' in shifted ? Number.NaN : shifted.p;
  };
  expect([low, high].map((edge) => pAfter((edge ?? Number.NaN) + 1e-6) > 0.05)).toEqual([true, false]);
  expect([low, high].map((edge) => pAfter((edge ?? Number.NaN) - 1e-6) > 0.05)).toEqual([false, true]);
});

test('where no assignment can be rejected the interval lacks its bounds', () => {
  expect(infer(units([1, 2, 3], [11, 12, 13]))).toMatchObject({
    p: 2 / 20,
    difference: { value: 10, low: null, high: null },
  });
  expect(infer(units([1, 2, 3, 4], [11, 12, 13, 14]), 2)).toMatchObject({
    p: 4 / 70,
    difference: { low: null, high: null },
  });
});

test('n over k', () => {
  expect([choices(4, 2), choices(30, 15), choices(5, 0)]).toEqual([6, 155_117_520, 1]);
});
