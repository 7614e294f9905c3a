import { describe, expect, test } from 'vitest';

import { judge, type Rules } from '../../src/judge/judge.ts';
import { expiredWaivers, waive } from '../../src/judge/waive.ts';
import { dayOf, isAbout, type Waiver } from '../../src/model/waiver.ts';
import { about, budgetOf, campaignOf, lcpOf } from '../compare/campaigns.ts';
import { budgetRow } from '../report/factories.ts';

const TODAY = '2026-11-21';
const POLICY = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' } as const;

function waiver(over: Partial<Waiver> = {}): Waiver {
  return { budget: 'product/mobile/lcp', until: '2026-12-31', reason: 'sale', approvedBy: '@acme/release', ...over };
}

const broken = budgetRow({ verdict: 'fail', reason: 'worse' });
const under = (
  granted: readonly Waiver[],
  row = broken,
  policy: Pick<typeof POLICY, 'onInconclusive'> | { onInconclusive: 'block' } = POLICY,
) => waive(row, { today: TODAY, granted: [...granted] }, policy);

describe('a waiver', () => {
  test('lets a broken budget through, and says until when, why and by whom', () => {
    expect(under([waiver()])).toEqual({
      ...broken,
      verdict: 'waived',
      waiver: { until: '2026-12-31', reason: 'sale', approvedBy: '@acme/release', expired: false },
    });
  });

  test.each([
    ['on its last day', TODAY, 'waived'],
    ['on the day after it', '2026-11-20', 'fail'],
  ])('%s: %s', (_, until, verdict) => {
    expect(under([waiver({ until })]).verdict).toBe(verdict);
  });

  test('that has run out leaves the budget broken, and is said to have', () => {
    const old = waiver({ until: '2026-06-30' });
    expect(under([old])).toMatchObject({ verdict: 'fail', waiver: { until: '2026-06-30', expired: true } });
    expect(expiredWaivers({ today: TODAY, granted: [old, waiver()] })).toEqual([old]);
  });

  test('that was prolonged counts by its latest end', () => {
    expect(under([waiver({ until: '2026-06-30' }), waiver({ until: '2027-01-31' })]).waiver?.until).toBe('2027-01-31');
  });

  test.each([
    ['another route', 'home/mobile/lcp'],
    ['another condition', 'product/desktop/lcp'],
    ['a part of the metric', 'product/mobile/lcp.ttfb'],
    ['another metric', 'product/mobile/cls'],
  ])('of %s changes nothing', (_, budget) => {
    expect(under([waiver({ budget })])).toEqual(broken);
  });

  test.each([
    ['a kept budget', budgetRow()],
    ['a page that head alone cannot show', budgetRow({ verdict: 'fail', reason: 'not-measurable-on-head' })],
    ['what nobody measured', budgetRow({ verdict: 'unmeasured', reason: 'not-measurable' })],
    ['an operation that is invalid', budgetRow({ verdict: 'fail', reason: 'invalid-operation' })],
  ])('does not excuse %s', (_, row) => {
    expect(under([waiver()], row)).toEqual(row);
  });

  test('covers an inconclusive budget exactly where that would block', () => {
    const unclear = budgetRow({ verdict: 'inconclusive', reason: 'unclear' });
    expect(under([waiver()], unclear).verdict).toBe('inconclusive');
    expect(under([waiver()], unclear, { onInconclusive: 'block' }).verdict).toBe('waived');
  });

  test('names a route with slashes, and a part however it is quoted', () => {
    const place = { route: 'shop/cart', condition: 'mobile', path: 'lcp.ttfb.request.cdn' };
    expect(isAbout({ budget: 'shop/cart/mobile/lcp.ttfb.request.cdn' }, place)).toBe(true);
    expect(isAbout({ budget: 'shop/cart/mobile/lcp."ttfb".request."cdn"' }, place)).toBe(true);
    expect(isAbout({ budget: 'shop/cart/mobile/lcp.ttfb' }, place)).toBe(false);
    expect(isAbout({ budget: 'cart/mobile/lcp.ttfb.request.cdn' }, place)).toBe(false);
  });
});

test('a run whose only broken budget is waived is waived, and passes', () => {
  const budgets = [budgetOf('lcp', { maxIncrease: [{ value: 50, unit: 'ms' }] })];
  const routes = [{ name: 'product', path: '/p', conditions: ['mobile'], budgets }];
  const rules: Rules = { routes, policy: POLICY, plan: { kind: 'fixed', blocks: 5 }, alpha: 0.01 };
  const campaign = campaignOf(({ side, random }) => ({
    lcp: lcpOf(random, { load: about(side === 'head' ? 1500 : 900, random) }),
  }));
  expect(judge(rules, [campaign])).toMatchObject({ verdict: 'fail', exitCode: 1 });
  const waivers = { today: TODAY, granted: [waiver()] };
  const judged = judge({ ...rules, waivers }, [campaign]);
  expect(judged).toMatchObject({ verdict: 'waived', exitCode: 0 });
  expect(judged.campaigns[0]?.findings[0]?.row.verdict).toBe('waived');
});

test('a day is that of UTC', () => {
  expect(dayOf(new Date('2026-12-31T23:30:00-01:00'))).toBe('2027-01-01');
});
