import { expect, test } from 'vitest';

import { judge } from '../../src/judge/judge.ts';
import type { Rules } from '../../src/judge/judge.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import { budgetRowSchema } from '../../src/model/verdict.ts';
import type { Route } from '../../src/model/route.ts';
import { about, budgetOf, campaignOf, lcpOf } from '../compare/campaigns.ts';
import type { Readings, VisitContext } from '../compare/campaigns.ts';

const increase = [{ value: 5, unit: '%' } as const, { value: 50, unit: 'ms' } as const];
const ms = (value: number) => ({ value, unit: 'ms' }) as const;
const lcp = budgetOf('lcp', { maxIncrease: increase });

function routeOf(budgets: readonly Budget[], name = 'product', conditions = ['mobile']): Route {
  return { name, path: '/p/42', conditions, interactions: [], budgets };
}

function judged(
  budgets: readonly Budget[],
  campaign: Campaign,
  input: Partial<Rules> & { readonly campaigns?: readonly Campaign[] } = {},
) {
  const { campaigns = [campaign], ...rules } = input;
  const declared: Rules = {
    routes: [routeOf(budgets)],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    plan: { kind: 'fixed', blocks: 5 },
    alpha: 0.01,
    ...rules,
  };
  return judge(declared, campaigns);
}

const slower =
  (extraMs: number, load = 900) =>
  ({ side, random }: VisitContext): Readings => ({
    lcp: lcpOf(random, { load: side === 'head' ? load + extraMs : load }),
  });
/** Slower by about the tolerance, in noise of half its size. */
const noisy = ({ side, random }: VisitContext): Readings => ({
  lcp: leaf('lcp', 1000 * (1 + random()) * (side === 'head' ? 1.08 : 1)),
});
const unvisitable = (...sides: ('base' | 'head')[]): Campaign =>
  campaignOf(slower(0), { blocks: 0, unmeasurable: { sides, code: 'navigation-failed', reason: 'It answered 500.' } });
const firstVerdict = (budgets: readonly Budget[]) => judged(budgets, campaignOf(slower(300))).rows[0]?.verdict;

test('head slower beyond every tolerance fails, with exit code 1 and the difference in the row', () => {
  const { verdict, exitCode, rows, comparisons } = judged([lcp], campaignOf(slower(300)));
  expect([verdict, exitCode]).toEqual(['fail', 1]);
  expect(rows).toEqual([
    {
      route: 'product',
      condition: 'mobile',
      path: 'lcp',
      kind: 'max-increase',
      limit: increase,
      value: comparisons[0]?.difference?.value,
      low: comparisons[0]?.difference?.low,
      high: comparisons[0]?.difference?.high,
      verdict: 'fail',
      reason: 'worse',
      enforce: 'block',
      evidence: null,
    },
  ]);
  expect(() => budgetRowSchema.parse(rows[0])).not.toThrow();
});

test('an unchanged head passes', () => {
  const { verdict, exitCode, rows } = judged([lcp], campaignOf(slower(0)));
  expect([verdict, exitCode, rows[0]?.reason]).toEqual(['pass', 0, 'within-tolerance']);
});

test('a faster head passes too', () => {
  expect(judged([lcp], campaignOf(slower(-300)))).toMatchObject({
    verdict: 'pass',
    comparisons: [{ effect: 'better' }],
  });
});

test('noise that forbids an answer is inconclusive, and stops the run only where the policy says so', () => {
  const campaign = campaignOf(noisy, { seed: 'noise' });
  expect(judged([lcp], campaign)).toMatchObject({
    verdict: 'inconclusive',
    exitCode: 0,
    rows: [{ reason: 'unclear' }],
  });
  const strict = { onInconclusive: 'block', onUnmeasured: 'block', preExisting: 'warn' } as const;
  expect(judged([lcp], campaign, { policy: strict }).exitCode).toBe(1);
});

test('a budget on a phase blames that phase alone', () => {
  const budgets = ['lcp.resource-load-delay', 'lcp.ttfb', 'lcp.ttfb.request'].map((path) =>
    budgetOf(path, { maxIncrease: [ms(40)] }),
  );
  const { rows } = judged(budgets, campaignOf(slower(300)));
  expect(rows.map((row) => row.verdict)).toEqual(['fail', 'pass', 'pass']);
  expect(rows[0]?.low).toBeGreaterThan(250);
});

test('rows come in the order of the configuration, `max` before `max-increase`', () => {
  const budgets = [budgetOf('lcp.ttfb', { max: ms(800) }), budgetOf('lcp', { max: ms(3000), maxIncrease: increase })];
  const routes = [routeOf(budgets, 'b', ['desktop', 'mobile']), routeOf([lcp], 'a')];
  const campaigns = [
    campaignOf(slower(0), { route: 'a' }),
    campaignOf(slower(0), { route: 'b', condition: 'mobile' }),
    campaignOf(slower(0), { route: 'b', condition: 'desktop' }),
  ];
  const { rows } = judged([], campaignOf(slower(0)), { routes, campaigns });
  expect(rows.map(({ route, condition, path, kind }) => [route, condition, path, kind].join(' '))).toEqual([
    'b desktop lcp.ttfb max',
    'b desktop lcp max',
    'b desktop lcp max-increase',
    'b mobile lcp.ttfb max',
    'b mobile lcp max',
    'b mobile lcp max-increase',
    'a mobile lcp max-increase',
  ]);
});

test('a warning budget that fails changes neither verdict nor exit code', () => {
  const warn = budgetOf('lcp', { maxIncrease: increase, enforce: 'warn' });
  expect(judged([warn], campaignOf(slower(300)))).toMatchObject({
    verdict: 'pass',
    exitCode: 0,
    rows: [{ verdict: 'fail', enforce: 'warn' }],
  });
});

test('over an absolute budget because head is slower fails', () => {
  const { rows, exitCode } = judged([budgetOf('lcp', { max: ms(1400) })], campaignOf(slower(400)));
  expect(rows[0]).toMatchObject({ kind: 'max', verdict: 'fail', reason: 'over', enforce: 'block', limit: [ms(1400)] });
  expect(rows[0]?.value).toBeGreaterThan(1650);
  expect(rows[0]?.low).toBeLessThan(rows[0]?.value ?? 0);
  expect(exitCode).toBe(1);
});

test('over an absolute budget as base is warns, unless the policy blocks it', () => {
  const budget = budgetOf('lcp', { max: ms(1000) });
  expect(judged([budget], campaignOf(slower(0)))).toMatchObject({
    verdict: 'pass',
    exitCode: 0,
    rows: [{ verdict: 'fail', reason: 'pre-existing', enforce: 'warn' }],
  });
  const policy = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'block' } as const;
  expect(judged([budget], campaignOf(slower(0)), { policy })).toMatchObject({
    verdict: 'fail',
    exitCode: 1,
    rows: [{ reason: 'pre-existing', enforce: 'block' }],
  });
});

test('within an absolute budget passes, near it is at risk', () => {
  const [under, near] = judged(
    [budgetOf('lcp', { max: ms(1500) }), budgetOf('lcp', { max: ms(1290) })],
    campaignOf(slower(0)),
  ).rows;
  expect(under).toMatchObject({ verdict: 'pass', reason: 'under' });
  expect(near).toMatchObject({ verdict: 'inconclusive', reason: 'at-risk' });
});

test.each([
  [{ lcp: 0.05 }, true, 'over'],
  [{ lcp: 0.2 }, true, 'at-risk'],
  [{ lcp: 0.05 }, false, 'over'],
  [{ lcp: 0.2 }, false, 'at-risk'],
  [{ inp: 0.2 }, true, 'over'],
])(
  'with a spread between machines of %o, and a base: %s, a value beyond the budget is %s',
  (spreads, hasBase, reason) => {
    const campaign = campaignOf(slower(400), { hasBase });
    expect(judged([budgetOf('lcp', { max: ms(1500) })], campaign, { spreads }).rows[0]?.reason).toBe(reason);
  },
);

test('an increase since the anchor of the history only warns, and is measured as long as one that blocks', () => {
  const policy = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn', isSinceAnchor: true } as const;
  const run = judged([budgetOf('lcp', { max: ms(9000), maxIncrease: increase })], campaignOf(slower(300)), { policy });
  expect(run).toMatchObject({ verdict: 'pass', exitCode: 0 });
  expect(run.rows).toMatchObject([
    { kind: 'max', verdict: 'pass', enforce: 'block' },
    { kind: 'max-increase', verdict: 'fail', reason: 'worse', enforce: 'warn' },
  ]);
  expect(run.campaigns[0]?.findings.map(({ isBlocking }) => isBlocking)).toEqual([true, true]);
  const over = judged([budgetOf('lcp', { max: ms(1400) })], campaignOf(slower(400)), { policy });
  expect(over).toMatchObject({ verdict: 'fail', exitCode: 1 });
});

test('a first run is decided by `max` alone', () => {
  const budgets = [budgetOf('lcp', { max: ms(1500), maxIncrease: increase })];
  const first = judged(budgets, campaignOf(slower(0), { hasBase: false }));
  expect(first).toMatchObject({
    verdict: 'pass',
    exitCode: 0,
    rows: [
      { kind: 'max', verdict: 'pass', reason: 'under' },
      { kind: 'max-increase', value: null, verdict: 'unmeasured', reason: 'no-base', enforce: 'warn' },
    ],
  });
  const over = judged([budgetOf('lcp', { max: ms(1000) })], campaignOf(slower(0), { hasBase: false }));
  expect(over).toMatchObject({ verdict: 'fail', exitCode: 1, rows: [{ reason: 'over', enforce: 'block' }] });
});

test('a route that cannot be visited on head fails; on base, or on both sides, it is unmeasured', () => {
  const budgets = [budgetOf('lcp', { max: ms(1500), maxIncrease: increase })];
  const outcomes = [unvisitable('head'), unvisitable('base'), unvisitable('base', 'head')].map((each) =>
    judged(budgets, each),
  );
  expect(outcomes.map(({ verdict, exitCode, rows }) => [verdict, exitCode, rows.map((row) => row.reason)])).toEqual([
    ['fail', 1, ['not-measurable-on-head', 'not-measurable-on-head']],
    ['unmeasured', 3, ['not-measurable-on-base', 'not-measurable-on-base']],
    ['unmeasured', 3, ['not-measurable', 'not-measurable']],
  ]);
  expect(outcomes[0]?.rows[0]).toMatchObject({ value: null, low: null, high: null });
  expect(outcomes[0]?.comparisons).toEqual([]);
});

test('a first run whose head cannot be visited is unmeasured, not failed', () => {
  const campaign = campaignOf(slower(0), {
    blocks: 0,
    hasBase: false,
    unmeasurable: { sides: ['head'], code: 'refused', reason: '' },
  });
  const { exitCode, rows } = judged([budgetOf('lcp', { max: ms(1500), maxIncrease: increase })], campaign);
  expect(exitCode).toBe(3);
  expect(rows.map((row) => row.reason)).toEqual(['not-measurable', 'no-base']);
});

test('unmeasured does not stop the run where the policy lets it pass', () => {
  const policy = { onInconclusive: 'pass', onUnmeasured: 'pass', preExisting: 'warn' } as const;
  const campaign = campaignOf(slower(0), { blocks: 2 });
  expect(judged([lcp], campaign, { policy })).toMatchObject({ verdict: 'unmeasured', exitCode: 0 });
});

test('a metric that no visit has is unmeasured with its own reason and no comparison', () => {
  const budgets = [
    budgetOf('inp', { max: ms(200) }),
    budgetOf('cls', { max: { value: 0.1, unit: 'score' } }),
    budgetOf('lcp', { maxIncrease: increase }),
  ];
  const { rows, comparisons, exitCode } = judged(
    budgets,
    campaignOf(() => ({})),
  );
  expect(rows.map((row) => [row.verdict, row.reason, row.value])).toEqual([
    ['unmeasured', 'no-interaction', null],
    ['unmeasured', 'no-cls', null],
    ['unmeasured', 'no-lcp', null],
  ]);
  expect(comparisons).toEqual([]);
  expect(exitCode).toBe(3);
});

test('a metric that only head lacks is a failure of head', () => {
  const campaign = campaignOf(({ side, random }) => ({ lcp: side === 'head' ? 'no paint' : lcpOf(random) }));
  expect(judged([lcp], campaign)).toMatchObject({
    verdict: 'fail',
    exitCode: 1,
    rows: [{ reason: 'not-measurable-on-head', value: null }],
  });
});

test('a part seen on neither side is not seen; on one side only it counts 0 on the other', () => {
  const campaign = campaignOf(({ side, random }) => {
    const scripts = side === 'head' ? [leaf('onclick', about(80, random)), leaf('other', 5)] : [leaf('other', 5)];
    return { inp: sumOf('inp', [leaf('input-delay', 4), sumOf('processing-duration', scripts)]) };
  });
  const budgets = ['inp.processing-duration.onclick', 'inp.processing-duration.onkeyup'].map((path) =>
    budgetOf(path, { maxIncrease: [ms(20)] }),
  );
  const { rows } = judged(budgets, campaign);
  expect(rows[0]).toMatchObject({ verdict: 'fail', reason: 'worse', value: expect.closeTo(80, -1) });
  expect(rows[1]).toMatchObject({ verdict: 'unmeasured', reason: 'not-seen', value: null });
});

test('fewer than three complete blocks are too few', () => {
  expect(judged([lcp], campaignOf(slower(0), { blocks: 2 })).rows[0]).toMatchObject({
    verdict: 'unmeasured',
    reason: 'too-few-blocks',
    value: null,
  });
});

test('a campaign that was never made is interrupted', () => {
  expect(judged([lcp], campaignOf(slower(0)), { campaigns: [] }).rows[0]).toMatchObject({
    verdict: 'unmeasured',
    reason: 'interrupted',
  });
});

test('an interrupted campaign of a fixed number of blocks is not decided before its only look', () => {
  const stopped = null;
  expect(judged([lcp], campaignOf(slower(300), { blocks: 4, stopped })).rows[0]?.reason).toBe('interrupted');
  expect(judged([lcp], campaignOf(slower(300), { blocks: 2, stopped })).rows[0]?.reason).toBe('interrupted');
});

test('the more budgets block, the more it takes to be red', () => {
  const others = Array.from({ length: 99 }, (_, index) =>
    budgetOf(`lcp.ttfb.layer-${index}`, { maxIncrease: [ms(40)] }),
  );
  expect(firstVerdict([lcp])).toBe('fail');
  expect(firstVerdict([lcp, ...others])).toBe('inconclusive');
  expect(firstVerdict([lcp, ...others.map((budget) => ({ ...budget, enforce: 'warn' as const }))])).toBe('fail');
});

test('layout shifts are held against scores', () => {
  const budgets = [
    budgetOf('cls', { max: { value: 0.1, unit: 'score' }, maxIncrease: [{ value: 0.02, unit: 'score' }] }),
  ];
  const shifting = campaignOf(({ side }) => ({
    cls: side === 'head' ? sumOf('cls', [leaf('#ad', 0.2)]) : leaf('cls', 0),
  }));
  expect(judged(budgets, shifting).rows.map((row) => [row.verdict, row.reason, row.value])).toEqual([
    ['fail', 'over', 0.2],
    ['fail', 'worse', expect.closeTo(0.2, 9)],
  ]);
  expect(
    judged(
      budgets,
      campaignOf(() => ({ cls: leaf('cls', 0) })),
    ).rows.map((row) => row.verdict),
  ).toEqual(['pass', 'pass']);
});

test('with planned looks what is still open says so', () => {
  const plan = { kind: 'looks', maxBlocks: 15 } as const;
  const open = judged([lcp], campaignOf(noisy, { seed: 'open' }), { plan });
  expect(open.campaigns[0]?.findings[0]?.finding.open).toBe(true);
  expect(open.rows[0]?.verdict).toBe('inconclusive');
  const closed = judged([lcp], campaignOf(noisy, { seed: 'open', blocks: 15 }), { plan });
  expect(closed.campaigns[0]?.findings[0]?.finding.open).toBe(false);
});

test('without a base an absolute budget uses the looks, with one it never prolongs a campaign', () => {
  const plan = { kind: 'looks', maxBlocks: 15 } as const;
  const near = [budgetOf('lcp', { max: ms(1290) })];
  const openness = (hasBase: boolean) =>
    judged(near, campaignOf(slower(0), { hasBase }), { plan }).campaigns[0]?.findings[0]?.finding.open;
  expect([openness(false), openness(true)]).toEqual([true, false]);
});
