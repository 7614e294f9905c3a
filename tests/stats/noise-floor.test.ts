import { expect, test } from 'vitest';

import { noiseFloor } from '../../src/stats/noise-floor.ts';
import { normal } from '../../bench/simulation/noise.ts';
import { blockOrder, seededRandom } from '../../src/stats/random.ts';

const random = seededRandom('floor');
const series = Array.from({ length: 10 }, () =>
  blockOrder(random).map((side) => ({
    head: side === 'head',
    value: 2000 * Math.exp(0.06 * normal(random)) * (side === 'head' ? 1.2 : 1),
  })),
);
const thresholds = { zero: (0.01 / 30) * 0.2, tolerance: 0.026, pass: 0.042 };
const tolerances = [
  { kind: 'relative', fraction: 0.05 },
  { kind: 'absolute', amount: 50 },
] as const;

test('the spread is that of one visit, whatever the change', () => {
  const { sigma } = noiseFloor(series, { change: 0.2, base: 2000, tolerances, thresholds });
  expect(sigma).toBeGreaterThan(0.045);
  expect(sigma).toBeLessThan(0.075);
});

// Expected: mde(.06, 20 pairs, .05, .2 α/30, .026) of an independent implementation of docs/statistics.md is 0.12111744848979007, certifiable 0.06233706.
test('the smallest increase and tolerance are those of the reference at the same spread', () => {
  const floor = noiseFloor(series, { change: 0.2, base: 2000, tolerances, thresholds });
  const scaled = Math.expm1((Math.log1p(floor.certifiableTolerance) * 0.06) / floor.sigma);
  expect(scaled).toBeCloseTo(0.06233706163526404, 6);
  const beyond = Math.log1p(floor.minimumDetectable) - Math.log1p(0.05);
  const found = Math.expm1(Math.log1p(0.05) + (beyond * 0.06) / floor.sigma);
  expect(found).toBeCloseTo(0.12111744848979007, 6);
});

test('where the tolerance is wide it sets the smallest increase', () => {
  const narrow = noiseFloor(series, { change: 0.2, base: 2000, tolerances, thresholds });
  const wide = noiseFloor(series, {
    change: 0.2,
    base: 500,
    tolerances: [{ kind: 'absolute', amount: 100 }],
    thresholds,
  });
  expect(wide.minimumDetectable).toBeGreaterThan(0.2);
  expect(wide.minimumDetectable).toBeGreaterThan(narrow.minimumDetectable);
});
