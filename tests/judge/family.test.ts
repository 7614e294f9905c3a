import { expect, test } from 'vitest';

import { blockingNodes, familySize, neededBlocks } from '../../src/judge/family.ts';
import type { Route } from '../../src/model/route.ts';
import { budgetOf } from '../compare/campaigns.ts';

const max = { value: 2500, unit: 'ms' } as const;
const route = (name: string, conditions: readonly string[], budgets: Route['budgets']): Route => ({
  name,
  path: '/',
  conditions,
  interactions: [],
  budgets,
});

/** One route with so many blocking budgets. */
const routesOf = (count: number) => [
  route(
    'home',
    ['mobile'],
    Array.from({ length: count }, (_, index) => budgetOf(`lcp.part-${index}`, { max })),
  ),
];

test('a node counts once per route and condition, however many budgets it has', () => {
  const budgets = [
    budgetOf('lcp', { max, maxIncrease: [{ value: 5, unit: '%' }] }),
    budgetOf('lcp', { max, percentile: 90 }),
    budgetOf('lcp.ttfb', { max }),
    budgetOf('inp', { max, enforce: 'warn' }),
  ];
  expect(blockingNodes([route('home', ['mobile', 'desktop'], budgets), route('cart', ['mobile'], [])])).toEqual([
    { route: 'home', condition: 'mobile', path: 'lcp' },
    { route: 'home', condition: 'mobile', path: 'lcp.ttfb' },
    { route: 'home', condition: 'desktop', path: 'lcp' },
    { route: 'home', condition: 'desktop', path: 'lcp.ttfb' },
  ]);
});

test('the family has at least one member', () => {
  expect(familySize([])).toBe(1);
});

test('the blocks needed follow the number of blocking budgets', () => {
  expect([1, 2, 3, 12, 13, 77, 78].map((count) => neededBlocks(routesOf(count), 0.01))).toEqual([3, 3, 4, 4, 5, 5, 6]);
});

test('a budget that blocks and limits nothing is no comparison', () => {
  const budgets = [budgetOf('lcp', {}), budgetOf('inp', { maxIncrease: [{ value: 5, unit: '%' }] })];
  expect(blockingNodes([route('home', ['mobile'], budgets)]).map(({ path }) => path)).toEqual(['inp']);
});
