import { createHash } from 'node:crypto';

import { parse, print } from 'graphql';
import { afterEach, describe, expect, test } from 'vitest';

import { operationsOfRoute } from '../../../../src/gate/search/why/route-costs.ts';
import type { ObservedVisit } from '../../../../src/graphql/observed/visit-costs.ts';
import { leaf, sumOf, type Breakdown } from '../../../../src/model/breakdown.ts';
import { compareCosts } from '../../../../src/graphql/check/compare-costs.ts';
import type { CostCause } from '../../../../src/model/graphql.ts';
import type { LaterRecord } from '../../../../src/model/record.ts';
import { resultSchema } from '../../../../src/model/result.ts';
import type { BudgetRow } from '../../../../src/model/verdict.ts';
import { budgetRow } from '../../../report/factories.ts';
import { fakeRun, steady, type FakeRun } from '../../../support/fake-lab.ts';
import { checkOf, twoCommits } from '../../../graphql/check/two-commits.ts';
import { slowerHead } from './seen.ts';

const removals: (() => unknown)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0).toReversed()) await remove();
});

const SHA = 'c'.repeat(40);
const COMMIT = { sha: SHA, summary: 'Ask for all items' };
const OPERATION = { route: 'GetCart', condition: 'operation' } as const;

function costCause(over: Partial<CostCause> = {}): CostCause {
  const share = { by: 'document', amount: 100, fraction: 1, path: 'cart.items', coordinate: 'Cart.items' } as const;
  const unknown = { subgraph: null, owner: null, note: null };
  return {
    ...OPERATION,
    metric: 'cost',
    shares: [{ ...share, ...unknown, where: 'cart.graphql:3:5', commit: COMMIT }],
    ...over,
  };
}

function comparison(base: Breakdown = leaf('cost', 50), head: Breakdown = leaf('cost', 150)) {
  return compareCosts({ ...OPERATION, metric: 'cost' }, base, head);
}

/** What an operation that costs 100 more, or a route that sends it, is recorded as. */
function costs(row: Partial<BudgetRow> = {}, causes: readonly CostCause[] = [costCause()]): LaterRecord[] {
  const limit = [{ value: 10, unit: 'cost' as const }];
  const about = { ...OPERATION, path: 'cost', kind: 'max-increase', limit } as const;
  const rows = [budgetRow({ ...about, value: 100, low: 100, high: 100, verdict: 'fail', reason: 'worse', ...row })];
  return [
    { type: 'cost', comparison: comparison() },
    { type: 'graphql', rows, notes: [], report: { folder: 'web', causes: [...causes], problems: [] } },
  ];
}

/** The causes in result.json, and how many diagnostic visits were made. */
async function causesIn(fake: Partial<FakeRun>) {
  const run = await fakeRun(slowerHead({ visit: steady(), ...fake }));
  removals.push(run.remove);
  const { causes } = resultSchema.parse(JSON.parse(run.result));
  return { causes, diagnoses: run.journal.filter((line) => line.startsWith('diagnose')).length };
}

describe('the cause of a cost that grew', () => {
  const found = expect.objectContaining({
    id: 'graphql-cost-grown',
    ...OPERATION,
    path: 'cost',
    share: 1,
    because: true,
    text: `Cost +100 of operation GetCart: the GraphQL cost of cart.items grew by 100 (web/cart.graphql:3, changed in ${SHA.slice(0, 7)}).`,
    facts: [{ kind: 'cost', base: 50, head: 150 }],
    places: [
      { file: 'web/cart.graphql', line: 3, column: null, url: null, inChange: true, commit: SHA, role: 'operation' },
    ],
  });

  test.each(['on-failure', 'never'] as const)('is known without a visit (--explain %s)', async (explain) => {
    expect(await causesIn({ before: costs(), why: { explain } })).toEqual({ causes: [found], diagnoses: 0 });
  });

  test('is found once where the route is measured in another job than the operations are costed in', async () => {
    const of = { route: 'home', condition: 'route' };
    const [cost, rows] = costs(of, []);
    const ofRoute = [
      {
        ...cost,
        comparison: {
          ...comparison(sumOf('cost', [leaf('GetCart', 50)]), sumOf('cost', [leaf('GetCart', 150)])),
          ...of,
        },
      },
      { ...rows, report: { causes: [], problems: [] } },
    ];
    const { causes } = await causesIn({ before: [...costs(), ...(ofRoute as LaterRecord[])] });
    const places = [expect.objectContaining({ file: 'web/cart.graphql', line: 3, inChange: true, commit: SHA })];
    expect(causes).toEqual([found, expect.objectContaining({ ...of, id: 'graphql-cost-grown', share: 1, places })]);
  });

  test.each<[string, Partial<BudgetRow>]>([
    ['keeps its budget', { verdict: 'pass', reason: 'within-tolerance' }],
    ['was over it before', { reason: 'pre-existing' }],
    ['is waived', { verdict: 'waived' }],
  ])('is not looked for where the operation %s', async (_, row) => {
    expect(await causesIn({ before: costs(row) })).toEqual({ causes: undefined, diagnoses: 0 });
  });

  test('comes first where the page got worse by less', async () => {
    const { causes, diagnoses } = await causesIn({ before: costs(), visit: steady(300) });
    expect([causes?.map(({ id }) => id), diagnoses]).toEqual([['graphql-cost-grown', 'hero-discovered-late'], 4]);
  });
});

function query(name: string, fields: string): string {
  return `query ${name} {\n  ${fields}\n}\n`;
}

/** The same files in the folder of the configuration. */
function below(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([file, text]) => [`apps/web/${file}`, text]));
}

function visit(route: string, body: object | null, side: 'base' | 'head' = 'head'): ObservedVisit {
  const url = `https://${side}.example/graphql?v=1`;
  const headers = { 'content-type': 'application/json' };
  const postData = JSON.stringify(body);
  return {
    route,
    side,
    exchanges: body === null ? [] : [{ url, method: 'POST', headers, postData, responseBody: null }],
  };
}

describe('the operations of a route', () => {
  const CONFIG = 'graphql: { schema: shop.graphql, operations: ["*.gql"], profile: apollo-router, list-size: 10 }\n';
  const SCHEMA =
    'type Query { cart: Cart menu: Menu }\ntype Cart { id: ID items: [Item] }\ntype Item { id: ID }\ntype Menu { id: ID links: [Item] }\n';
  const ON_HEAD = {
    'cart.gql': query('GetCart', 'cart { items { id } }'),
    'menu.gql': query('Menu', 'menu { links { id } }'),
  };

  async function check() {
    const base = { 'cart.gql': query('GetCart', 'cart { id }'), 'menu.gql': query('Menu', 'menu { id }') };
    const config = { 'apps/web/vitals-gate.yml': CONFIG, 'apps/web/shop.graphql': SCHEMA };
    const repository = twoCommits({ ...config, ...below(base) }, below(ON_HEAD));
    removals.push(() => repository.remove());
    return checkOf(repository, 'apps/web/vitals-gate.yml');
  }

  const cart = {
    name: 'GetCart',
    base: 1,
    head: 11,
    places: [{ kind: 'source', role: 'operation', file: 'apps/web/cart.gql', line: 2 }],
  };
  const menu = {
    name: 'Menu',
    base: 1,
    head: 11,
    places: [{ kind: 'source', role: 'operation', file: 'apps/web/menu.gql', line: 2 }],
  };
  const endpoints = ['https://head.example/graphql'];

  test('are those that it was seen to send on head, by whatever they are known by, and where it sends them', async () => {
    const costed = await check();
    const sha256Hash = createHash('sha256')
      .update(print(parse(ON_HEAD['cart.gql'])))
      .digest('hex');
    const sent = [
      { query: ON_HEAD['cart.gql'] },
      { query: 'query GetCart { cart { __typename items { __typename id } } }', operationName: 'GetCart' },
      { operationName: 'GetCart', extensions: { persistedQuery: { version: 1, sha256Hash } } },
    ];
    for (const body of sent) {
      const observed = [
        visit('home', body),
        visit('home', { query: ON_HEAD['menu.gql'] }, 'base'),
        visit('menu', { query: ON_HEAD['menu.gql'] }),
      ];
      expect(operationsOfRoute(costed, observed, 'home')).toEqual({ operations: [cart], endpoints });
    }
  });

  test('are those that no route sends, where its page sends none', async () => {
    const costed = await check();
    const observed = [visit('home', null), visit('cart', { query: ON_HEAD['cart.gql'] })];
    expect(operationsOfRoute(costed, observed, 'home')).toEqual({ operations: [menu], endpoints: [] });
  });

  test('are not known where it was not visited, or no operations are gated', async () => {
    const none = { operations: [], endpoints: [] };
    expect(operationsOfRoute(await check(), [visit('cart', { query: ON_HEAD['cart.gql'] })], 'home')).toEqual(none);
    expect(operationsOfRoute(null, [visit('home', { query: ON_HEAD['cart.gql'] })], 'home')).toEqual(none);
  });
});
