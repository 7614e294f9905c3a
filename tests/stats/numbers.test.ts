import { expect, test } from 'vitest';

import { median, roundHalfEven } from '../../src/stats/numbers.ts';

test('the median is the middle value, or the mean of the middle two', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 10, 2])).toBe(3);
  expect(median([7])).toBe(7);
});

test('the median sorts by number, not by text', () => {
  expect(median([10, 9, 100])).toBe(10);
});

test('the median of nothing is an error', () => {
  expect(() => median([])).toThrow('nothing');
});

test('ties are rounded to the even integer on both sides of zero', () => {
  expect([0.5, 1.5, 2.5, -0.5, -1.5, -2.5].map((value) => roundHalfEven(value) + 0)).toEqual([0, 2, 2, 0, -2, -2]);
  expect([0.49, 0.51, -0.51, 3].map((value) => roundHalfEven(value) + 0)).toEqual([0, 1, -1, 3]);
});
