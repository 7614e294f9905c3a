import { expect, test } from 'vitest';

import { spread } from '../../src/stats/spread.ts';

test('all of few values are chosen', () => {
  expect(spread([5, 1, 3], 5, [])).toEqual([0, 1, 2]);
  expect(spread([], 5, [0])).toEqual([]);
});

test('of many values those are chosen that are furthest apart, with what is kept', () => {
  const values = [0, 1, 2, 3, 50, 51, 52, 100];
  expect(spread(values, 3, [0])).toEqual([0, 4, 7]);
  expect(spread(values, 3, [1, 2])).toEqual([1, 2, 7]);
});

test('what is kept is chosen however much it is, once', () => {
  expect(spread([1, 2, 3, 4], 2, [3, 0, 1, 3, 7, -1])).toEqual([0, 1, 3]);
});

test('equal values fill what room there is', () => {
  expect(spread([1, 1, 1, 1], 3, [1])).toEqual([0, 1, 2]);
});
