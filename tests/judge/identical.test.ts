import { describe, expect, test } from 'vitest';

import { judge } from '../../src/judge/judge.ts';
import type { Rules } from '../../src/judge/judge.ts';
import type { Campaign } from '../../src/model/campaign.ts';
import type { Policy } from '../../src/model/config.ts';
import { budgetOf, campaignOf, lcpOf } from '../compare/campaigns.ts';

const INCREASE = budgetOf('lcp', { maxIncrease: [{ value: 50, unit: 'ms' }] });
const SLO = budgetOf('inp', { max: { value: 200, unit: 'ms' } });

/** The campaign of a route that was visited to warm up, and not measured. */
const IDENTICAL: Campaign = {
  ...campaignOf(({ random }) => ({ lcp: lcpOf(random, { load: 900 }) }), { blocks: 0 }),
  stopped: 'identical-bytes',
  identity: { kind: 'identical', responses: 14, replay: null },
};

function judged(campaign: Campaign, policy: Partial<Policy> = {}) {
  const rules: Rules = {
    routes: [{ name: 'product', path: '/p', conditions: ['mobile'], budgets: [INCREASE, SLO] }],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn', ...policy },
    plan: { kind: 'looks', maxBlocks: 15 },
    alpha: 0.1,
  };
  const { verdict, exitCode, isMeasured, rows, comparisons } = judge(rules, [campaign]);
  const said = rows.map((row) => [row.path, row.verdict, row.reason, row.value]);
  return { verdict, exitCode, isMeasured, said, comparisons };
}

test('every budget of a route that serves identical bytes is kept, without a number, and the run counts as measured', () => {
  expect(judged(IDENTICAL)).toEqual({
    verdict: 'pass',
    exitCode: 0,
    isMeasured: true,
    said: [
      ['lcp', 'pass', 'identical-bytes', null],
      ['inp', 'pass', 'identical-bytes', null],
    ],
    comparisons: [],
  });
});

const reasons = (campaign: Campaign, policy: Partial<Policy> = {}) => {
  const { exitCode, said } = judged(campaign, policy);
  return [exitCode, ...said.map(([path, verdict, reason]) => `${path} ${verdict} ${reason}`)];
};

describe('nothing is kept', () => {
  test('where the policy that applies asks for a measurement', () => {
    const all = [3, 'lcp unmeasured not-measurable', 'inp unmeasured not-measurable'];
    expect(reasons(IDENTICAL, { measureIdentical: true })).toEqual(all);
  });

  test('of a budget that an unchanged head can break', () => {
    const slo = [3, 'lcp pass identical-bytes', 'inp unmeasured not-measurable'];
    expect(reasons(IDENTICAL, { preExisting: 'block' })).toEqual(slo);
  });

  test('where nothing says that the bytes are identical', () => {
    const because = { because: 'differs', url: '/app.js', side: null, what: 'body' } as const;
    for (const identity of [null, { kind: 'measured', ...because } as const])
      expect(reasons({ ...IDENTICAL, identity })[0]).toBe(3);
  });

  test('where it is not known what the deploys serve', () => {
    const unmeasurable = { sides: ['base', 'head'], code: 'deploy-changed', reason: 'It changed.' } as const;
    expect(reasons({ ...IDENTICAL, unmeasurable: { ...unmeasurable, sides: ['base', 'head'] } })[0]).toBe(3);
  });
});
