import { describe, expect, test } from 'vitest';

import type { CostedSide } from '../../../src/graphql/check/sides.ts';
import { actualCost } from '../../../src/graphql/observed/actual-cost.ts';
import { costRoutes } from '../../../src/graphql/observed/route-costs.ts';
import type { ObservedVisit } from '../../../src/graphql/observed/visit-costs.ts';
import { readOperations } from '../../../src/graphql/operations/read-operations.ts';
import type { PriceSettings } from '../../../src/graphql/command/price-operation.ts';
import type { CostBudget } from '../../../src/model/graphql.ts';
import { filesOf, plainGraph } from '../support.ts';

const GRAPH = plainGraph(`
  type Query { products(first: Int = 20): [Product!]! @listSize(slicingArguments: ["first"]) feed: [Item] @listSize(assumedSize: 50) }
  interface Item { id: ID tags: [Tag] @listSize(assumedSize: 5) }
  type Product implements Item { id: ID tags: [Tag] @listSize(assumedSize: 5) price: Int @cost(weight: 2) }
  type Tag { name: String }
`);
const SETTINGS: PriceSettings = {
  profile: 'ibm',
  listSize: Infinity,
  variables: {},
  unknownVariables: true,
  variableDefaults: false,
  variablesWhere: 'vitals-gate.yml:1:1',
};
const SIDE: CostedSide = { side: 'head', graph: GRAPH, settings: SETTINGS, planner: null, priced: [], notes: [] };
const POLICY = { onInconclusive: 'pass', onUnmeasured: 'block', preExisting: 'warn' } as const;

async function operation(text: string) {
  const [found] = await readOperations(filesOf({ 'o.graphql': text }), {
    patterns: ['o.graphql'],
    named: '',
    where: null,
  });
  if (found === undefined) throw new Error('no operation');
  return found;
}

const sends = (side: 'base' | 'head', ...bodies: readonly object[]): ObservedVisit => ({
  route: 'product',
  side,
  exchanges: bodies.map((body) => ({
    url: 'https://a.example/graphql',
    method: 'POST',
    headers: {},
    postData: JSON.stringify(body),
    responseBody: null,
  })),
});

const list = (first: number) => ({
  query: 'query List($n: Int) { products(first: $n) { id } }',
  variables: { n: first },
});

describe('the actual cost of an answer', () => {
  const settings = { profile: 'ibm', listSize: Infinity, variables: { n: 10 }, unknownVariables: false } as const;

  test('has every list as long as it came', async () => {
    const data = {
      products: [
        { price: 1, tags: [{ name: 'a' }, { name: 'b' }] },
        { price: 2, tags: [] },
      ],
    };
    const actual = actualCost(
      await operation('query A($n: Int) { products(first: $n) { price tags { name } } }'),
      GRAPH,
      settings,
      data,
    );
    // The root, two products, and one tag for each of them on average; 1 + 2 prices of 2 + 2 fields of tags.
    expect(actual.totals).toEqual({ 'type-cost': 5, 'field-cost': 7 });
    expect(actual.lists).toEqual([
      { coordinate: 'Query.products', estimated: 10, actual: 2, longest: 2, suggested: null },
      { coordinate: 'Product.tags', estimated: 5, actual: 1, longest: 2, suggested: 2 },
    ]);
  });

  test('follows aliases, fragments and interfaces, with types told or not', async () => {
    const text =
      'query A { mine: feed { ...F ... on Product { price } } } fragment F on Item { labels: tags { name } }';
    const data = {
      mine: [
        { labels: [{ name: 'a' }], price: 3 },
        { labels: [{ name: 'a' }, { name: 'b' }, { name: 'c' }], price: 4 },
      ],
    };
    const { lists } = actualCost(await operation(text), GRAPH, settings, data);
    expect(lists).toEqual([
      { coordinate: 'Query.feed', estimated: 50, actual: 2, longest: 2, suggested: 2 },
      { coordinate: 'Item.tags', estimated: 5, actual: 2, longest: 3, suggested: 3 },
    ]);
  });
});

describe('the actual cost in Apollo Router', () => {
  const PARCELS = plainGraph(`
    directive @join__field(graph: String, requires: String) on FIELD_DEFINITION
    input Filter { text: String @cost(weight: 5) }
    type Query { parcels(first: Int, filter: Filter, tax: Int @cost(weight: 7)): [Parcel] @listSize(slicingArguments: ["first"]) any: [Any] }
    type Mutation { send: Parcel }
    type Parcel {
      id: ID
      weight: Int @cost(weight: 3)
      size: Size
      label: Label
      tags: [[String]] @cost(weight: 2)
      postage: Int @cost(weight: 4) @join__field(graph: "A", requires: "weight size { depth }")
    }
    type Size { depth: Int }
    type Label @cost(weight: 6) { text: String }
    union Any = Parcel | Size`);
  const settings = { profile: 'apollo-router', listSize: 100, variables: {}, unknownVariables: false } as const;
  const actual = async (text: string, data: unknown, variables = {}) =>
    actualCost(await operation(text), PARCELS, { ...settings, variables }, data);
  const cost = async (...given: Parameters<typeof actual>) => (await actual(...given)).totals.cost;

  test('counts what the answer holds, and nothing that a field required on the way', async () => {
    const text = '{ parcels(first: 5) { id postage } }';
    expect(
      await cost(text, {
        parcels: [
          { id: '1', postage: 2 },
          { id: '2', postage: null },
        ],
      }),
    ).toBe(2 * (1 + 4));
    expect(await cost(text, { parcels: [{ id: '1', postage: 2 }, null] })).toBe(1 + 4);
    expect(await cost(text, { parcels: [] })).toBe(0);
    expect(await cost(text, { parcels: null })).toBe(0);
    expect(await cost(text, null)).toBe(0);
  });

  test('counts arguments once, and null by its weight alone', async () => {
    const text =
      'query($t: Int) { parcels(first: 2, filter: { text: "a" }, tax: $t) { size { depth } label { text } } }';
    const parcel = { size: { depth: 1 }, label: { text: 'x' } };
    expect(await cost(text, { parcels: [parcel, parcel] }, { t: 1 })).toBe(1 + 5 + 7 + 2 * (1 + 1 + 6));
    expect(await cost(text, { parcels: [{ size: null, label: null }] })).toBe(1 + 5 + 1 + 6);
  });

  test('counts aliases, the items of nested lists, and what fragments gave', async () => {
    const text =
      '{ any { ... on Parcel { w: weight tags } ...S __typename } __schema { queryType { name } } } fragment S on Size { depth }';
    const data = {
      any: [
        { __typename: 'Parcel', w: 4, tags: [['a', 'b'], ['c'], []] },
        { __typename: 'Size', depth: 3 },
      ],
      __schema: { queryType: { name: 'Query' } },
    };
    expect(await cost(text, data)).toBe(2 + 3 + 3 * 2);
    expect(await cost('mutation { send { id } }', { send: { id: '1' } })).toBe(1);
  });

  test('is set beside the sizes that the router estimates', async () => {
    const { lists } = await actual('query($n: Int = 3) { parcels(first: $n) { id } any { __typename } }', {
      parcels: [{ id: '1' }],
      any: [],
    });
    expect(lists).toEqual([
      { coordinate: 'Query.parcels', estimated: 100, actual: 1, longest: 1, suggested: null },
      { coordinate: 'Query.any', estimated: 100, actual: 0, longest: 0, suggested: 0 },
    ]);
  });
});

describe('a route', () => {
  const budget: CostBudget = {
    target: { kind: 'route', name: 'product' },
    metric: 'type-cost',
    part: [],
    max: { value: 30, unit: 'cost' },
    maxIncrease: null,
    enforce: 'block',
    where: 'vitals-gate.yml:1:1',
  };
  const costs = (visits: readonly ObservedVisit[]) => costRoutes(visits, { base: SIDE, head: SIDE }, [budget], POLICY);

  test('costs what it sends with its real variables, each time it is sent', () => {
    const { comparisons, rows, notes } = costs([sends('base', list(5)), sends('head', list(5), list(30))]);
    const comparison = comparisons.find(({ metric }) => metric === 'type-cost');
    expect([comparison?.route, comparison?.condition, comparison?.base?.value, comparison?.head.value]).toEqual([
      'product',
      'route',
      6,
      37,
    ]);
    expect(rows).toMatchObject([{ route: 'product', verdict: 'fail', reason: 'over', value: 37 }]);
    expect(notes).toEqual(['A visit of product sends List (2 times).']);
  });

  test('is what its middle visit sends', () => {
    const visits = [sends('head', list(9)), sends('head', list(1)), sends('head', list(2))];
    expect(costs(visits).rows).toMatchObject([{ value: 3, verdict: 'pass' }]);
  });

  test('that sends an unknown hash is no silent pass', () => {
    const { rows, problems } = costs([sends('head', list(1), { documentId: 'feedbeef' })]);
    expect(rows).toMatchObject([{ verdict: 'unmeasured', reason: 'not-measurable', value: null }]);
    expect(problems[0]?.message).toBe('The page sends an operation by the id feedbeef, which is not in any manifest.');
  });

  test('that sends nothing, or what is invalid, is no silent pass either', () => {
    expect(costs([sends('head')]).rows).toMatchObject([{ verdict: 'unmeasured', reason: 'not-seen' }]);
    expect(costs([]).rows).toMatchObject([{ verdict: 'unmeasured', reason: 'not-measurable' }]);
    const invalid = costs([sends('head', { query: 'query Old { gone }' })]);
    expect(invalid.problems[0]?.message).toContain('The page sends Old, which is invalid: Cannot query field "gone"');
  });
});
