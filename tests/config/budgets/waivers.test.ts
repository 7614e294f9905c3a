import { costWaiverNotices } from '../../../src/config/budgets/waiver-warnings.ts';
import { describe, expect, test } from 'vitest';

import { errorBelow, HEAD, load, ROUTE } from '../files.ts';

const BUDGETS = 'budgets: { lcp: { max: 2 s } }';
const GRANTED =
  '{ budget: home/mobile/lcp, until: 2026-12-31, reason: The gallery ships first, approved-by: "@org/team" }';

test('waivers are read as the contract writes them', async () => {
  const { waivers, warnings } = await load(`${HEAD}\n${ROUTE}\n${BUDGETS}\nwaivers: [${GRANTED}]\n`);
  expect(waivers).toEqual([
    { budget: 'home/mobile/lcp', until: '2026-12-31', reason: 'The gallery ships first', approvedBy: '@org/team' },
  ]);
  expect(warnings).toEqual([]);
});

test('nobody need be named as who approved', async () => {
  const waivers = 'waivers: [{ budget: home/mobile/lcp, until: 2026-12-31, reason: x }]';
  expect((await load(`${HEAD}\n${ROUTE}\n${BUDGETS}\n${waivers}\n`)).waivers[0]?.approvedBy).toBeNull();
});

test('a waiver that is about no budget is a warning at its place', async () => {
  const waivers = 'waivers:\n  - { budget: home/mobile/inp, until: 2026-12-31, reason: x }';
  expect((await load(`${HEAD}\n${ROUTE}\n${BUDGETS}\n${waivers}\n`)).warnings).toEqual([
    'vitals-gate.yml:5:15: the waiver of "home/mobile/inp" does not match a budget; write route/condition/path, as in the report, or remove it.',
  ]);
});

test('which of several comments is this one’s can be said', async () => {
  expect((await load(`${HEAD}\n${ROUTE}\n`)).commentKey).toBeNull();
  expect((await load(`${HEAD}\n${ROUTE}\ncomment-key: apps/web\n`)).commentKey).toBe('apps/web');
});

test('a comment is made always where nothing is said', async () => {
  expect((await load(`${HEAD}\n${ROUTE}\n`)).comment).toBe('always');
  expect((await load(`${HEAD}\n${ROUTE}\ncomment: on-failure\n`)).comment).toBe('on-failure');
});

const costs = (budget: string): string => `graphql:
  schema: a.graphql
  operations: [b.graphql]
  budgets:
    - { operation: GetCart, type-cost: { max: 10 } }
    - { operation: "List*", type-cost: { max: 10 } }
    - { subgraph: reviews, field-cost: { max: 10 } }
waivers:
  - { budget: ${budget}, until: 2099-01-01, reason: x }
`;

const ROUTED = `graphql: { schema: a.graphql, operations: [b.graphql], profile: apollo-router, router: router.yaml }
waivers: [{ budget: GetCrat/operation/cost, until: 2099-01-01, reason: x }]
`;

describe('a waiver of a cost', () => {
  test.each([
    'GetCart/operation/type-cost',
    '"GetCart of web/operation/type-cost"',
    '"GetCart #1a2b3c4d/operation/type-cost"',
    'ListAll/operation/type-cost',
    'reviews/subgraph/field-cost',
  ])('is taken where a budget could be meant: %s', async (budget) => {
    expect((await load(costs(budget))).warnings).toEqual([]);
  });

  test.each([
    'GetCart/operation/typo-cost',
    'GetCart/operation/field-cost',
    'GetCrat/operation/type-cost',
    'GetCarts/operation/type-cost',
    'reviews/subgraph/type-cost',
    'review/subgraph/field-cost',
    'home/route/type-cost',
    'GetCart/operation/validity',
  ])('is warned of at its place where none could: %s', async (budget) => {
    expect((await load(costs(budget))).warnings).toEqual([
      `vitals-gate.yml:9:15: the waiver of "${budget}" does not match a budget; write route/condition/path, as in the report, or remove it.`,
    ]);
  });

  test('is taken where a router’s configuration may limit it', async () => {
    expect((await load(ROUTED)).warnings).toEqual([]);
  });

  test('is told of once the operations are known and none is of its name', () => {
    const granted = [
      { budget: 'ListAll/operation/type-cost', until: '2099-01-01', reason: 'x', approvedBy: null },
      { budget: 'ListAl/operation/type-cost', until: '2099-01-01', reason: 'x', approvedBy: null },
      { budget: 'home/mobile/lcp', until: '2099-01-01', reason: 'x', approvedBy: null },
    ];
    const rows = [{ route: 'ListAll', condition: 'operation', path: 'type-cost' }];
    const [told, ...others] = costWaiverNotices(granted, rows, []);
    expect(others).toEqual([]);
    expect(told).toContain('the waiver of "ListAl/operation/type-cost" does not match a budget');
    expect(costWaiverNotices(granted, rows, [`vitals-gate.yml:9:15: ${told}`])).toEqual([]);
  });
});

describe('a waiver is an error', () => {
  test.each([
    ['without a reason', 'budget: a/b/lcp, until: 2026-12-31', 'waivers[0].reason is missing.'],
    ['with an empty reason', 'budget: a/b/lcp, until: 2026-12-31, reason: " "', 'waivers[0].reason is empty.'],
    ['without an end', 'budget: a/b/lcp, reason: x', 'waivers[0].until is missing.'],
    ['with a day that no calendar has', 'budget: a/b/lcp, until: 2026-02-30, reason: x', '"2026-02-30" is not a day.'],
    ['with an end in words', 'budget: a/b/lcp, until: never, reason: x', '"never" is not a day.'],
    ['without a budget', 'until: 2026-12-31, reason: x', 'waivers[0].budget is missing.'],
    ['of everything', 'budget: "*", until: 2026-12-31, reason: x', '"*" does not name a budget.'],
    ['with an unknown key', 'budget: a/b/lcp, until: 2026-12-31, reason: x, aproved-by: y', 'Unknown key "aproved-by"'],
  ])('%s', async (_, keys, message) => {
    expect(await errorBelow('waivers:', `  - { ${keys} }`)).toContain(message);
  });

  test.each(['a b', 'a--b', "'-->'", '.', 'x/', 'x'.repeat(61), "''"])(
    'where `comment-key` is %s, which no marker should hold',
    async (key) => {
      expect(await errorBelow(`comment-key: ${key}`)).toContain('cannot be a comment key.');
    },
  );

  test('where `comment` is none of its words', async () => {
    expect(await errorBelow('comment: sometimes')).toContain('comment cannot be "sometimes".');
  });
});
