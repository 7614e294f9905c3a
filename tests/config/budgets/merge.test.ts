import { describe, expect, test } from 'vitest';

import type { Budget } from '../../../src/model/budget.ts';
import { HEAD, load } from '../files.ts';

const DEFAULTS = `budgets:
  lcp: { max: 2500 ms, max-increase: [5 %, 50 ms] }
  lcp.ttfb: { max-increase: 40 ms, enforce: warn }
  inp: { max: 200 ms }
  cls: { max: 0.1, max-increase: 0.02 }
`;

/** The budgets of each route of a file with the defaults above, by route name. */
async function budgetsOf(routes: string, defaults = DEFAULTS): Promise<Record<string, readonly Budget[]>> {
  const config = await load(`${HEAD}\nroutes:\n${routes}\n${defaults}`);
  return Object.fromEntries(config.routes.map((route) => [route.name, route.budgets]));
}

const paths = (budgets: readonly Budget[] | undefined): string[] => (budgets ?? []).map((budget) => budget.path);

test("a route's budget is merged over the default key by key", async () => {
  const { a } = await budgetsOf('  - { name: a, path: /, budgets: { lcp: { max: 3 s } } }');
  expect(a?.[0]).toEqual({
    path: 'lcp',
    segments: ['lcp'],
    metric: 'lcp',
    max: { value: 3000, unit: 'ms' },
    percentile: 75,
    maxIncrease: [
      { value: 5, unit: '%' },
      { value: 50, unit: 'ms' },
    ],
    enforce: 'block',
  });
});

test('one tolerance is a list of one', async () => {
  const { a } = await budgetsOf('  - { name: a, path: / }');
  expect(a?.find((budget) => budget.path === 'lcp.ttfb')).toMatchObject({
    max: null,
    maxIncrease: [{ value: 40, unit: 'ms' }],
    enforce: 'warn',
  });
});

test('CLS limits are scores', async () => {
  const { a } = await budgetsOf('  - { name: a, path: / }');
  expect(a?.find((budget) => budget.path === 'cls')).toMatchObject({
    max: { value: 0.1, unit: 'score' },
    maxIncrease: [{ value: 0.02, unit: 'score' }],
  });
});

test('null removes a whole budget', async () => {
  const { a } = await budgetsOf('  - { name: a, path: /, budgets: { lcp: null, cls: ~ } }');
  expect(paths(a)).toEqual(['lcp.ttfb', 'inp']);
});

test('null removes one key, and a budget that is left without a limit', async () => {
  const { a } = await budgetsOf(
    '  - { name: a, path: /, budgets: { lcp: { max: null }, lcp.ttfb: { max-increase: null } } }',
  );
  expect(paths(a)).toEqual(['lcp', 'inp', 'cls']);
  expect(a?.[0]).toMatchObject({ max: null, maxIncrease: [{ value: 5 }, { value: 50 }] });
});

test('a route may only change the enforcement of a default', async () => {
  const { a } = await budgetsOf('  - { name: a, path: /, budgets: { lcp: { enforce: warn, percentile: 90 } } }');
  expect(a?.[0]).toMatchObject({ max: { value: 2500 }, enforce: 'warn', percentile: 90 });
});

test('two spellings of a path are one budget', async () => {
  const { a } = await budgetsOf(`  - { name: a, path: /, budgets: { '"lcp".ttfb': { enforce: block } } }`);
  expect(a?.filter((budget) => budget.path === 'lcp.ttfb')).toMatchObject([
    { enforce: 'block', maxIncrease: [{ value: 40 }] },
  ]);
});

test('a budget may name a part that only the page knows', async () => {
  const budgets = `{ lcp.ttfb.request.cdn-origin: { max: 50 ms }, 'lcp.ttfb.request."a.b"': { max: 5 ms }, inp.processing-duration.other: { max: 9 ms }, 'cls.div > img': { max: 0 } }`;
  const { a } = await budgetsOf(`  - { name: a, path: /, interactions: [{ click: b }], budgets: ${budgets} }`, '');
  expect(a?.map((budget) => budget.segments)).toEqual([
    ['lcp', 'ttfb', 'request', 'cdn-origin'],
    ['lcp', 'ttfb', 'request', 'a.b'],
    ['inp', 'processing-duration', 'other'],
    ['cls', 'div > img'],
  ]);
});

describe('a default INP budget', () => {
  test('holds on every route, so that it ends as unmeasured where nothing is done', async () => {
    const { clicks, loads } = await budgetsOf(
      '  - { name: clicks, path: /, interactions: [{ click: b }] }\n  - { name: loads, path: / }',
    );
    expect(paths(clicks)).toContain('inp');
    expect(paths(loads)).toContain('inp');
  });

  test('is removed by null', async () => {
    const { loads } = await budgetsOf('  - { name: loads, path: /, budgets: { inp: null } }');
    expect(paths(loads)).not.toContain('inp');
  });

  test('is merged below the one that a route declares itself, whether it interacts or not', async () => {
    const { loads } = await budgetsOf(
      '  - { name: clicks, path: /, interactions: [{ click: b }] }\n  - { name: loads, path: /, budgets: { inp: { max-increase: 16 ms } } }',
    );
    expect(loads?.find((budget) => budget.path === 'inp')).toMatchObject({
      max: { value: 200, unit: 'ms' },
      maxIncrease: [{ value: 16, unit: 'ms' }],
    });
  });
});
