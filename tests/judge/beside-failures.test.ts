import { describe, expect, test } from 'vitest';

import { judge } from '../../src/judge/judge.ts';
import { leaf } from '../../src/model/breakdown.ts';
import type { Budget } from '../../src/model/budget.ts';
import type { FirstAttempt, Stop } from '../../src/model/campaign.ts';
import { budgetOf, campaignOf } from '../compare/campaigns.ts';

const lcp = budgetOf('lcp', { maxIncrease: [{ value: 50, unit: 'ms' }] });
const near = budgetOf('lcp', { max: { value: 1025, unit: 'ms' } });
const warn = { ...lcp, enforce: 'warn' } as const;

/** Five blocks of which the first attempts at so many visits to head failed, and no other. */
function attempts(failed: number): FirstAttempt[][] {
  return [0, 1, 2, 3, 4].map((block) => [
    { side: 'base', failed: false },
    { side: 'head', failed: block < failed },
    { side: 'head', failed: block + 5 < failed },
    { side: 'base', failed: false },
  ]);
}

function judged(budget: Budget, failed: number, stopped: Stop | null, slowerMs = 0) {
  const over = { firstAttempts: attempts(failed), stopped, seed: 'beside' };
  const campaign = campaignOf(
    ({ side, random }) => ({ lcp: leaf('lcp', 1000 + 60 * (random() - 0.5) + (side === 'head' ? slowerMs : 0)) }),
    over,
  );
  const { campaigns } = judge(
    {
      routes: [{ name: 'product', path: '/', conditions: ['mobile'], budgets: [budget] }],
      policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
      plan: { kind: 'looks', maxBlocks: 15 },
      alpha: 0.01,
    },
    [campaign],
  );
  const finding = campaigns[0]?.findings[0]?.finding;
  if (finding === undefined) throw new Error('nothing was judged');
  return finding;
}

const said = (...asked: Parameters<typeof judged>) => {
  const { verdict, reason, open } = judged(...asked);
  return [verdict, reason, open];
};

describe('beside failed visits to head that are neither many nor few', () => {
  test('no budget is cleared while later blocks can tell', () => {
    expect(said(lcp, 3, null)).toEqual(['inconclusive', 'flaky-on-head', true]);
    expect(said(lcp, 0, null)).toEqual(['pass', 'within-tolerance', false]);
  });

  test('nor at the end, when there are no later ones', () => {
    expect(said(lcp, 3, 'maximum')).toEqual(['inconclusive', 'flaky-on-head', false]);
  });

  test('what the time cut off was not measured to its end, whether it looked kept or close; its numbers stay', () => {
    expect(said(lcp, 3, 'time')).toEqual(['unmeasured', 'out-of-time', false]);
    expect(said(near, 3, 'time')).toEqual(['unmeasured', 'out-of-time', false]);
    expect(judged(lcp, 3, 'time').value).toBe(judged(lcp, 0, 'time').value);
    expect(said(lcp, 0, 'time')).toEqual(['pass', 'within-tolerance', false]);
  });

  test('a red that the time cut off still waits for its fresh blocks', () => {
    expect(said(lcp, 3, 'time', 400)).toEqual(['unmeasured', 'unconfirmed', false]);
  });

  test('a red is open because fresh blocks may refuse it; a warning is done with', () => {
    expect(said(lcp, 3, null, 400).at(-1)).toBe(true);
    expect(said(warn, 3, null, 400)).toEqual(['fail', 'worse', false]);
    expect(said(warn, 3, null)).toEqual(['inconclusive', 'flaky-on-head', true]);
  });
});
