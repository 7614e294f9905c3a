import { describe, expect, test } from 'vitest';

import { outcomeOf } from '../../../src/judge/outcome.ts';
import { judgeSlo, type SloAnswers } from '../../../src/field/analyses/slo.ts';
import { routesOf, thresholdsOf, unheldPaths } from '../../../src/field/analyses/slo-budgets.ts';
import { budgetRowOf } from '../../../src/field/analyses/slo-row.ts';
import type { Distribution } from '../../../src/field/questions/rows.ts';
import type { Budget } from '../../../src/model/budget.ts';
import type { FieldConfig } from '../../../src/model/field.ts';

const PATHS = ['lcp', 'lcp.ttfb', 'inp', 'cls'];
const isKnown = (path: string) => PATHS.includes(path);

function budget(path: string, max: number | null, more: Partial<Budget> = {}): Budget {
  const metric = path === 'cls' ? 'cls' : path === 'inp' ? 'inp' : 'lcp';
  const unit = metric === 'cls' ? 'score' : 'ms';
  return {
    path,
    segments: path.split('.'),
    metric,
    max: max === null ? null : { value: max, unit },
    percentile: 75,
    maxIncrease: null,
    enforce: 'block',
    ...more,
  };
}

const route = (...budgets: Budget[]) => ({ name: 'product', conditions: ['mobile'], budgets });

/** A hundred values from `first` on, each once. */
function hundred(first: number, path = 'lcp', more: Partial<Distribution> = {}): Distribution {
  const values = Array.from({ length: 100 }, (_, index) => ({ value: first + index, n: 1 }));
  return { route: 'product', device: 'mobile', by: null, path, n: 100, values, ...more };
}

/** Each view in a session of its own: 75 of 100 are at or below the 75th percentile. */
function answers(distributions: readonly Distribution[], more: Partial<SloAnswers> = {}): SloAnswers {
  const clusters = distributions.map(({ route: name, device, by, path }) => ({
    route: name,
    device,
    by,
    path,
    sessions: 100,
    n: 100,
    below: 75,
    bb: 75,
    bm: 75,
    mm: 100,
  }));
  return {
    distributions,
    clusters,
    coverage: [],
    paths: PATHS,
    ...more,
  };
}

describe('the verdict is that of the interval', () => {
  // p75 of 1000…1099 is 1074, its interval 1066 to 1083.
  test.each([
    [1065, 'fail', 1],
    [1066, 'inconclusive', 0],
    [1074, 'inconclusive', 0],
    [1082, 'inconclusive', 0],
    [1083, 'pass', 0],
    [5000, 'pass', 0],
  ] as const)('of a maximum of %i ms: %s', (max, verdict, exitCode) => {
    const [row] = judgeSlo([route(budget('lcp', max))], answers([hundred(1000)]));
    expect(row).toMatchObject({ p75: 1074, low: 1066, high: 1083, n: 100, sessions: 100, max, verdict });
    const rows = row === undefined ? [] : [budgetRowOf(row)].filter((each) => each !== null);
    const policy = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' } as const;
    expect(outcomeOf(rows, policy, true).exitCode).toBe(exitCode);
  });

  test('without an interval it is inconclusive, however far the value is from the limit', () => {
    const clusters = [{ ...hundred(1000), sessions: 1, below: 75, bb: 75 * 75, bm: 7500, mm: 10_000 }];
    const [row] = judgeSlo([route(budget('lcp', 99_999))], answers([hundred(1000)], { clusters }));
    expect(row).toMatchObject({ p75: 1074, low: null, high: null, sessions: 1, verdict: 'inconclusive' });
  });
});

test('a budget that nobody measured has its row', () => {
  expect(judgeSlo([route(budget('lcp', 2500))], answers([]))).toEqual([
    {
      route: 'product',
      condition: 'mobile',
      path: 'lcp',
      n: 0,
      sessions: 0,
      coverage: null,
      p75: null,
      low: null,
      high: null,
      max: 2500,
      verdict: 'unmeasured',
      by: null,
      percentile: 75,
      value: null,
      enforce: 'block',
    },
  ]);
});

test('nodes without a limit are shown without a verdict, and so is a device that the route does not declare', () => {
  const rows = judgeSlo(
    [route(budget('lcp', 2500))],
    answers([
      hundred(1000),
      hundred(100, 'lcp.ttfb'),
      hundred(9000, 'lcp', { device: 'desktop' }),
      hundred(9000, 'lcp', { device: null }),
    ]),
  );
  expect(rows.map(({ condition, path, max, verdict }) => [condition, path, max, verdict])).toEqual([
    ['mobile', 'lcp', 2500, 'pass'],
    ['mobile', 'lcp.ttfb', null, null],
    ['desktop', 'lcp', null, null],
    [null, 'lcp', null, null],
  ]);
});

test('the verdict is of the percentile of the budget, and p75 is always the 75th', () => {
  const routes = [route(budget('lcp', 1095, { percentile: 90 }))];
  const distributions = [hundred(1000)];
  expect(thresholdsOf(routes, distributions)).toMatchObject([{ value: 1089 }]);
  const clusters = [{ ...hundred(1000), sessions: 100, below: 90, bb: 90, bm: 90, mm: 100 }];
  const [row] = judgeSlo(routes, answers(distributions, { clusters }));
  expect(row).toMatchObject({ p75: 1074, value: 1089, percentile: 90, low: 1084, high: 1095, verdict: 'pass' });
});

test('CLS is a score again', () => {
  const [row] = judgeSlo([route(budget('cls', 0.1))], answers([hundred(1000, 'cls')]));
  expect(row).toMatchObject({ p75: 0.1074, low: 0.1066, max: 0.1, verdict: 'fail' });
});

test('coverage is the share of the views that began whose end is known, of all commits together', () => {
  const cell = { route: 'product', device: 'mobile', by: null };
  const coverage = [
    { ...cell, starts: 100, ended: 90 },
    { ...cell, starts: 100, ended: 50 },
  ];
  const [row] = judgeSlo([route()], answers([hundred(1000)], { coverage }));
  expect(row?.coverage).toBe(0.7);
});

test('slices have rows of their own', () => {
  const slices = [hundred(1000, 'lcp', { by: 'fresh' }), hundred(3000, 'lcp', { by: 'stale' })];
  const rows = judgeSlo([route(budget('lcp', 2500))], answers(slices));
  expect(rows.map(({ by, verdict }) => [by, verdict])).toEqual([
    ['fresh', 'pass'],
    ['stale', 'fail'],
  ]);
});

test('where no routes are declared, those of the data are held against the budgets of the file', () => {
  const config: FieldConfig = {
    beacons: { kind: 'files', glob: '*', folder: '/', where: 'vitals-gate.yml:1:1' },
    events: null,
    deploys: null,
    windowDays: 28,
    covariates: [],
    routes: [],
    budgets: [budget('lcp', 2500, { enforce: 'warn' })],
  };
  const found = routesOf(config, [hundred(1), hundred(1, 'lcp', { route: 'a', device: 'desktop' })]);
  expect(found.map(({ name, conditions }) => [name, conditions])).toEqual([
    ['a', ['desktop']],
    ['product', ['mobile']],
  ]);
  expect(routesOf({ ...config, routes: [route()] }, [hundred(1)]).map(({ name }) => name)).toEqual(['product']);
});

test('a budget on what records do not have, or on an increase, is not held against the field', () => {
  const budgets = [budget('lcp', 1), budget('lcp.ttfb', null), budget('bytes.script', 1)];
  const config = {
    beacons: { kind: 'files', glob: '*', folder: '/', where: 'vitals-gate.yml:1:1' },
    events: null,
    deploys: null,
    windowDays: 28,
    covariates: [],
    routes: [],
    budgets,
  } as const;
  expect(unheldPaths(config, isKnown)).toEqual(['bytes.script']);
});
