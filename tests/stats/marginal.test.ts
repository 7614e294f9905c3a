import { describe, expect, test } from 'vitest';

import { clusteredMeat, clusterMeat, robust, sessionMeat } from '../../src/stats/clustered-covariance.ts';
import { fitLogistic, probabilityAt, type Cell, type LogisticFit } from '../../src/stats/logistic.ts';
import { averageMarginal, marginalEffects } from '../../src/stats/marginal.ts';

const CELLS: readonly Cell[] = [
  [400, 12, 1, 2000, 0],
  [300, 5, 1, 3000, 0],
  [500, 9, 1, 2500, 1],
  [200, 2, 1, 4000, 1],
].map(([n = 0, y = 0, ...x]) => ({ n, y, x: Float64Array.from(x) }));
const FIT = fitted(CELLS);

describe('the covariance of clusters', () => {
  const keyed = CELLS.map((cell, index) => ({ ...cell, cluster: index % 2 }));

  test('is the same from scores, one per cluster, as from cells with a key', () => {
    const scores = [0, 1].map((cluster) =>
      keyed
        .filter((cell) => cell.cluster === cluster)
        .map(scoreOf)
        .reduce((one, other) => one.map((value, column) => value + (other[column] ?? 0))),
    );
    const [streamed, byKey] = [clusterMeat(scores, 3), clusteredMeat(FIT, keyed)];
    expect(streamed.clusters).toBe(2);
    expect(byKey.clusters).toBe(2);
    for (const [row, values] of streamed.sums.entries())
      for (const [column, value] of Array.from(values).entries())
        expect(byKey.sums[row]?.[column]).toBeCloseTo(value, 6);
  });

  test('counts no cluster without sessions', () => {
    const empty = { x: Float64Array.of(1, 0, 0), n: 0, y: 0, cluster: 'none' };
    expect(clusteredMeat(FIT, [...keyed, empty]).clusters).toBe(2);
  });

  test('does not exist of one cluster', () => {
    expect(() => robust(FIT, { ...sessionMeat(FIT, CELLS), clusters: 1 })).toThrow(RangeError);
  });
});

describe('an average marginal effect', () => {
  const robustFit = robust(FIT, sessionMeat(FIT, CELLS));

  test('of no shift is nothing, without an error', () => {
    const { difference, relative } = averageMarginal(robustFit, CELLS, 1, 0);
    expect([difference.low, difference.high, relative.low, relative.high]).toEqual([0, 0, 0, 0]);
  });

  test('is the difference of predictions, and its share of those observed', () => {
    const { difference, relative } = averageMarginal(robustFit, CELLS, 1, 100);
    const predicted = (shift: number): number =>
      CELLS.reduce((total, { x, n }) => {
        const [constant = 0, lcp = 0, indicator = 0] = FIT.beta;
        return total + n * probabilityAt(constant + lcp * ((x[1] ?? 0) + shift) + indicator * (x[2] ?? 0));
      }, 0);
    expect(difference.value).toBeCloseTo((predicted(100) - predicted(0)) / 1400, 14);
    expect(relative.value).toBeCloseTo(predicted(100) / predicted(0) - 1, 12);
  });

  test('has an interval of the relative change that is made on the scale of logarithms', () => {
    const { low, high, value } = averageMarginal(robustFit, CELLS, 1, 500).relative;
    expect((1 + low) * (1 + high)).toBeCloseTo((1 + value) ** 2, 12);
    expect(low).toBeGreaterThan(-1);
  });

  test('is given for every shift of a range, and refused beyond it', () => {
    const at = marginalEffects(robustFit, CELLS, 1, { least: -500, most: 500 });
    expect(at(-500)).toEqual(averageMarginal(robustFit, CELLS, 1, -500));
    expect(at(500)).toEqual(averageMarginal(robustFit, CELLS, 1, 500));
    expect(() => at(501)).toThrow('a shift of 501 is outside of -500 to 500');
    expect(() => at(Number.NaN)).toThrow(RangeError);
  });
});

function scoreOf({ x, n, y }: Cell): Float64Array {
  const predictor = x.reduce((total, value, column) => total + value * (FIT.beta[column] ?? 0), 0);
  return x.map((value) => value * (y - n * probabilityAt(predictor)));
}

function fitted(cells: readonly Cell[]): LogisticFit {
  const result = fitLogistic(cells);
  if (result.kind !== 'fitted') throw new Error(`not fitted: ${result.kind}`);
  return result.fit;
}
