import { describe, expect, test } from 'vitest';

import { laterRecordSchema, runRecordSchema } from '../../src/model/record.ts';
import { recordsOf } from '../support/recorded.ts';

const [RUN] = recordsOf({ routes: [{ name: 'home' }] });
const TOLERANCE = { kind: 'relative', fraction: 0.05 };
const ROW = {
  route: 'GetCart',
  condition: 'operation',
  path: 'cost',
  kind: 'max',
  limit: [{ value: 4, unit: 'cost' }],
  value: 5,
  low: 5,
  high: 5,
  verdict: 'fail',
  reason: 'over',
  enforce: 'block',
};
const SHARE = {
  by: 'schema',
  amount: 2,
  fraction: 1,
  path: null,
  coordinate: 'Product.reviews',
  subgraph: 'reviews',
  owner: '@acme/reviews',
  where: 'reviews.graphql:12',
  commit: { sha: 'a'.repeat(40), summary: 'Add reviews' },
  note: null,
};
const PLACE = { route: 'GetCart', condition: 'operation' };
const CAUSE = { ...PLACE, metric: 'cost', shares: [SHARE] };
const PROBLEM = { ...PLACE, message: 'Cannot query field "x" on type "Cart".', where: 'cart.graphql:3:5' };
const PACKAGE = { name: 'react', from: '18.0.0', to: '19.0.0' };
const CHANGES = { files: ['src/cart.ts'], packages: [PACKAGE], owners: ['@acme/cart'] };
const INSIGHT = {
  id: 'lcp-discovery-insight',
  title: 'LCP',
  base: null,
  head: null,
  savingsMs: { LCP: 100 },
  items: [],
};

const many = <Item>(item: Item, length: number): Item[] => Array.from({ length }, () => item);
const graphql = (over: object): object => ({
  type: 'graphql',
  rows: [ROW],
  notes: [],
  report: { causes: [CAUSE], problems: [PROBLEM] },
  ...over,
});
const caused = (share: object): object =>
  graphql({ report: { causes: [{ ...CAUSE, shares: [share] }], problems: [] } });
const manifest = (over: object): object => ({ type: 'manifest', manifest: { ...CHANGES, culprits: [], ...over } });
const explanation = (insights: readonly object[]): object => ({
  type: 'explanation',
  route: 'home',
  condition: 'mobile',
  explanation: { insights, reports: { base: null, head: null }, failure: null },
});

/** The first record with this limit. */
function limited(limit: object): object {
  const [route] = RUN.config.routes;
  const budgets = route?.budgets.map((budget) => ({ ...budget, maxIncrease: [limit] }));
  return { config: { ...RUN.config, routes: [{ ...route, budgets }] } };
}

describe('a record of a live run is read', () => {
  test.each<[string, object]>([
    ['a thousand operations under ten budgets', graphql({ rows: many(ROW, 10_000) })],
    [
      'a change of thirty subgraphs',
      graphql({ report: { causes: many({ ...CAUSE, shares: many(SHARE, 360) }, 80), problems: [] } }),
    ],
    ['thousands of broken operations', graphql({ report: { causes: [], problems: many(PROBLEM, 5000) } })],
    ['a long message of composition', graphql({ notes: ['x'.repeat(50_000)] })],
    ['a change of fifty thousand files', manifest({ files: many('packages/shop/src/cart.ts', 50_000) })],
    ['a lockfile that is new', manifest({ packages: many(PACKAGE, 20_000), owners: many('@acme/team', 1000) })],
    ['all insights that Lighthouse has', explanation(many(INSIGHT, 50))],
  ])('%s', (_, record) => {
    expect(laterRecordSchema.safeParse(record).error).toBeUndefined();
  });
});

describe('a record that only wants to be large is refused', () => {
  const endless = 'x'.repeat(200_000);
  test.each<[string, object]>([
    ['a row with a million limits', graphql({ rows: [{ ...ROW, limit: many(ROW.limit[0], 1_000_000) }] })],
    ['a million rows', graphql({ rows: many(ROW, 1_000_000) })],
    ['an endless note', graphql({ notes: [endless] })],
    ['an endless message', graphql({ report: { causes: [], problems: [{ ...PROBLEM, message: endless }] } })],
    ['an endless place', graphql({ report: { causes: [], problems: [{ ...PROBLEM, where: endless }] } })],
    ...(['path', 'coordinate', 'subgraph', 'owner', 'where', 'note'] as const).map((key): [string, object] => [
      `an endless ${key} of a share`,
      caused({ ...SHARE, [key]: endless }),
    ]),
    ['an endless commit', caused({ ...SHARE, commit: { sha: endless, summary: '' } })],
    ['an endless summary', caused({ ...SHARE, commit: { sha: 'abc', summary: endless } })],
    ['a million files', manifest({ files: many('a', 1_000_000) })],
    ['a million packages', manifest({ packages: many(PACKAGE, 1_000_000) })],
    ['a million owners', manifest({ owners: many('@a', 1_000_000) })],
    ['a million culprits', manifest({ culprits: many({ sha: 'abc', pullRequest: null, ...CHANGES }, 1_000_000) })],
    ['thousands of insights', explanation(many(INSIGHT, 5000))],
    [
      'savings of thousands of metrics',
      explanation([{ ...INSIGHT, savingsMs: Object.fromEntries(many(0, 5000).map((_, index) => [`m${index}`, 1])) }]),
    ],
  ])('%s', (_, record) => {
    expect(laterRecordSchema.safeParse(record).success).toBe(false);
  });

  test.each<[string, object]>([
    ['thousands of tolerances', { tolerances: { lcp: many(TOLERANCE, 5000), inp: [], cls: [] } }],
    ['a limit of which the logarithm has no end', limited({ value: 1e308, unit: '%' })],
    ['a limit below 0', limited({ value: -100, unit: '%' })],
    ['a plan of more blocks than there is time for', { plan: { kind: 'fixed', blocks: Number.MAX_SAFE_INTEGER } }],
  ])('%s', (_, over) => {
    expect(runRecordSchema.safeParse(RUN).success).toBe(true);
    expect(runRecordSchema.safeParse({ ...RUN, ...over }).success).toBe(false);
  });
});
