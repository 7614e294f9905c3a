import { expect, test } from 'vitest';

import { describeWarmth, warmUp } from '../../src/deploys/warmth.ts';

const visits = (...visitsMs: readonly (number | null)[]): (() => Promise<number | null>) => {
  const left = [...visitsMs];
  return async () => left.shift() ?? null;
};

test.each<[string, (number | null)[], number, boolean]>([
  ['a warm deploy takes two visits', [800, 820, 1, 1, 1], 2, true],
  ['a cold one as many as it takes', [3000, 1200, 810, 800, 1], 4, true],
  ['an unsteady one is given up after five', [100, 200, 100, 200, 100, 100], 5, false],
  ['a visit that fails agrees with none', [null, 800, null, 800, 810], 5, true],
  ['a deploy that never answers is given up', [null, null, null, null, null], 5, false],
])('%s', async (_what, measured, count, isWarm) => {
  const warmth = await warmUp(visits(...measured));
  expect([warmth.visitsMs.length, warmth.isWarm]).toEqual([count, isWarm]);
});

test('the time of the cold start is told, where there was one', async () => {
  expect(describeWarmth('head', await warmUp(visits(3000, 810, 800)))).toBe(
    'The head deploy was cold: its first visit took 2200 ms longer (LCP 3000, 810, 800 ms). The numbers in this report do not include that.',
  );
  expect(describeWarmth('head', await warmUp(visits(800, 820)))).toBeNull();
  expect(describeWarmth('base', await warmUp(visits(100, 200, 100, 200, 100)))).toContain('was not steady after 5');
  expect(describeWarmth('base', await warmUp(visits()))).toBeNull();
});
