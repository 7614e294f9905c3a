import { expect, test } from 'vitest';

import { wholePercent } from '../../../src/field/analyses/whole-percent.ts';

const HUNDREDTHS = Array.from({ length: 101 }, (_, n) => n);

test('each share of a hundred is that many percent', () => {
  expect(HUNDREDTHS.map((n) => wholePercent(n / 100))).toEqual(HUNDREDTHS);
});

test('100 percent is all of them', () => {
  expect([wholePercent(999_999 / 1_000_000), wholePercent(1)]).toEqual([99, 100]);
});
