import { describe, expect, test } from 'vitest';

import { pricesOf } from '../../src/judge/price.ts';
import type { Comparison } from '../../src/model/comparison.ts';
import type { UsedPrice } from '../../src/model/price.ts';
import type { BudgetRow } from '../../src/model/verdict.ts';
import { budgetRow, comparison } from '../report/factories.ts';
import { usedPrice } from '../support/prices.ts';

const TODAY = '2026-11-27';

const RED = { verdict: 'fail', reason: 'worse', evidence: 'confirmed' } as const;

/** LCP from 1 s to 1.15 s, ± 30 ms, all of it in the render delay. */
const slower = comparison('lcp', { ttfb: [400, 400, 1], 'element-render-delay': [600, 750, 30] });

function priced(
  of: Partial<UsedPrice> = {},
  row: Partial<BudgetRow> = {},
  comparisons: readonly Comparison[] = [slower],
) {
  return pricesOf({ rows: [budgetRow({ ...RED, ...row })], comparisons }, { today: TODAY, read: [usedPrice(of)] });
}

test('the change of conversions is an interval of slope, change and ratio together', () => {
  // exp(-slope · 150 ms · 0.8) - 1, its bounds by R from the limits of the three: (0.0060, 0.0182) a ms / 100, (120, 180)
  // and (0.7, 0.9). A simulation in R of three factors with these limits gives -0.02267 and -0.00682.
  const [found] = priced();
  expect(found).toMatchObject({
    route: 'product',
    condition: 'mobile',
    path: 'lcp',
    file: 'price.json',
    kind: 'association',
    reason: null,
    window: { from: '2026-10-20T00:00:00.000Z', to: '2026-11-19T12:00:00.000Z' },
    labToField: { value: 0.8, low: 0.7, high: 0.9 },
  });
  expect(found?.conversions?.low).toBeCloseTo(-0.02274948728877735, 12);
  expect(found?.conversions?.high).toBeCloseTo(-0.00686721335276774, 12);
});

test('a part has its own price and its own change', () => {
  const of = { metric: 'lcp.element-render-delay', range: { from: 400, to: 700 } };
  expect(priced(of, { path: 'lcp.element-render-delay' })).toMatchObject([{ reason: null }]);
  expect(priced(of, { path: 'lcp' })).toEqual([]);
});

describe('there is no price of', () => {
  test.each<[string, Partial<BudgetRow>]>([
    ['what passes', { verdict: 'pass', reason: 'within-tolerance', evidence: null }],
    ['what is inconclusive', { verdict: 'inconclusive', reason: 'not-confirmed', evidence: 'suspected' }],
    ['what fresh visits have not answered', { verdict: 'unmeasured', reason: 'unconfirmed', evidence: 'suspected' }],
    ['a red that is only suspected', { evidence: 'suspected' }],
    ['what is waived', { verdict: 'waived' }],
    ['what only warns', { enforce: 'warn' }],
    ['what was over the limit before', { reason: 'pre-existing' }],
    ['a page that head cannot be measured on', { reason: 'not-measurable-on-head' }],
    ['another route', { route: 'cart' }],
  ])('%s', (_, row) => {
    expect(priced({}, row)).toEqual([]);
  });

  test('a score', () => {
    const cls = comparison('cls', { 'div.a': [0.1, 0.3, 0.01] });
    expect(priced({ metric: 'cls' }, { path: 'cls' }, [cls])).toEqual([]);
  });

  test('a first run, which compares nothing', () => {
    expect(priced({}, { reason: 'over' }, [{ ...slower, base: null, difference: null }])).toEqual([]);
  });
});

test('a red of a fixed number of blocks is decided: it has a price', () => {
  expect(priced({}, { evidence: null })).toMatchObject([{ reason: null }]);
});

test('two budgets of a node are one regression', () => {
  const rows = [budgetRow(RED), budgetRow({ ...RED, kind: 'max', reason: 'over' })];
  const found = pricesOf({ rows, comparisons: [slower] }, { today: TODAY, read: [usedPrice()] });
  expect(found).toHaveLength(1);
});

test('a condition has its own price before that of all conditions', () => {
  const read = [usedPrice({ file: 'all.json' }), usedPrice({ file: 'mobile.json', condition: 'mobile' })];
  const rows = ['mobile', 'desktop'].map((condition) => budgetRow({ ...RED, condition }));
  const comparisons = rows.map(({ condition }) => ({ ...slower, condition }));
  const found = pricesOf({ rows, comparisons }, { today: TODAY, read });
  expect(found.map(({ condition, file }) => [condition, file])).toEqual([
    ['mobile', 'mobile.json'],
    ['desktop', 'all.json'],
  ]);
  expect(priced({ condition: 'tablet' })).toEqual([]);
});

describe('a price is not shown', () => {
  test.each<[string, Partial<UsedPrice>, string | null]>([
    ['that is not established', { established: false, reason: 'not-certain' }, 'not-established'],
    ['that is 91 days old', { window: windowTo('2026-08-28T23:59:59.000Z') }, 'stale'],
    ['but one that is 90 days old is', { window: windowTo('2026-08-29T00:00:00.000Z') }, null],
    ['without a ratio of lab to field', { labToField: null }, 'no-lab-to-field'],
    // 1150 ms on head are 920 ms in the field; 1000 ms on base are 800 ms.
    ['of more than visitors waited', { range: { from: 400, to: 919 } }, 'out-of-range'],
    ['of less than visitors waited', { range: { from: 801, to: 4000 } }, 'out-of-range'],
    ['but one within what they waited is', { range: { from: 799, to: 921 } }, null],
    ['whose own interval reaches 0', { per100ms: { low: -0.02, high: 0 } }, 'price-reaches-zero'],
    ['whose ratio reaches 0', { labToField: { value: 0.8, low: 0, high: 1.6 } }, 'ratio-reaches-zero'],
  ])('%s', (_, of, reason) => {
    const [found] = priced(of);
    expect(found?.reason).toBe(reason);
    expect(found?.conversions === null).toBe(reason !== null);
  });

  test('of a change whose interval reaches 0', () => {
    const blurred = comparison('lcp', { ttfb: [400, 400, 1], 'element-render-delay': [600, 750, 150] });
    expect(priced({}, {}, [blurred])).toMatchObject([{ conversions: null, reason: 'change-reaches-zero' }]);
  });
});

function windowTo(to: string): UsedPrice['window'] {
  return { from: '2026-07-01T00:00:00.000Z', to };
}
