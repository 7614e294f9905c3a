import { expect, test } from 'vitest';

import { outcomeOf as decide } from '../../src/judge/outcome.ts';
import type { Policy } from '../../src/model/config.ts';
import type { BudgetRow, Verdict } from '../../src/model/verdict.ts';

const row = (verdict: Verdict, enforce: BudgetRow['enforce'] = 'block'): BudgetRow => ({
  route: 'product',
  condition: 'mobile',
  path: 'lcp',
  kind: 'max',
  limit: [],
  value: null,
  low: null,
  high: null,
  verdict,
  reason: 'unclear',
  enforce,
});
const outcomeOf = (rows: readonly BudgetRow[], policy: Policy) => decide(rows, policy, true);
const lenient = { onInconclusive: 'pass', onUnmeasured: 'pass', preExisting: 'warn' } as const;
const strict = { onInconclusive: 'block', onUnmeasured: 'block', preExisting: 'warn' } as const;

test('no budgets at all pass', () => {
  expect(outcomeOf([], strict)).toEqual({ verdict: 'pass', exitCode: 0 });
});

test('the worst of the blocking rows is the verdict', () => {
  expect(outcomeOf([row('pass'), row('waived'), row('inconclusive')], lenient).verdict).toBe('inconclusive');
  expect(outcomeOf([row('inconclusive'), row('unmeasured')], lenient).verdict).toBe('unmeasured');
  expect(outcomeOf([row('unmeasured'), row('fail')], lenient).verdict).toBe('fail');
  expect(outcomeOf([row('fail', 'warn'), row('pass')], lenient).verdict).toBe('pass');
});

test('a fail exits 1 whatever the policy', () => {
  expect(outcomeOf([row('unmeasured'), row('fail')], lenient).exitCode).toBe(1);
});

test('an inconclusive row that blocks exits 1 even where an unmeasured one is worse', () => {
  expect(outcomeOf([row('unmeasured'), row('inconclusive')], strict)).toEqual({ verdict: 'unmeasured', exitCode: 1 });
});

test('an unmeasured row exits 3 where it blocks', () => {
  expect(outcomeOf([row('unmeasured')], strict).exitCode).toBe(3);
  expect(outcomeOf([row('unmeasured')], lenient).exitCode).toBe(0);
});

test('waived and warning rows exit 0', () => {
  expect(outcomeOf([row('waived'), row('unmeasured', 'warn'), row('fail', 'warn')], strict)).toEqual({
    verdict: 'waived',
    exitCode: 0,
  });
});

test('a run of which shards are missing exits 1 where a budget is broken, else 3 whatever the policy', () => {
  expect(decide([row('fail'), row('unmeasured')], strict, 'shards-missing')).toEqual({ verdict: 'fail', exitCode: 1 });
  expect(decide([row('inconclusive')], strict, 'shards-missing')).toEqual({ verdict: 'unmeasured', exitCode: 1 });
  expect(decide([row('pass')], lenient, 'shards-missing')).toEqual({ verdict: 'unmeasured', exitCode: 3 });
  expect(decide([row('fail', 'warn')], lenient, 'shards-missing')).toEqual({ verdict: 'unmeasured', exitCode: 3 });
});

test('an interrupted run exits 1 where a blocking budget was broken by then, else 3, whatever its rows say', () => {
  expect(decide([row('pass')], lenient, false)).toEqual({ verdict: 'unmeasured', exitCode: 3 });
  expect(decide([row('inconclusive')], strict, false)).toEqual({ verdict: 'unmeasured', exitCode: 3 });
  expect(decide([row('fail', 'warn')], lenient, false)).toEqual({ verdict: 'unmeasured', exitCode: 3 });
  expect(decide([row('fail'), row('unmeasured')], strict, false)).toEqual({ verdict: 'fail', exitCode: 1 });
});
