import { expect, test } from 'vitest';

import { sampleRatio } from '../../../src/stats/experiments/sample-ratio.ts';

const twoArms = (control: number, treated: number) => [
  { arm: 'control', observed: control, share: 1 },
  { arm: 'treated', observed: treated, share: 1 },
];

test('counts near their plan are no mismatch, counts that lost one in twenty are', () => {
  expect(sampleRatio(twoArms(50_100, 49_900))).toMatchObject({ mismatch: false, degrees: 1 });
  expect(sampleRatio(twoArms(50_000, 47_500))).toMatchObject({ mismatch: true });
});

test('an arm that the plan has and nobody got is a mismatch', () => {
  expect(sampleRatio(twoArms(500, 0))).toMatchObject({
    mismatch: true,
    arms: [
      { arm: 'control', observed: 500, expected: 250 },
      { arm: 'treated', observed: 0, expected: 250 },
    ],
  });
});

test('nobody at all, or one arm, is no mismatch', () => {
  expect(sampleRatio(twoArms(0, 0))).toMatchObject({ statistic: 0, p: 1, mismatch: false });
  expect(sampleRatio(twoArms(9, 0).slice(0, 1))).toMatchObject({ p: 1, mismatch: false });
});
