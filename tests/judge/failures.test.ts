import { expect, test } from 'vitest';

import { judge } from '../../src/judge/judge.ts';
import type { Campaign, FirstAttempt } from '../../src/model/campaign.ts';
import type { Side } from '../../src/model/deploy.ts';
import { budgetOf, campaignOf, lcpOf } from '../compare/campaigns.ts';

const ORDER: readonly Side[] = ['base', 'head', 'head', 'base'];

/** So many blocks in each of which the first attempts at these positions failed. */
function attempts(blocks: number, ...failing: readonly number[]): FirstAttempt[][] {
  return Array.from({ length: blocks }, () =>
    ORDER.map((side, position) => ({ side, failed: failing.includes(position) })),
  );
}

function judged(over: Partial<Omit<Campaign, 'blocks'>>) {
  const budgets = [budgetOf('lcp', { maxIncrease: [{ value: 5, unit: '%' }] })];
  const { rows, exitCode } = judge(
    {
      routes: [{ name: 'product', path: '/', conditions: ['mobile'], budgets }],
      policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
      plan: { kind: 'fixed', blocks: 5 },
      alpha: 0.01,
    },
    [campaignOf(({ random }) => ({ lcp: lcpOf(random) }), over)],
  );
  return { ...rows[0], exitCode };
}

test('a head whose first attempts fail beyond chance fails, though every block was completed in the end', () => {
  expect(judged({ firstAttempts: attempts(5, 1, 2) })).toMatchObject({
    verdict: 'fail',
    reason: 'not-measurable-on-head',
    exitCode: 1,
  });
});

test('a failure now and then is nobody’s fault', () => {
  const firstAttempts = [...attempts(1, 1), ...attempts(4)];
  expect(judged({ firstAttempts })).toMatchObject({ verdict: 'pass', exitCode: 0 });
});

test('a quarter of failures on both sides cannot be measured, and never passes', () => {
  expect(judged({ firstAttempts: attempts(5, 0, 1) })).toMatchObject({
    verdict: 'unmeasured',
    reason: 'not-measurable',
    exitCode: 3,
  });
});

test('failures of base alone, which the next attempt made good, leave a baseline', () => {
  expect(judged({ firstAttempts: attempts(5, 0, 3) })).toMatchObject({ verdict: 'pass', exitCode: 0 });
});

test('how many failures are too many is asked when the campaign is over, not at its first look', () => {
  expect(judged({ firstAttempts: attempts(3, 0, 1), stopped: null })).toMatchObject({ verdict: 'pass' });
  expect(judged({ firstAttempts: attempts(3, 0, 1), stopped: 'decided' })).toMatchObject({ verdict: 'unmeasured' });
});

test('dropped blocks of a head that is measurable at times do not blame it without proof', () => {
  const unmeasurable = { sides: ['head' as const], code: 'timeout', reason: 'slow' };
  const firstAttempts = [...attempts(2, 1), ...attempts(2, 0)];
  expect(judged({ firstAttempts, unmeasurable })).toMatchObject({ verdict: 'unmeasured', exitCode: 3 });
});
