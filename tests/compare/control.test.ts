import { expect, test } from 'vitest';

import { compareCampaign } from '../../src/compare/compare.ts';
import { compareHosts } from '../../src/compare/control.ts';
import { judge } from '../../src/judge/judge.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';
import type { Block, Campaign } from '../../src/model/campaign.ts';
import type { Side } from '../../src/model/deploy.ts';
import { about, budgetOf, campaignOf, lcpOf } from '../compare/campaigns.ts';

/** Head's host is slower by `host`; the change itself adds `change` to the route alone. Both as factors. */
function remote({ host = 1, change = 1, blocks = 12 }: { host?: number; change?: number; blocks?: number }): Campaign {
  const factor = (side: Side): number => (side === 'head' ? host : 1);
  const route = campaignOf(
    ({ side, random }) => ({
      lcp: sumOf('lcp', [leaf('ttfb', about(1200, random) * factor(side) * (side === 'head' ? change : 1))]),
    }),
    { blocks, seed: 'route' },
  );
  const control = campaignOf(({ side, random }) => ({ lcp: leaf('lcp', about(600, random) * factor(side)) }), {
    blocks,
    seed: 'route',
  });
  return { ...route, blocks: route.blocks.map((block, index) => beside(block, control.blocks[index])) };
}

function beside(block: Block, control: Block | undefined): Block {
  return {
    visits: block.visits.map((visit, index) => ({ ...visit, control: control?.visits[index]?.outcome ?? null })),
  };
}

function judged(campaign: Campaign, adjustsByControl: boolean) {
  const budgets = [budgetOf('lcp', { maxIncrease: [{ value: 5, unit: '%' }] })];
  return judge(
    {
      routes: [{ name: 'product', path: '/', conditions: ['mobile'], budgets }],
      policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
      plan: { kind: 'fixed', blocks: 12 },
      alpha: 0.01,
      adjustsByControl,
    },
    [campaign],
  ).rows[0];
}

const hostsOf = ({ blocks, hasBase }: Campaign) => compareHosts(blocks, hasBase);

/** The same with the control page's LCP gone from one visit of these blocks. */
function withoutControl(campaign: Campaign, ...indices: readonly number[]): Campaign {
  return {
    ...campaign,
    blocks: campaign.blocks.map((block, index) => (indices.includes(index) ? lost(block) : block)),
  };
}

function lost(block: Block): Block {
  const lcp = { status: 'unmeasured', reason: 'no-lcp' } as const;
  return {
    visits: block.visits.map((visit, position) =>
      position !== 2 || visit.control === null
        ? visit
        : { ...visit, control: { ...visit.control, readings: { ...visit.control.readings, lcp } } },
    ),
  };
}

test('the guard says whether the hosts are alike, and nothing where no control page was visited', () => {
  expect(hostsOf(remote({}))).toBe('alike');
  expect(hostsOf(remote({ host: 1.15 }))).toBe('differ');
  expect(hostsOf(remote({ host: 0.87 }))).toBe('differ');
  expect(hostsOf(campaignOf(({ random }) => ({ lcp: lcpOf(random) })))).toBe('not-compared');
});

test('a slower host is not blamed on the change', () => {
  expect(judged(remote({ host: 1.15 }), false)).toMatchObject({ verdict: 'inconclusive', reason: 'hosts-differ' });
});

test('a regression on equal hosts is found', () => {
  expect(judged(remote({ change: 1.15 }), false)).toMatchObject({ verdict: 'fail', reason: 'worse' });
});

test('difference in differences takes the host out, and leaves the change in', () => {
  expect(judged(remote({ host: 1.15 }), true)).toMatchObject({ verdict: 'pass' });
  expect(judged(remote({ host: 1.15, change: 1.15 }), true)).toMatchObject({ verdict: 'fail', reason: 'worse' });
});

test('what is taken out keeps the sums and the size of the numbers', () => {
  const rule = { plan: { kind: 'fixed', blocks: 12 }, alpha: 0.01, comparisons: 1, adjustsByControl: true } as const;
  const result = compareCampaign(remote({ host: 1.15 }), [], rule).lcp;
  if (result.status !== 'measured') throw new Error('nothing was measured');
  const { difference, head } = result.comparison;
  expect(head.parts.reduce((sum, part) => sum + part.value, 0)).toBeCloseTo(head.value, 9);
  expect(Math.abs(difference?.value ?? NaN)).toBeLessThan(30);
  expect(head.value).toBeGreaterThan(1200);
  expect(head.value).toBeLessThan(1400);
});

test('a control page without LCP costs its block, not the guard', () => {
  const campaign = withoutControl(remote({ host: 1.15 }), 0);
  expect(hostsOf(campaign)).toBe('differ');
  expect(judged(campaign, false)).toMatchObject({ verdict: 'inconclusive', reason: 'hosts-differ' });
  expect(judged(campaign, true)).toMatchObject({ verdict: 'pass' });
});

test('a control page that is hardly ever measured leaves nothing to say about the hosts', () => {
  const campaign = withoutControl(remote({ host: 1.15 }), ...Array.from({ length: 10 }, (_, index) => index));
  expect(hostsOf(campaign)).toBe('unknown');
  expect(judged(campaign, false)).toMatchObject({ verdict: 'inconclusive', reason: 'hosts-unknown' });
});

test('where hosts differ no effect is claimed', () => {
  const rules = {
    routes: [{ name: 'product', path: '/', conditions: ['mobile'], budgets: [] }],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    plan: { kind: 'fixed', blocks: 12 },
    alpha: 0.01,
  } as const;
  expect(judge(rules, [remote({ host: 0.8 })]).comparisons[0]?.effect).toBe('unclear');
  expect(judge(rules, [remote({ change: 0.8 })]).comparisons[0]?.effect).toBe('better');
});

test('an SLO holds what was measured, not what it is in units of the control page', () => {
  const budgets = [budgetOf('lcp', { max: { value: 1300, unit: 'ms' } })];
  const { rows } = judge(
    {
      routes: [{ name: 'product', path: '/', conditions: ['mobile'], budgets }],
      policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
      plan: { kind: 'fixed', blocks: 12 },
      alpha: 0.01,
      adjustsByControl: true,
    },
    [remote({ host: 1.5 })],
  );
  expect(rows[0]?.value).toBeGreaterThan(1600);
});
