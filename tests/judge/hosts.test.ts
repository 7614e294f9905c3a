import { describe, expect, test } from 'vitest';

import { judge, type Rules } from '../../src/judge/judge.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import { seededRandom } from '../../src/stats/random.ts';
import { about, budgetOf, campaignOf, lcpOf, outcomeOf } from '../compare/campaigns.ts';

const ms = (value: number) => ({ value, unit: 'ms' }) as const;
const lcp = budgetOf('lcp', { maxIncrease: [{ value: 5, unit: '%' }, ms(50)] });
const cls = budgetOf('cls', { maxIncrease: [{ value: 0.02, unit: 'score' }] });
const within = budgetOf('lcp', { max: ms(3000) });
const over = budgetOf('lcp', { max: ms(1000) });
const near = budgetOf('lcp', { max: ms(1290) });

/** How much slower head's host serves the control page, and after how many blocks that page is no longer visited. */
interface Hosts {
  readonly factor: number;
  readonly visited?: number;
}

/** A campaign of eight blocks whose head is so much later and shifts by so much, beside visits of the control page. */
function campaignOn({ factor, visited = 8 }: Hosts, slowerMs: number, shift = 0): Campaign {
  const plain = campaignOf(
    ({ side, random }) => ({
      lcp: lcpOf(random, { load: 900 + (side === 'head' ? slowerMs : 0) }),
      cls: leaf('cls', side === 'head' ? shift : 0),
    }),
    { blocks: 8 },
  );
  const random = seededRandom('control');
  const blocks = plain.blocks.map(({ visits }, block) => ({
    visits: visits.map((visit) => {
      const control = leaf('lcp', about(visit.side === 'head' ? 500 * factor : 500, random));
      return { ...visit, control: block < visited ? outcomeOf({ lcp: control }) : null };
    }),
  }));
  return { ...plain, blocks };
}

function judged(campaign: Campaign, budgets: readonly Budget[], rules: Partial<Rules> = {}) {
  const { rows, comparisons, campaigns } = judge(
    {
      routes: [{ name: 'product', path: '/p/42', conditions: ['mobile'], budgets }],
      policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
      plan: { kind: 'fixed', blocks: 8 },
      alpha: 0.01,
      ...rules,
    },
    [campaign],
  );
  return { found: rows.map(({ verdict, reason }) => [verdict, reason]), comparisons, hosts: campaigns[0]?.hosts };
}

describe('hosts that serve the control page alike', () => {
  test('leave every verdict as it is', () => {
    const { found, hosts } = judged(campaignOn({ factor: 1 }, 300), [lcp, over, cls]);
    expect(hosts).toBe('alike');
    expect(found).toEqual([
      ['fail', 'worse'],
      ['fail', 'over'],
      ['pass', 'within-tolerance'],
    ]);
  });
});

describe.each([
  ['that differ', { factor: 1.3 }, 'differ', 'hosts-differ'],
  ['of which too little is known', { factor: 1, visited: 2 }, 'unknown', 'hosts-unknown'],
] as const)('hosts %s', (_, hosts, standing, reason) => {
  test('leave no comparison of them standing, red or green', () => {
    const red = judged(campaignOn(hosts, 300, 0.3), [lcp, cls]);
    expect(red.hosts).toBe(standing);
    expect(red.found).toEqual([
      ['inconclusive', reason],
      ['inconclusive', reason],
    ]);
    expect(judged(campaignOn(hosts, 0), [lcp]).found).toEqual([['inconclusive', reason]]);
  });

  test('leave the effect unclear that the report shows', () => {
    expect(judged(campaignOn(hosts, 300), [lcp]).comparisons[0]?.effect).toBe('unclear');
    expect(judged(campaignOn({ factor: 1 }, 300), [lcp]).comparisons[0]?.effect).toBe('worse');
  });

  test('do not matter to an SLO that is kept or at risk, but to one that only head breaks', () => {
    expect(judged(campaignOn(hosts, 0), [within, near]).found).toEqual([
      ['pass', 'under'],
      ['inconclusive', 'at-risk'],
    ]);
    expect(judged(campaignOn(hosts, 300), [over]).found).toEqual([['inconclusive', reason]]);
  });

  test('say nothing of a part that no visit has', () => {
    const unseen = budgetOf('lcp.nothing', { maxIncrease: [ms(50)] });
    expect(judged(campaignOn(hosts, 0), [unseen]).found).toEqual([['unmeasured', 'not-seen']]);
  });
});

describe('where LCP is compared in units of the control page', () => {
  const rules = { adjustsByControl: true };

  test('hosts that differ do not keep it from being judged: the difference is taken out', () => {
    const { found, comparisons, hosts } = judged(campaignOn({ factor: 1.3 }, 800), [lcp], rules);
    expect(hosts).toBe('differ');
    expect(found).toEqual([['fail', 'worse']]);
    expect(comparisons[0]?.effect).toBe('worse');
  });

  test('they do keep a layout shift from being judged, and an SLO that holds the page as it was served', () => {
    const campaign = campaignOn({ factor: 1.3 }, 800, 0.3);
    expect(judged(campaign, [cls, over], rules).found).toEqual([
      ['inconclusive', 'hosts-differ'],
      ['inconclusive', 'hosts-differ'],
    ]);
  });
});
