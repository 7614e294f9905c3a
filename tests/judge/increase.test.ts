import { expect, test } from 'vitest';

import { judgeOne, type Rules } from '../../src/judge/judge.ts';
import type { Budget } from '../../src/model/budget.ts';
import { budgetOf, campaignOf, lcpOf, type VisitContext } from '../compare/campaigns.ts';

const ms = (value: number) => ({ maxIncrease: [{ value, unit: 'ms' } as const] });
const tight = budgetOf('lcp', ms(50));
const wide = budgetOf('lcp', ms(900));
const load = budgetOf('lcp.resource-load-delay', ms(900));

const slower = ({ side, random }: VisitContext) => ({ lcp: lcpOf(random, { load: side === 'head' ? 1200 : 900 }) });

/** Five blocks of a head whose resource is loaded 300 ms later. */
function judged(budgets: readonly Budget[]) {
  const route = { name: 'product', path: '/', conditions: ['mobile'], budgets };
  const rules: Rules = {
    routes: [route],
    policy: { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' },
    plan: { kind: 'fixed', blocks: 5 },
    alpha: 0.01,
  };
  const { metrics, findings } = judgeOne(rules, route, campaignOf(slower, { blocks: 5 }));
  const lcp = metrics?.lcp;
  if (lcp?.status !== 'measured') throw new Error('LCP was not measured');
  return { lcp, decisions: findings.map(({ finding }) => finding.decision) };
}

test('a budget on a whole metric has the decision that labels the metric: it is made once', () => {
  const { lcp, decisions } = judged([tight]);
  expect(lcp.decision?.verdict).toBe('worse');
  expect(decisions).toEqual([lcp.decision]);
  expect(decisions[0]).toBe(lcp.decision);
});

test('a budget on a part has a decision of its own', () => {
  const { lcp, decisions } = judged([tight, load]);
  expect(decisions.map((decision) => decision?.verdict)).toEqual(['worse', 'same']);
  expect(decisions[0]).toBe(lcp.decision);
});

test('so has a second budget on the same metric, with its own tolerance', () => {
  const { lcp, decisions } = judged([tight, wide]);
  expect(decisions.map((decision) => decision?.verdict)).toEqual(['worse', 'same']);
  expect(decisions[0]).toBe(lcp.decision);
});

test('where only a part has a budget, the default tolerances label the metric', () => {
  const { lcp } = judged([load]);
  expect(lcp.decidedFor).toBeNull();
  expect(lcp.comparison.effect).toBe('worse');
});
