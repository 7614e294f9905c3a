import { expect, test } from 'vitest';

import { decideByPlan } from '../../src/stats/decide.ts';
import { relativeChange } from '../../src/stats/interval.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { mapSeries } from '../../src/stats/series.ts';
import { simulate } from '../../bench/simulation/campaign.ts';
import { noisy, quiet, typical } from '../../bench/simulation/noise.ts';
import { recorded } from './recorded.ts';

// Expected ends: computed once by an independent implementation of docs/statistics.md with the same levels.
test('the interval of version 1 is that of the reference', () => {
  const first = { version: 1 } as const;
  expect(relativeChange(recorded.total, 1, { zero: 0, tolerance: 0.019, pass: 0.032 }, first)).toEqual({
    value: expect.closeTo(0.09759270381980305, 9),
    low: expect.closeTo(0.011194003018475337, 9),
    high: expect.closeTo(0.12693548064011298, 9),
  });
  expect(relativeChange(recorded.total.slice(0, 5), 1, { zero: 0, tolerance: 0.05, pass: 0.1 }, first)).toEqual({
    value: expect.closeTo(0.10239469482724589, 9),
    low: expect.closeTo(0.06121303204545899, 9),
    high: expect.closeTo(0.12079920284479662, 9),
  });
});

test('an end that the level cannot bound is null', () => {
  const { low, high } = relativeChange(recorded.total, 1, { zero: 0, tolerance: 0, pass: 0.1 });
  expect(low).toBeNull();
  expect(high).not.toBeNull();
});

test('scaling every visit changes nothing, scaling head scales the change', () => {
  const levels = { zero: 0, tolerance: 0.05, pass: 0.1 };
  const before = relativeChange(recorded.total, 1, levels);
  const doubled = relativeChange(
    mapSeries(recorded.total, (value) => 2 * value),
    2,
    levels,
  );
  expect(doubled.value).toBeCloseTo(before.value, 9);
  const slower = relativeChange(
    mapSeries(recorded.total, (value, head) => value * (head ? 1.5 : 1)),
    1,
    levels,
  );
  expect(1 + slower.value).toBeCloseTo(1.5 * (1 + before.value), 9);
});

/** By the number of the run, so that those can be named in which the scan alone stops on the wrong side of the tolerance. */
function simulatedRun(run: number) {
  const change = [0, 0.03, 0.05, 0.08, 0.15][run % 5] ?? 0;
  const noise = [quiet, typical, noisy][run % 3] ?? typical;
  return simulate(`interval ${run}`, { blocks: 15, level: 2000, change, noise });
}
const SCANNED_WRONG = [83, 106, 130, 185, 785, 786, 863];

test('the interval never contradicts the verdict', () => {
  const rule: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.1, comparisons: 3 };
  const question = { quantity: { kind: 'time', step: 1 }, tolerances: [{ kind: 'relative', fraction: 0.05 }] } as const;
  const runs = [...SCANNED_WRONG, ...Array.from({ length: 120 }, (_, run) => run)].map((run) => {
    const series = simulatedRun(run);
    const { pTol, pOk, thresholds, blocks } = decideByPlan(series, question, rule);
    const { value, low, high } = relativeChange(series.slice(0, blocks), 1, thresholds, { fractions: [0.05] });
    return {
      isAbove: pTol <= thresholds.tolerance,
      isBelow: pOk <= thresholds.pass,
      interval: { low: low ?? -Infinity, value, high: high ?? Infinity },
    };
  });
  const ends = (having: (run: (typeof runs)[number]) => boolean) => runs.filter(having).map(({ interval }) => interval);
  const [above, notAbove] = [ends(({ isAbove }) => isAbove), ends(({ isAbove }) => !isAbove)];
  const [below, notBelow] = [ends(({ isBelow }) => isBelow), ends(({ isBelow }) => !isBelow)];
  expect(Math.min(above.length, notAbove.length, below.length, notBelow.length)).toBeGreaterThan(20);
  expect(Math.min(...above.map(({ low }) => low))).toBeGreaterThanOrEqual(0.05 - 1e-9);
  expect(Math.max(...notAbove.map(({ low }) => low))).toBeLessThanOrEqual(0.05 + 1e-9);
  expect(Math.max(...below.map(({ high }) => high))).toBeLessThanOrEqual(0.05 + 1e-9);
  expect(Math.min(...notBelow.map(({ high }) => high))).toBeGreaterThanOrEqual(0.05 - 1e-9);
  for (const { interval } of runs) {
    expect(interval.low).toBeLessThanOrEqual(interval.value);
    expect(interval.value).toBeLessThanOrEqual(interval.high);
  }
});
