import { expect, test } from 'vitest';

import { familySize } from '../../src/judge/family.ts';
import { judge, type Judgement } from '../../src/judge/judge.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Budget, Limit } from '../../src/model/budget.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import { METRICS } from '../../src/model/metric.ts';
import { budgetOf, campaignOf, lcpOf, type Readings, type VisitContext } from '../compare/campaigns.ts';

const lcp = budgetOf('lcp', {
  maxIncrease: [
    { value: 5, unit: '%' },
    { value: 50, unit: 'ms' },
  ],
});
const kilobytes = (value: number): Limit => ({ value: 1000 * value, unit: 'bytes' });
const percent = (value: number): Limit => ({ value, unit: '%' });

const routeOf = (budgets: readonly Budget[]) => ({ name: 'product', path: '/', conditions: ['mobile'], budgets });

function judged(budgets: readonly Budget[], campaign: Campaign): Judgement {
  const policy = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' } as const;
  return judge({ routes: [routeOf(budgets)], policy, plan: { kind: 'fixed', blocks: 5 }, alpha: 0.01 }, [campaign]);
}

/** A page of 300 kB, with so many bytes more on head, all of them in scripts. */
const withBytes =
  (more: number) =>
  ({ side, random }: VisitContext): Readings => ({
    lcp: lcpOf(random),
    cls: leaf('cls', 0),
    fcp: sumOf('fcp', [leaf('ttfb', 200), leaf('render-blocking', 0), leaf('render-delay', 100 + 10 * random())]),
    bytes: sumOf('bytes', [leaf('document', 20_000), leaf('script', 280_000 + (side === 'head' ? more : 0))]),
  });

/** The same, as a version recorded it that knew neither metric. */
function older(context: VisitContext): Readings {
  const { fcp: _, bytes: __, ...readings } = withBytes(0)(context);
  return readings;
}

test('a metric that is recorded and that no budget names changes nothing at all', () => {
  const [now, then] = [judged([lcp], campaignOf(withBytes(9000))), judged([lcp], campaignOf(older))];
  expect(now.comparisons.map(({ metric }) => metric)).toEqual(['lcp', 'cls']);
  expect(now).toEqual(then);
});

test('a budget on it, or on a part of it, has it compared and gated', () => {
  const budget = budgetOf('bytes.script', { maxIncrease: [kilobytes(5)] });
  const { rows, comparisons, verdict } = judged([lcp, budget], campaignOf(withBytes(9000)));
  expect(comparisons.map(({ metric, unit }) => [metric, unit])).toEqual([
    ['lcp', 'ms'],
    ['cls', 'score'],
    ['bytes', 'bytes'],
  ]);
  expect(rows.map(({ path, verdict: each, reason }) => [path, each, reason])).toEqual([
    ['lcp', 'pass', 'within-tolerance'],
    ['bytes.script', 'fail', 'worse'],
  ]);
  expect(verdict).toBe('fail');
});

test.each([
  ['a size', [kilobytes(5)], 5001, 'worse'],
  ['a size', [kilobytes(5)], 4999, 'within-tolerance'],
  ['a percentage', [percent(2)], 6001, 'worse'],
  ['a percentage', [percent(2)], 5999, 'within-tolerance'],
  ['both', [percent(2), kilobytes(5)], 5500, 'within-tolerance'],
])('bytes are compared exactly: against %s, %j, %d more are %s', (_, maxIncrease, more, reason) => {
  const { rows } = judged([budgetOf('bytes', { maxIncrease })], campaignOf(withBytes(more)));
  expect(rows[0]?.reason).toBe(reason);
});

test('no machine sends more bytes than another, so a `max` on them has no margin', () => {
  const first = campaignOf(withBytes(1000), { hasBase: false });
  expect(judged([budgetOf('bytes', { max: kilobytes(300) })], first).rows[0]).toMatchObject({
    reason: 'over',
    value: 301_000,
  });
  const close = campaignOf(({ random }) => ({ lcp: lcpOf(random), cls: leaf('cls', 0.104) }), { hasBase: false });
  expect(judged([budgetOf('cls', { max: { value: 0.1, unit: 'score' } })], close).rows[0]?.reason).toBe('at-risk');
});

test('samples from before the metric was there are judged, and only a budget on it is unmeasured', () => {
  const budget = budgetOf('fcp', { max: { value: 1800, unit: 'ms' } });
  expect(
    judged([lcp, budget], campaignOf(older)).rows.map(({ path, verdict, reason }) => [path, verdict, reason]),
  ).toEqual([
    ['lcp', 'pass', 'within-tolerance'],
    ['fcp', 'unmeasured', 'not-recorded'],
  ]);
});

test('a head that paints nothing any more has lost its FCP', () => {
  const lost = campaignOf(
    (context) => ({ ...withBytes(0)(context), ...(context.side === 'head' ? { fcp: 'no-fcp' } : {}) }),
    { blocks: 10 },
  );
  const budget = budgetOf('fcp', { max: { value: 1800, unit: 'ms' } });
  expect(judged([budget], lost).rows[0]).toMatchObject({ verdict: 'fail', reason: 'not-measurable-on-head' });
});

test('α is shared by the budgets that are declared, however many metrics there are', () => {
  expect(METRICS.length).toBeGreaterThan(3);
  expect(familySize([routeOf([lcp])])).toBe(1);
  expect(familySize([routeOf([lcp, budgetOf('bytes', { max: kilobytes(300) })])])).toBe(2);
});
