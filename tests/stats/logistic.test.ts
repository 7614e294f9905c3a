import { describe, expect, test } from 'vitest';

import { fitLogistic, probabilityAt, type Cell, type LogisticResult } from '../../src/stats/logistic.ts';
import { sum } from '../../src/stats/numbers.ts';

/** Cells of `[n, y, ...x]`. */
const cellsOf = (...rows: readonly (readonly number[])[]): Cell[] =>
  rows.map(([n = 0, y = 0, ...x]) => ({ n, y, x: Float64Array.from(x) }));

describe('a regression', () => {
  const cells = cellsOf([400, 12, 1, 2000, 0], [300, 5, 1, 3000, 0], [500, 9, 1, 2500, 1], [200, 2, 1, 4000, 1]);

  test('of one indicator has the odds of its two groups', () => {
    const result = fitLogistic(cellsOf([1000, 30, 1, 0], [500, 10, 1, 1]));
    expect(result).toMatchObject({ kind: 'fitted', fit: { sessions: 1500, converted: 40 } });
    const [constant, difference] = result.kind === 'fitted' ? result.fit.beta : [];
    expect(constant).toBeCloseTo(Math.log(30 / 970), 12);
    expect(difference).toBeCloseTo(Math.log(10 / 490) - Math.log(30 / 970), 12);
  });

  test('is the same however cells are split or ordered', () => {
    const [first, ...others] = cells;
    const halves = first === undefined ? [] : [first, first].map((cell) => ({ ...cell, n: cell.n / 2, y: cell.y / 2 }));
    const split = fitLogistic([...others, ...halves]);
    expect(largestDifference(split, fitLogistic(cells))).toBeLessThan(1e-12);
  });

  test('takes no notice of a cell without sessions', () => {
    const [first] = cells;
    const empty = { n: 0, y: 0, x: first?.x.map(() => 9) ?? new Float64Array() };
    expect(fitLogistic([empty, ...cells])).toEqual(fitLogistic(cells));
  });

  test('is found where whole steps would lead away from it', () => {
    const far = cellsOf([1000, 184, 1, 2], [100_000, 96_976, 1, 0], [1000, 0, 1, 20]);
    const result = fitLogistic(far);
    const [constant = 0, slope = 0] = result.kind === 'fitted' ? result.fit.beta : [];
    const rests = far.map(({ x, n, y }) => y - n * probabilityAt(constant + slope * (x[1] ?? 0)));
    expect(sum(rests)).toBeCloseTo(0, 8);
    expect(sum(rests.map((rest, index) => rest * (far[index]?.x[1] ?? 0)))).toBeCloseTo(0, 8);
  });

  test('exists for an indicator with a single conversion in a million sessions', () => {
    const result = fitLogistic(cellsOf([1_000_000, 1, 1, 1], [1000, 400, 1, 0]));
    expect(result.kind === 'fitted' && result.fit.beta[1]).toBeCloseTo(Math.log(1 / 999_999) - Math.log(0.4 / 0.6), 9);
  });
});

describe('there is no regression', () => {
  test('of as many sessions as columns', () => {
    expect(fitLogistic(cellsOf([1, 0, 1, 0], [1, 1, 1, 1]))).toEqual({ kind: 'too-few', sessions: 2, columns: 2 });
  });

  test('of nothing', () => {
    expect(fitLogistic([])).toEqual({ kind: 'too-few', sessions: 0, columns: 0 });
  });

  test.each([
    [0, 0],
    [10, 1],
  ] as const)('where %d of 10 sessions of each cell converted', (y, rate) => {
    expect(fitLogistic(cellsOf([10, y, 1, 0], [10, y, 1, 1]))).toEqual({ kind: 'constant-outcome', rate });
  });

  test('with an indicator for each group beside a constant, or a column of zeros', () => {
    const result = fitLogistic(cellsOf([9, 3, 1, 0, 1, 0, 5], [9, 4, 1, 0, 0, 1, 6], [9, 4, 1, 0, 0, 1, 8]));
    expect(result).toEqual({ kind: 'collinear', columns: [1, 3] });
  });

  test('where no session of a country converted, and says which', () => {
    const rows = [
      [50, 4, 1, 2000, 0, 0],
      [50, 3, 1, 3000, 0, 0],
      [50, 4, 1, 2000, 1, 0],
      [50, 2, 1, 3000, 1, 0],
      [20, 0, 1, 2000, 0, 1],
      [30, 0, 1, 3000, 0, 1],
    ];
    expect(fitLogistic(cellsOf(...rows))).toEqual({ kind: 'separated', columns: [3] });
  });

  test('where every session faster than a limit converted, and no other', () => {
    expect(fitLogistic(cellsOf([5, 5, 1, 1000], [5, 5, 1, 1900], [5, 0, 1, 2100], [5, 0, 1, 4000]))).toEqual({
      kind: 'separated',
      columns: [1],
    });
  });

  test('where it takes two columns to tell who converted', () => {
    const rows = [
      [5, 5, 1, 0, 1, 0],
      [5, 0, 1, 1, 0, 0],
      [6, 3, 1, 1, 1, 0],
      [6, 2, 1, 0, 0, 0],
      [6, 2, 1, 0, 0, 1],
    ];
    expect(fitLogistic(cellsOf(...rows))).toEqual({ kind: 'separated', columns: [1, 2] });
  });

  test('where sessions convert differently at one value alone of what would separate them', () => {
    expect(fitLogistic(cellsOf([5, 5, 1, 1000], [4, 2, 1, 2000], [5, 0, 1, 3000]))).toEqual({
      kind: 'separated',
      columns: [1],
    });
  });

  test('whose digits could be trusted, where columns almost separate', () => {
    expect(fitLogistic(cellsOf([10, 5, 1, 0], [10, 4, 1, 1e-4], [10, 10, 1, 1000]))).toEqual({ kind: 'not-converged' });
  });
});

/** Of coefficients, as a share. */
function largestDifference(one: LogisticResult, other: LogisticResult): number {
  if (one.kind !== 'fitted' || other.kind !== 'fitted') throw new Error(`${one.kind}, ${other.kind}`);
  const { beta } = other.fit;
  return Math.max(...one.fit.beta.map((value, column) => Math.abs(value / (beta[column] ?? Number.NaN) - 1)));
}
