import { expect, test } from 'vitest';

import { isEndless } from '../../src/stats/separation.ts';

const cell = (n: number, y: number): { readonly x: Float64Array; readonly n: number; readonly y: number } => ({
  x: Float64Array.of(1),
  n,
  y,
});
const CELLS = [cell(5, 0), cell(5, 5), cell(5, 2)];

test.each([
  { moves: [-1, 1, 0], is: true },
  { moves: [-1, 0, 0], is: true },
  { moves: [0, 1, 0], is: true },
  { moves: [1, 1, 0], is: false },
  { moves: [-1, -1, 0], is: false },
  { moves: [-1, 1, 1e-3], is: false },
  { moves: [-1, 1, -1e-3], is: false },
  { moves: [-1, 1, 1e-10], is: true },
  // A step at the end of a search that converges: small, but not in proportion.
  { moves: [-1e-9, 1e-9, 1e-10], is: false },
])('a step of $moves in cells that never, always and sometimes convert is endless: $is', ({ moves, is }) => {
  expect(isEndless(CELLS, Float64Array.from(moves))).toBe(is);
});
