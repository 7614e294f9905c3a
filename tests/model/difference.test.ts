import { expect, test } from 'vitest';

import { isResolved, shareOf } from '../../src/model/difference.ts';

test('an interval that touches 0 does not exclude it', () => {
  expect(isResolved({ low: 0, high: 5 })).toBe(false);
  expect(isResolved({ low: 0.1, high: 5 })).toBe(true);
  expect(isResolved({ low: -5, high: -0.1 })).toBe(true);
});

test.each([
  ['half of an increase', 50, 100, 0.5],
  ['a third of a decrease', -10, -30, 1 / 3],
  ['more than the whole, where another part got faster', 130, 100, 1.3],
  ['nothing of a change', 0, 100, 0],
  ['a bounded part of a change without bound', 5, Infinity, 0],
])('the share of a part is its fraction of the change: %s', (_, part, whole, share) => {
  expect(shareOf(part, whole)).toBeCloseTo(share, 12);
});

test.each([
  ['of no change', 50, 0],
  ['of what rounding leaves of no change', 500, 4e-10],
  ['of a change in the other direction', 500, -20],
  ['of a part without bound', Infinity, Infinity],
])('there is no share %s', (_, part, whole) => {
  expect(shareOf(part, whole)).toBeNull();
});
