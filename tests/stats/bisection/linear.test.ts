import { expect, test } from 'vitest';

import { solve } from '../../../src/stats/bisection/linear.ts';

test('a system is solved, also where a diagonal begins with nothing', () => {
  expect(
    solve(
      [
        [0, 1],
        [1, 0],
      ],
      [2, 3],
    ),
  ).toEqual([3, 2]);
  const solution = solve(
    [
      [4, 1, 0],
      [1, 3, 1],
      [0, 1, 2],
    ],
    [6, 10, 8],
  );
  expect(solution).toEqual([1, 2, 3].map((value) => expect.closeTo(value, 12) as number));
});

test('what no block connects has no solution', () => {
  expect(() =>
    solve(
      [
        [1, 1],
        [1, 1],
      ],
      [1, 2],
    ),
  ).toThrow('arms that no block connects');
});
