import { expect, test } from 'vitest';

import { spreadNotices } from '../../../src/report/words/machine-spread.ts';
import { budgetOf } from '../../compare/campaigns.ts';

const spread = { metrics: { lcp: 0.051, inp: 0.06, cls: 0.3 }, place: 'the branch vitals-gate-history', runs: 40 };
const routes = [
  {
    name: 'home',
    path: '/',
    conditions: ['mobile'],
    budgets: [
      budgetOf('lcp.ttfb', { max: { value: 800, unit: 'ms' } }),
      budgetOf('inp', { max: { value: 200, unit: 'ms' } }),
      budgetOf('cls', { maxIncrease: [{ value: 0.1, unit: 'score' }] }),
    ],
  },
];

test('what absolute budgets allow is said of the metrics that have one', () => {
  expect(spreadNotices(spread, routes)).toEqual([
    'Absolute budgets allow for the spread between machines: 5.1 % for LCP and 6 % for INP, as 40 runs of the history on the branch vitals-gate-history show (8 % by default).',
  ]);
});

test('nothing is said where nothing was learnt, or nothing is held to it', () => {
  expect(spreadNotices(null, routes)).toEqual([]);
  expect(spreadNotices({ ...spread, metrics: { fcp: 0.1 } }, routes)).toEqual([]);
});
