import { describe, expect, test } from 'vitest';

import { compareCampaign } from '../../src/compare/compare.ts';
import { familySize } from '../../src/judge/family.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { budgetOf, campaignOf } from '../compare/campaigns.ts';

/*
 * A run on unchanged code turns red with a probability of at most α, however it does so: stats/plan.ts says why. Here is
 * that all the ways of one comparison share its level; tests/stats/proof.test.ts has the second factor.
 */

/** A head whose visits have the metric in the blocks that `has` names, and always on base. */
const lacking = (has: (block: number) => boolean) =>
  campaignOf(
    ({ side, block, random }) => (side === 'head' && !has(block) ? {} : { lcp: leaf('lcp', 1000 + 20 * random()) }),
    { blocks: 15, seed: 'lacking' },
  );

/** The level of "slower at all" at the look that decided. */
function levelOf(campaign: Campaign, rule: DecisionRule): number | undefined {
  const { lcp } = compareCampaign(campaign, [], rule);
  return lcp.status === 'measured' ? lcp.decision?.thresholds.zero : undefined;
}

describe('where visits lack a metric', () => {
  const looks: DecisionRule = { plan: { kind: 'looks', maxBlocks: 15 }, alpha: 0.1, comparisons: 2 };
  // Clearing takes no longer than the first look with a level, where the tolerance is small for the noise.
  const tolerance = [budgetOf('lcp', { maxIncrease: [{ value: 0, unit: 'ms' }] })];
  const zeroAt = (campaign: Campaign, rule: DecisionRule) => {
    const { lcp } = compareCampaign(campaign, tolerance, rule);
    return lcp.status === 'measured' ? { blocks: lcp.decision?.blocks, zero: lcp.decision?.thresholds.zero } : null;
  };

  test('the looks after that share their level with the test of the loss, those before have it alone', () => {
    const whole = zeroAt(
      lacking(() => true),
      looks,
    );
    const late = zeroAt(
      lacking((block) => block !== 14),
      looks,
    );
    const early = zeroAt(
      lacking((block) => block !== 1),
      looks,
    );
    expect(whole).toEqual({ blocks: 15, zero: expect.closeTo(0.01, 12) as number });
    // Fourteen measured blocks: the look at eleven was the last, before the loss.
    expect(late).toEqual({ blocks: 11, zero: expect.closeTo(0.01, 12) as number });
    expect(early).toEqual({ blocks: 11, zero: expect.closeTo(0.005, 12) as number });
    expect(
      zeroAt(
        lacking((block) => block !== 1),
        { ...looks, version: 1 },
      )?.zero,
    ).toBeCloseTo(0.01, 12);
  });

  test('a single look shares it wherever the loss was', () => {
    const fixed: DecisionRule = { plan: { kind: 'fixed', blocks: 15 }, alpha: 0.01, comparisons: 2 };
    expect(
      levelOf(
        lacking(() => true),
        fixed,
      ),
    ).toBeCloseTo(0.005, 12);
    expect(
      levelOf(
        lacking((block) => block !== 14),
        fixed,
      ),
    ).toBeCloseTo(0.0025, 12);
  });

  test('the test of the loss has the other half', () => {
    const half = campaignOf(
      ({ side, block, random }) => (side === 'head' && block < 3 ? {} : { lcp: leaf('lcp', 1000 + random()) }),
      { blocks: 6 },
    );
    const rule = { plan: { kind: 'fixed', blocks: 6 }, comparisons: 1 } as const;
    const statusAt = (alpha: number, version: 1 | 2) =>
      compareCampaign(half, [], { ...rule, alpha, version }).lcp.status;
    // Head lacks it in three of six blocks, and base in none: 6⁻³ is 0.463 %.
    expect([0.0092, 0.0093].map((alpha) => statusAt(alpha, 2))).toEqual(['measured', 'missing']);
    expect([0.0046, 0.0047].map((alpha) => statusAt(alpha, 1))).toEqual(['measured', 'missing']);
  });

  test('a head that lost it in every visit of a single look is told at the fewest blocks that a red takes', () => {
    const lost = campaignOf(({ side, random }) => (side === 'head' ? {} : { lcp: leaf('lcp', 1000 + random()) }), {
      blocks: 3,
    });
    const rule = { plan: { kind: 'fixed', blocks: 3 }, comparisons: 1 } as const;
    const onHead = (alpha: number) => compareCampaign(lost, [], { ...rule, alpha }).lcp;
    // 6⁻³ is 0.46 %: all of the level, because there are no values that could turn red as well.
    expect(onHead(0.005)).toMatchObject({ status: 'missing', onHead: true });
    expect(onHead(0.004)).toMatchObject({ status: 'missing', onHead: false });
  });
});

test('a node whose increase is compared in units of the control page and whose SLO is not counts twice', () => {
  const both = budgetOf('lcp', { max: { value: 500, unit: 'ms' }, maxIncrease: [{ value: 50, unit: 'ms' }] });
  const cls = budgetOf('cls', { max: { value: 1, unit: 'score' }, maxIncrease: [{ value: 0.1, unit: 'score' }] });
  const routes = [{ name: 'product', path: '/', conditions: ['mobile', 'desktop'], budgets: [both, cls] }];
  expect([familySize(routes), familySize(routes, true)]).toEqual([4, 6]);
  const warning = [
    {
      ...routes[0],
      name: 'cart',
      path: '/',
      conditions: ['mobile'],
      budgets: [{ ...both, enforce: 'warn' as const }, cls],
    },
  ];
  expect([familySize(warning), familySize(warning, true)]).toEqual([1, 1]);
});
