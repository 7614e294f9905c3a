import { expect, test } from 'vitest';

import { maxWithoutHeadroom, toleranceMsOf } from '../../src/identity/tolerance.ts';
import { leaf, parsePath, sumOf } from '../../src/model/breakdown.ts';
import type { Budget, Limit } from '../../src/model/budget.ts';
import { isMetric } from '../../src/model/metric.ts';

const UNMEASURED = { status: 'unmeasured', reason: 'no-lcp' } as const;
const readings = {
  lcp: {
    status: 'measured',
    breakdown: sumOf('lcp', [leaf('ttfb', 400), leaf('resource-load-delay', 0), leaf('element-render-delay', 1600)]),
  },
  inp: UNMEASURED,
  cls: UNMEASURED,
} as const;

function budget(path: string, maxIncrease: readonly Limit[] | null, rest: Partial<Budget> = {}): Budget {
  const segments = parsePath(path) ?? [];
  const [metric = ''] = segments;
  if (!isMetric(metric)) throw new Error(path);
  return { path, segments, metric, max: null, percentile: 75, maxIncrease, enforce: 'block', ...rest };
}

const ms = (value: number): Limit => ({ value, unit: 'ms' });
const percent = (value: number): Limit => ({ value, unit: '%' });

test.each<[string, readonly Budget[], number | null]>([
  ['5 % of 2000 ms by default', [], 100],
  [
    'the default where no budget is on a time that waits for responses',
    [budget('inp', [ms(1)]), budget('bytes', [percent(1)])],
    100,
  ],
  ['the default where only the level is limited', [budget('lcp', null, { max: ms(2500) })], 100],
  ['what is left to a `max` where that is less', [budget('lcp', null, { max: ms(2040) })], 40],
  ['what is left to a `max` of a part, too', [budget('lcp.ttfb', [ms(50)], { max: ms(430) })], 30],
  ['an absolute limit as it is', [budget('lcp', [ms(30)])], 30],
  ['a percentage of what base measured', [budget('lcp', [percent(3)])], 60],
  ['the larger of two that must both be exceeded', [budget('lcp', [percent(3), ms(50)])], 60],
  ['the smallest of all budgets', [budget('lcp', [percent(3)]), budget('lcp.ttfb', [percent(10)])], 40],
  ['that of a warning, too', [budget('lcp', [ms(30)], { enforce: 'warn' })], 30],
  ['almost nothing where a percentage is of 0', [budget('lcp.resource-load-delay', [percent(10)])], 0.1],
  ['almost nothing where base did not measure it', [budget('fcp', [percent(10)])], 0.1],
  ['none where a layer of the server is limited', [budget('lcp.ttfb.request.db', [ms(30)])], null],
])('the tolerance is %s', (_, budgets, tolerance) => {
  expect(toleranceMsOf(budgets, readings)).toBe(tolerance);
});

test.each<[string, readonly Budget[], string | null]>([
  ['reached', [budget('lcp', null, { max: ms(1900) })], 'lcp'],
  ['hardly missed', [budget('fcp', null, { max: ms(900) }), budget('lcp', null, { max: ms(2003) })], 'lcp'],
  ['far away', [budget('lcp', null, { max: ms(2010) })], null],
  ['of a metric that waits for no response', [budget('inp', null, { max: ms(0) })], null],
])('a `max` that base %s leaves room or not', (_, budgets, path) => {
  expect(maxWithoutHeadroom(budgets, readings)).toBe(path);
});
