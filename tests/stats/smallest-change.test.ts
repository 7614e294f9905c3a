import { expect, test } from 'vitest';

import { normalUpperQuantile } from '../../src/stats/distributions.ts';
import { EFFICIENCY, POWER_Z } from '../../src/stats/noise-floor.ts';
import { smallestChangeMs } from '../../src/stats/smallest-change.ts';
import type { Series } from '../../src/stats/series.ts';

const thresholds = { zero: 0.001, tolerance: 0.02, pass: 0.04 };
/** Blocks without any noise: head is later by so much. */
const quiet = (blocks: number, laterMs = 0): Series =>
  Array.from({ length: blocks }, () =>
    [true, false, false, true].map((head) => ({ head, value: 100 + (head ? laterMs : 0) })),
  );
const about = { change: 0, base: 100, step: 4, thresholds, proof: null };

// Without noise half a step is the spread of a visit; eight blocks have sixteen visits on each side.
test('without noise it is the tolerance and what the step leaves open', () => {
  const q = 2 * Math.sqrt(2 / (EFFICIENCY * 16));
  const reach = (normalUpperQuantile(thresholds.tolerance) + POWER_Z) * q;
  const absolute = [{ kind: 'absolute', amount: 40 }] as const;
  expect(smallestChangeMs(quiet(8), { ...about, tolerances: absolute })).toBeCloseTo(40 + reach, 9);
  const both = [...absolute, { kind: 'relative', fraction: 0.6 }] as const;
  expect(smallestChangeMs(quiet(8), { ...about, tolerances: both })).toBeCloseTo(60 + reach, 9);
});

test('a tolerance of nothing leaves what can be told from no change at all', () => {
  const q = 2 * Math.sqrt(2 / (EFFICIENCY * 16));
  const none = [{ kind: 'absolute', amount: 0 }] as const;
  const reach = (normalUpperQuantile(thresholds.zero) + POWER_Z) * q;
  expect(smallestChangeMs(quiet(8), { ...about, tolerances: none })).toBeCloseTo(reach, 9);
});

test('the change itself is no noise', () => {
  const tolerances = [{ kind: 'absolute', amount: 40 }] as const;
  expect(smallestChangeMs(quiet(8, 500), { ...about, tolerances, change: 500 })).toBe(
    smallestChangeMs(quiet(8), { ...about, tolerances }),
  );
});
