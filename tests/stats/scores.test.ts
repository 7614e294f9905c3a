import { expect, test } from 'vitest';

import { mapSeries } from '../../src/stats/series.ts';
import type { Series } from '../../src/stats/series.ts';
import { blockScores, gridScores } from '../../src/stats/scores.ts';
import { exchangeSides, recorded, seriesOf } from './recorded.ts';

const numbersOf = (series: Series) => series.map((block) => block.map((visit) => visit.value));
const three = recorded.total.slice(0, 3);

// Expected scores: computed once by an independent implementation of docs/statistics.md on the same values.
test('scores are the clipped residuals from the block median in sixths of the scale', () => {
  expect(numbersOf(blockScores(three, { floor: 1e-9, clip: 1.5, redescending: false }))).toEqual([
    [1, 5, 18, 13],
    [9, 13, 0, 9],
    [18, 12, 6, 0],
  ]);
});

test('a redescending score treats an outlier as the centre', () => {
  expect(numbersOf(blockScores(three, { floor: 1e-9, clip: 1.5, redescending: true }))).toEqual([
    [1, 5, 18, 13],
    [9, 13, 0, 9],
    [9, 12, 6, 0],
  ]);
});

test('a clip of two scales is 12 steps to either side', () => {
  const wide = numbersOf(blockScores(three, { floor: 1e-9, clip: 2, redescending: false })).flat();
  expect([Math.min(...wide), Math.max(...wide)]).toEqual([0, 24]);
  const narrow = numbersOf(blockScores(three, { floor: 1e-9, clip: 1.5, redescending: false })).flat();
  // What neither clips lies as far from the centre.
  const inside = narrow
    .map((score, index) => [score - 9, (wide[index] ?? NaN) - 12])
    .filter(([by]) => Math.abs(by ?? 9) < 9);
  expect(inside.length).toBeGreaterThan(4);
  for (const [by, other] of inside) expect(other).toBe(by);
});

test('scores are blind to the labels', () => {
  const options = { floor: 0.5, clip: 1.5, redescending: true };
  expect(numbersOf(blockScores(exchangeSides(recorded.total), options))).toEqual(
    numbersOf(blockScores(recorded.total, options)),
  );
});

test('scores do not see what moves a whole block', () => {
  const shifted = recorded.total.map((block, q) => mapSeries([block], (value) => value + 100 * q)[0] ?? []);
  const options = { floor: 0.5, clip: 1.5, redescending: false };
  expect(blockScores(shifted, options)).toEqual(blockScores(recorded.total, options));
});

test('differences far below the floor of the scale are no differences', () => {
  const dust = seriesOf([[100, 100.001, 100, 100.002]], ['BHBH']);
  expect(numbersOf(blockScores(dust, { floor: 0.5, clip: 1.5, redescending: false }))).toEqual([[9, 9, 9, 9]]);
});

test('grid scores count whole steps above the smallest value and clip nothing', () => {
  const shifts = seriesOf([[0.1, 0.101, 2.1, 0.0996]], ['BHBH']);
  expect(numbersOf(gridScores(shifts, 0.001))).toEqual([[0, 1, 2000, 0]]);
});

test('a grid has at most ten thousand steps, however far apart the values are', () => {
  const wide = seriesOf([[0, 1e-3, 500, 1000]], ['HBHB']);
  expect(numbersOf(gridScores(wide, 0.001))).toEqual([[0, 0, 5000, 10_000]]);
  const usual = seriesOf([[0, 0.001, 9.999, 10]], ['HBHB']);
  expect(numbersOf(gridScores(usual, 0.001))).toEqual([[0, 1, 9999, 10_000]]);
});
