import { expect, test } from 'vitest';

import { decideByPlan } from '../../src/stats/decide.ts';
import { relativeChange } from '../../src/stats/interval.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { mapSeries } from '../../src/stats/series.ts';
import { simulate } from '../../bench/simulation/campaign.ts';
import { typical } from '../../bench/simulation/noise.ts';
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

test('the interval never contradicts the verdict', () => {
  const rule: DecisionRule = { plan: { kind: 'fixed', blocks: 6 }, alpha: 0.01, comparisons: 1 };
  const question = { quantity: { kind: 'time', step: 1 }, tolerances: [{ kind: 'relative', fraction: 0.05 }] } as const;
  const runs = Array.from({ length: 150 }, (_, run) => {
    const change = [0, 0.05, 0.1, 0.2][run % 4] ?? 0;
    const series = simulate(`interval ${run}`, { blocks: 6, level: 2000, change, noise: typical });
    const { verdict, thresholds } = decideByPlan(series, question, rule);
    return { verdict, ...relativeChange(series, 1, thresholds) };
  });
  const worse = runs.filter(({ verdict }) => verdict === 'worse');
  const cleared = runs.filter(({ verdict }) => verdict === 'same' || verdict === 'better');
  expect(worse.length).toBeGreaterThan(20);
  expect(cleared.length).toBeGreaterThan(20);
  expect(Math.min(...worse.map(({ low }) => low ?? -1))).toBeGreaterThan(0.05 - 1e-6);
  expect(Math.max(...cleared.map(({ high }) => high ?? Infinity))).toBeLessThan(0.05 + 1e-6);
});
