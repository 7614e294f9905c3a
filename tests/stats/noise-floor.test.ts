import { expect, test } from 'vitest';

import { normalUpperQuantile } from '../../src/stats/distributions.ts';
import { EFFICIENCY, noiseFloor, smallestFound } from '../../src/stats/noise-floor.ts';
import { lastProofLook } from '../../src/stats/proof.ts';
import { blockOrder, seededRandom } from '../../src/stats/random.ts';
import { normal, typical } from '../../bench/simulation/noise.ts';
import { efficiency } from '../../bench/simulation/reach.ts';

const random = seededRandom('floor');
const series = Array.from({ length: 10 }, () =>
  blockOrder(random).map((side) => ({
    head: side === 'head',
    value: 2000 * Math.exp(0.06 * normal(random)) * (side === 'head' ? 1.2 : 1),
  })),
);
const thresholds = { zero: (0.1 / 30) * 0.2, tolerance: 0.1244, pass: 0.0972 };
const proof = lastProofLook({ plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.1, comparisons: 30 });
const hurdles = { thresholds, proof };
const tolerances = [
  { kind: 'relative', fraction: 0.05 },
  { kind: 'absolute', amount: 50 },
] as const;

test('the spread is that of one visit, whatever the change', () => {
  const { sigma } = noiseFloor(series, { change: 0.2, base: 2000, tolerances, ...hurdles });
  expect(sigma).toBeGreaterThan(0.045);
  expect(sigma).toBeLessThan(0.075);
});

function found(levels: { zero: number; tolerance: number }, tolerance: number): number {
  return smallestFound({ sigma: 0.06, blocks: 15, tolerance }, { thresholds: { ...levels, pass: 0.1 }, proof });
}

// With σ = .06 and 15 blocks q is .02, and after 16 fresh ones .0194: every hurdle in 90 % of runs is 1.2816 more than its z.
test('the smallest increase passes the hurdle that is the highest', () => {
  expect(EFFICIENCY).toBe(0.6);
  expect(found({ zero: 0.000667, tolerance: 0.123 }, 0)).toBeCloseTo(0.02 * (3.2084 + 1.2816), 4);
  expect(found({ zero: 0.02, tolerance: 0.123 }, 0.05)).toBeCloseTo(0.05 + 0.02 * (1.1601 + 1.2816), 4);
  expect(found({ zero: 0.02, tolerance: 0.123 }, 0)).toBeCloseTo(0.019365 * (2.7266 + 1.2816), 4);
});

test('where nothing must be confirmed there is one hurdle, and 80 % are enough', () => {
  const one = { thresholds: { zero: 0.01, tolerance: 0.05, pass: 0.1 }, proof: null };
  expect(smallestFound({ sigma: 0.06, blocks: 15, tolerance: 0 }, one)).toBeCloseTo(0.02 * (2.3263 + 0.8416), 4);
});

test('a run can clear head of what its last look tells from nothing in 80 % of runs', () => {
  const { sigma, certifiableTolerance } = noiseFloor(series, { change: 0.2, base: 2000, tolerances, ...hurdles });
  const q = sigma / Math.sqrt(EFFICIENCY * 10);
  expect(certifiableTolerance).toBeCloseTo(Math.expm1((normalUpperQuantile(0.0972) + 0.8416) * q), 9);
});

test('where the tolerance is wide it sets the smallest increase', () => {
  const narrow = noiseFloor(series, { change: 0.2, base: 2000, tolerances, ...hurdles });
  const wide = noiseFloor(series, {
    change: 0.2,
    base: 500,
    tolerances: [{ kind: 'absolute', amount: 100 }],
    ...hurdles,
  });
  expect(wide.minimumDetectable).toBeGreaterThan(0.2);
  expect(wide.minimumDetectable).toBeGreaterThan(narrow.minimumDetectable);
});

test('the test of "slower at all" is at least as efficient as what a run says that it can see takes it to be', () => {
  for (const level of [0.1, 0.001])
    expect(efficiency(typical, { blocks: 15, level, campaigns: 300 })).toBeGreaterThan(EFFICIENCY);
});
