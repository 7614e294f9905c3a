import { describe, expect, test } from 'vitest';

import { judge, type Rules } from '../../src/judge/judge.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Campaign, Confirmation } from '../../src/model/campaign.ts';
import type { Side } from '../../src/model/deploy.ts';
import { budgetOf, campaignOf, lcpOf, type Readings, type VisitContext } from '../compare/campaigns.ts';

const lcp = budgetOf('lcp', {
  maxIncrease: [
    { value: 5, unit: '%' },
    { value: 50, unit: 'ms' },
  ],
});
const render = budgetOf('lcp.element-render-delay', { maxIncrease: [{ value: 20, unit: 'ms' }] });

function judged(campaign: Campaign, over: Partial<Rules> = {}) {
  const route = { name: 'product', path: '/p/42', conditions: ['mobile'], budgets: [lcp, render] };
  const rules: Rules = {
    routes: [route],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    plan: { kind: 'looks', maxBlocks: 15 },
    alpha: 0.01,
    ...over,
  };
  const judgement = judge(rules, [campaign]);
  const [only] = judgement.campaigns;
  if (only === undefined) throw new Error('nothing was judged');
  return { ...judgement, only, row: judgement.rows[0], comparison: judgement.comparisons[0] };
}

const slower =
  (extraMs: number) =>
  ({ side, random }: VisitContext): Readings => ({
    lcp: lcpOf(random, { load: side === 'head' ? 900 + extraMs : 900 }),
  });
const fresh = (extraMs: number, blocks = 4) => ({
  blocks: campaignOf(slower(extraMs), { blocks, seed: 'fresh' }).blocks,
  firstAttempts: [],
  unmeasurable: null,
});
const red = (over: Partial<Omit<Campaign, 'blocks'>> = {}) => campaignOf(slower(300), { blocks: 8, ...over });

/** Slower from the fourth block on. */
const turning = ({ side, random, block }: VisitContext): Readings => ({
  lcp: leaf('lcp', 1000 + 20 * random() + (side === 'head' && block >= 3 ? 400 : 0)),
});
const losing = ({ side, random }: VisitContext): Readings => ({ lcp: side === 'head' ? 'no paint' : lcpOf(random) });

test('a red on planned looks waits for fresh blocks: without them it is not measured to the end, and never passes', () => {
  const { row, only, exitCode } = judged(red());
  expect(row).toMatchObject({ verdict: 'unmeasured', reason: 'unconfirmed' });
  expect(only.needsConfirmation).toBe(true);
  expect(exitCode).toBe(3);
});

test('fresh blocks that agree make it block, with their numbers alone', () => {
  const { row, comparison, only, exitCode } = judged(red({ confirmation: fresh(200) }));
  expect(row).toMatchObject({ verdict: 'fail', reason: 'worse', value: comparison?.difference?.value });
  expect(comparison?.difference?.value).toBeGreaterThan(180);
  expect(comparison?.difference?.value).toBeLessThan(220);
  expect(comparison?.effect).toBe('worse');
  expect(only).toMatchObject({ needsConfirmation: false, confirmed: ['lcp'] });
  expect(exitCode).toBe(1);
});

test('fresh blocks that disagree leave it inconclusive, with the story in its reason and no effect', () => {
  const { row, comparison, only, verdict } = judged(red({ confirmation: fresh(-100, 8) }));
  expect(row).toMatchObject({ verdict: 'inconclusive', reason: 'not-confirmed' });
  expect(row?.value).toBeGreaterThan(250);
  expect(comparison?.effect).toBe('unclear');
  expect(only).toMatchObject({ needsConfirmation: false, confirmed: [] });
  expect(verdict).toBe('inconclusive');
});

test('fresh blocks that could not be made confirm nothing, and are not asked for again', () => {
  const { row, only } = judged(red({ confirmation: fresh(300, 2) }));
  expect(row).toMatchObject({ verdict: 'unmeasured', reason: 'unconfirmed' });
  expect(only.needsConfirmation).toBe(false);
});

test('a fixed number of blocks is one look at the full level and needs no confirmation', () => {
  const { row } = judged(campaignOf(slower(300), { blocks: 5 }), { plan: { kind: 'fixed', blocks: 5 } });
  expect(row).toMatchObject({ verdict: 'fail', reason: 'worse' });
});

test('a budget that only warns is red without fresh blocks', () => {
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets: [{ ...lcp, enforce: 'warn' as const }] };
  const { row, only } = judged(red(), { routes: [route] });
  expect(row).toMatchObject({ verdict: 'fail', enforce: 'warn' });
  expect(only.needsConfirmation).toBe(false);
});

test('being over an SLO and worse than base waits for fresh blocks as well', () => {
  const slo = budgetOf('lcp', { max: { value: 1000, unit: 'ms' } });
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets: [slo] };
  expect(judged(red(), { routes: [route] }).row).toMatchObject({ reason: 'unconfirmed' });
  const confirmed = judged(red({ confirmation: fresh(300) }), { routes: [route] });
  expect(confirmed.row).toMatchObject({ verdict: 'fail', reason: 'over' });
});

test('the looks freeze: what a later block says does not undo a decided comparison', () => {
  const { only } = judged(campaignOf(turning, { blocks: 15 }));
  expect(only.findings[0]?.finding.decision).toMatchObject({ verdict: 'same', blocks: 3 });
});

test('an SLO that the fresh visits keep is not confirmed to be broken', () => {
  const slo = budgetOf('lcp', { max: { value: 1700, unit: 'ms' } });
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets: [slo] };
  const over = campaignOf(slower(900), { blocks: 8, confirmation: fresh(100) });
  expect(judged(over, { routes: [route] }).row).toMatchObject({ verdict: 'inconclusive', reason: 'not-confirmed' });
});

test('being far over an SLO is open until a look that can tell it from being so on base', () => {
  const slo = budgetOf('lcp', { max: { value: 1000, unit: 'ms' } });
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets: [slo] };
  const after = (blocks: number, load: number) =>
    judged(campaignOf(load === 0 ? slower(0) : slower(load), { blocks }), { routes: [route] }).only.findings[0]
      ?.finding;
  expect(after(3, 900)).toMatchObject({ reason: 'pre-existing', open: true });
  expect(after(5, 900)).toMatchObject({ reason: 'unconfirmed', open: false });
  expect(after(5, 0)).toMatchObject({ reason: 'pre-existing', open: false });
});

test('a metric that head lost is open until it can be told, fails, and must be lost in fresh blocks too', () => {
  const after = (blocks: number, over: Partial<Omit<Campaign, 'blocks'>> = {}) =>
    judged(campaignOf(losing, { blocks, ...over }));
  expect(after(3).only.findings[0]?.finding).toMatchObject({ verdict: 'unmeasured', open: true });
  expect(after(5).row).toMatchObject({ verdict: 'fail', reason: 'not-measurable-on-head' });
  const attempted = Array.from({ length: 5 }, () =>
    (['base', 'head', 'head', 'base'] as const).map((side) => ({ side, failed: false })),
  );
  expect(after(5, { firstAttempts: attempted }).only.needsConfirmation).toBe(true);
  const lost = { ...fresh(0), blocks: campaignOf(losing, { blocks: 4 }).blocks };
  expect(after(5, { firstAttempts: attempted, confirmation: lost }).row).toMatchObject({ verdict: 'fail' });
  expect(after(5, { firstAttempts: attempted, confirmation: fresh(0) }).row).toMatchObject({ reason: 'unconfirmed' });
  expect(after(5, { firstAttempts: attempted, confirmation: fresh(0, 8) }).row).toMatchObject({
    reason: 'not-confirmed',
  });
});

const failuresIn = (perBlock: readonly number[]) =>
  perBlock.map((failed) =>
    (['base', 'head', 'head', 'base'] as const).map((side, at) => ({
      side,
      failed: at === 1 ? failed > 0 : at === 2 && failed > 1,
    })),
  );

const evidence = (campaign: Campaign, over: Partial<Rules> = {}) => judged(campaign, over).row?.evidence;

describe('a row says', () => {
  const warning = {
    name: 'product',
    path: '/',
    conditions: ['mobile'],
    budgets: [{ ...lcp, enforce: 'warn' as const }],
  };

  test('that a red is suspected until fresh blocks confirm it, and stays so where they do not', () => {
    expect(evidence(red())).toBe('suspected');
    expect(evidence(red({ confirmation: fresh(-100, 8) }))).toBe('suspected');
    expect(evidence(red({ confirmation: fresh(300, 2) }))).toBe('suspected');
    expect(evidence(red({ confirmation: fresh(200) }))).toBe('confirmed');
    expect(evidence(campaignOf(losing, { blocks: 5, firstAttempts: failuresIn([0, 0, 0, 0, 0]) }))).toBe('suspected');
  });

  test('that a red which only warns is suspected, because it is never confirmed', () => {
    expect(evidence(red(), { routes: [warning] })).toBe('suspected');
  });

  test('nothing of what no look calls worse, of a single look, and of a head that cannot be visited', () => {
    expect(evidence(campaignOf(slower(0), { blocks: 8 }))).toBeNull();
    expect(evidence(campaignOf(slower(300), { blocks: 5 }), { plan: { kind: 'fixed', blocks: 5 } })).toBeNull();
    const gone = { sides: ['head' as const], code: 'connection-failed', reason: 'refused' };
    expect(evidence(campaignOf(slower(0), { blocks: 0, unmeasurable: gone, stopped: 'unmeasurable' }))).toBeNull();
  });
});

/** Fresh blocks that ended early: why, and how many first attempts at the sides failed in each block that was begun. */
const ended = (
  sides: readonly Side[],
  blocks: number,
  begun: number,
  failing: Partial<Record<Side, boolean>> = {},
) => ({
  ...fresh(300, blocks),
  firstAttempts: Array.from({ length: begun }, () =>
    (['base', 'head', 'head', 'base'] as const).map((side) => ({ side, failed: failing[side] ?? false })),
  ),
  unmeasurable: { sides: [...sides], code: 'connection-failed', reason: 'refused' },
});

test.each<[string, Confirmation, object]>([
  ['head is gone at the first visit', ended(['head'], 0, 0), { verdict: 'fail', reason: 'not-measurable-on-head' }],
  [
    'head goes in the middle of them',
    ended(['head'], 1, 5, { head: true }),
    { verdict: 'fail', reason: 'not-measurable-on-head' },
  ],
  ['head fails only at times', ended(['head'], 1, 5), { verdict: 'unmeasured', reason: 'unconfirmed' }],
  ['base is gone', ended(['base'], 0, 0), { verdict: 'unmeasured', reason: 'unconfirmed' }],
  ['Chrome is gone, which says nothing of head', ended(['base', 'head'], 0, 0), { verdict: 'unmeasured' }],
  ['there are enough already', ended(['base'], 4, 8, { base: true }), { verdict: 'fail', reason: 'worse' }],
])('where fresh blocks end early because %s', (_, confirmation, expected) => {
  const { row, exitCode } = judged(red({ confirmation }));
  expect(row).toMatchObject(expected);
  expect(exitCode).toBe(row?.verdict === 'fail' ? 1 : 3);
});

const verdictAfter = (begun: number) =>
  judged(red({ confirmation: ended(['head'], 0, begun, { head: true }) })).row?.verdict;

test('a head that fails in every fresh visit is broken after as few blocks as can tell, and not before', () => {
  expect([verdictAfter(3), verdictAfter(4)]).toEqual(['unmeasured', 'fail']);
});

/** As fast as base in four blocks, slower in all later ones. */
const late = ({ side, random, block }: VisitContext): Readings => ({
  lcp: leaf('lcp', 1000 + 20 * random() + (side === 'head' && block >= 4 ? 400 : 0)),
});

const lateIn = (blocks: number) => ({ ...fresh(0), blocks: campaignOf(late, { blocks, seed: 'late' }).blocks });

const lateReason = (blocks: number, version: 1 | 2) =>
  judged(red({ confirmation: lateIn(blocks) }), { version }).row?.reason;

test('blocks beyond a look do not help it to agree', () => {
  expect([4, 7, 8].map((blocks) => lateReason(blocks, 2))).toEqual(['unconfirmed', 'unconfirmed', 'worse']);
  expect([7, 8].map((blocks) => lateReason(blocks, 1))).toEqual(['unconfirmed', 'worse']);
});

const lost = (fails: readonly number[]) => {
  const confirmation = { ...fresh(0), firstAttempts: failuresIn(fails) };
  return judged(campaignOf(slower(0), { blocks: 5, firstAttempts: failuresIn([2, 2, 2, 2, 2]), confirmation }));
};

describe('a head whose first attempts failed beyond chance', () => {
  test('is broken where they fail in the fresh blocks too', () => {
    const { row, only } = lost([2, 2, 2, 2]);
    expect(row).toMatchObject({ verdict: 'fail', reason: 'not-measurable-on-head' });
    expect(only.findings[0]?.finding.confirmation).toBe('agreed');
    expect(only.confirmed).toEqual([]);
  });

  test('is not cleared where some of them still do', () => {
    const { row, only } = lost([1, 0, 0, 0, 0, 0, 0, 0, ...Array.from({ length: 8 }, () => 0)]);
    expect(row).toMatchObject({ verdict: 'unmeasured', reason: 'not-measurable-on-head' });
    expect(only.findings[0]?.finding.confirmation).toBe('refused');
  });

  test('is not confirmed to be broken where none does any more', () => {
    expect(lost([0, 0, 0, 0]).row).toMatchObject({ verdict: 'unmeasured', reason: 'unconfirmed' });
    expect(lost([0, 0, 0, 0, 0, 0, 0, 0]).row).toMatchObject({ verdict: 'inconclusive', reason: 'not-confirmed' });
  });
});

describe('each red is proven by what it is about', () => {
  const clean = failuresIn([0, 0, 0, 0, 0]);
  const lostRed = (confirmation: Confirmation, version: 1 | 2) =>
    judged(campaignOf(losing, { blocks: 5, firstAttempts: clean, confirmation }), { version }).row?.evidence;
  const failingRed = (confirmation: Confirmation, version: 1 | 2) =>
    judged(campaignOf(slower(0), { blocks: 5, firstAttempts: failuresIn([2, 2, 2, 2, 2]), confirmation }), { version })
      .row?.evidence;
  const failingFresh = { ...fresh(0), firstAttempts: failuresIn([2, 2, 2, 2]) };
  const losingFresh = {
    ...fresh(0),
    blocks: campaignOf(losing, { blocks: 4 }).blocks,
    firstAttempts: failuresIn([0, 0, 0, 0]),
  };

  test('a lost metric by its loss, failures by failures', () => {
    expect([lostRed(losingFresh, 2), failingRed(failingFresh, 2)]).toEqual(['confirmed', 'confirmed']);
    expect([lostRed(failingFresh, 2), failingRed(losingFresh, 2)]).toEqual(['suspected', 'suspected']);
  });

  test('in version 1 by either', () => {
    expect([lostRed(failingFresh, 1), failingRed(losingFresh, 1)]).toEqual(['confirmed', 'confirmed']);
  });
});

/** Fresh blocks of a head that is a little slower; no look at four, eight or twelve sees it. One visit lacks the metric. */
const barely = (blocks: number) =>
  campaignOf(
    ({ side, random, block }: VisitContext): Readings =>
      block === 0 && side === 'base'
        ? { lcp: 'no paint' }
        : { lcp: leaf('lcp', 1000 + 20 * random() + (side === 'head' ? 6 : 0)) },
    { blocks, seed: 'e' },
  ).blocks;

test('the last look is at the fresh blocks that have the metric, if all were made', () => {
  const { row } = judged(red({ confirmation: { ...fresh(0), blocks: barely(16) } }));
  expect(row).toMatchObject({ verdict: 'fail', evidence: 'confirmed' });
  const { row: cut } = judged(red({ confirmation: { ...fresh(0), blocks: barely(15) } }));
  expect(cut).toMatchObject({ reason: 'unconfirmed', evidence: 'suspected' });
});
