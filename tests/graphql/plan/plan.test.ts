import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';

import type { CostSettings, SubgraphSizes } from '../../../src/graphql/cost/types.ts';
import type { Operation } from '../../../src/graphql/operations/operation.ts';
import { makePlanner } from '../../../src/graphql/plan/plan-operation.ts';
import { costsOf, sizeOf } from '../../../src/graphql/plan/plan-shape.ts';
import { readPlan } from '../../../src/graphql/plan/read-plan.ts';
import { loadPlanner } from '../../../src/graphql/plan/load-planner.ts';
import { readOperations } from '../../../src/graphql/operations/read-operations.ts';
import { errorOf, filesOf, graphOf, link, subgraph } from '../support.ts';

/** Plans as the planner prints them. A request costs the number in its operation. */
type Node = Readonly<Record<string, unknown>>;

function fetch(serviceName: string, cost = 1): Node {
  return { kind: 'Fetch', serviceName, operation: `{ cost${cost} }` };
}

const flatten = (node: Node): Node => ({ kind: 'Flatten', path: ['@'], node });
const sequence = (...nodes: readonly Node[]): Node => ({ kind: 'Sequence', nodes });
const parallel = (...nodes: readonly Node[]): Node => ({ kind: 'Parallel', nodes });
/** The planner's primary of a subscription is a fetch without a kind. */
const opening = { serviceName: 'a', operationKind: 'subscription', operation: 'subscription { cost7 }' };

describe('a plan', () => {
  test.each<[string, Node | undefined, { fetches: number; waves: number; costs: Record<string, number> }]>([
    ['nothing', undefined, { fetches: 0, waves: 0, costs: {} }],
    ['one request', fetch('a', 3), { fetches: 1, waves: 1, costs: { a: 3 } }],
    ['a batch', { ...fetch('a', 3), kind: 'BatchFetch', entityBatch: {} }, { fetches: 1, waves: 1, costs: { a: 3 } }],
    ['one after the other', sequence(fetch('a', 2), fetch('b', 3)), { fetches: 2, waves: 2, costs: { a: 2, b: 3 } }],
    ['side by side', parallel(fetch('a', 2), fetch('a', 3)), { fetches: 2, waves: 1, costs: { a: 5 } }],
    [
      'side by side, one of them twice',
      parallel(fetch('a'), sequence(fetch('b'), flatten(fetch('c', 9)))),
      { fetches: 3, waves: 2, costs: { a: 1, b: 1, c: 9 } },
    ],
    [
      'the larger of two alternatives, in each subgraph',
      {
        kind: 'Condition',
        condition: 'x',
        ifClause: parallel(fetch('a', 8), fetch('b', 1)),
        elseClause: sequence(fetch('b', 2), fetch('c', 3)),
      },
      { fetches: 2, waves: 2, costs: { a: 8, b: 2, c: 3 } },
    ],
    [
      'a condition that skips',
      { kind: 'Condition', elseClause: fetch('a', 4) },
      { fetches: 1, waves: 1, costs: { a: 4 } },
    ],
    [
      'what is deferred, after what is not',
      {
        kind: 'Defer',
        primary: { node: fetch('a', 1) },
        deferred: [{ node: fetch('b', 2) }, { node: fetch('c', 3) }, { depends: [] }],
      },
      { fetches: 3, waves: 2, costs: { a: 1, b: 2, c: 3 } },
    ],
    [
      'what is deferred, alone',
      { kind: 'Defer', primary: {}, deferred: [{ node: fetch('b', 2) }] },
      { fetches: 1, waves: 1, costs: { b: 2 } },
    ],
    [
      'what opens a subscription',
      { kind: 'Subscription', primary: opening },
      { fetches: 1, waves: 1, costs: { a: 7 } },
    ],
    [
      'what opens a subscription, where it says that it is a request',
      { kind: 'Subscription', primary: { ...opening, kind: 'Fetch' }, rest: null },
      { fetches: 1, waves: 1, costs: { a: 7 } },
    ],
    [
      'what opens a subscription, and the requests of one event beside its cost',
      sequence({ kind: 'Subscription', primary: opening }, flatten(fetch('b', 5)), parallel(fetch('c'), fetch('d'))),
      { fetches: 4, waves: 3, costs: { a: 7 } },
    ],
    [
      'what opens a subscription with the rest inside',
      { kind: 'Subscription', primary: opening, rest: flatten(fetch('b', 5)) },
      { fetches: 2, waves: 2, costs: { a: 7 } },
    ],
  ])('is %s', (_what, node, expected) => {
    const plan = readPlan(node, 'o.graphql:1:1');
    const costs = costsOf(plan, ({ operation }) => Number(/cost(\d+)/.exec(operation)?.[1]));
    expect({ ...sizeOf(plan), costs: Object.fromEntries(costs) }).toEqual(expected);
  });

  test.each<[string, unknown, string]>([
    [
      'a kind that is not known',
      sequence(fetch('a'), { kind: 'Stream', node: fetch('b') }),
      'a node of the kind "Stream"',
    ],
    ['a kind of every object', { kind: 'toString' }, 'a node of the kind "toString"'],
    ['no kind', { serviceName: 'a', operation: '{ a }' }, 'a node of the kind none'],
    [
      'a request without an operation',
      { kind: 'Fetch', serviceName: 'a' },
      'a request without a subgraph or without an operation',
    ],
    ['a subscription without a request', { kind: 'Subscription' }, 'something else in place of Subscription.primary'],
    ['a list that is none', { kind: 'Parallel' }, 'something else in place of the nodes of Parallel'],
    ['nothing below', { kind: 'Flatten' }, 'something else in place of a node'],
    ['text', 'Fetch', 'something else in place of a node'],
  ])('with %s is an error, so that nothing is left out', async (_what, node, what) => {
    expect(await errorOf(() => readPlan(node, 'o.graphql:1:1'))).toContain(
      `o.graphql:1:1: error: The query plan of this operation has ${what}, so its requests cannot be counted.`,
    );
  });
});

describe('the planner', () => {
  const GRAPH = graphOf(
    subgraph(
      'products',
      `${link('v2.9', '@key', '@cost', '@listSize')}
       type Query { products(first: Int): [Product!]! @listSize(slicingArguments: ["first"]) }
       type Subscription { sold(first: Int): [Product] @listSize(slicingArguments: ["first"]) }
       type Product @key(fields: "id") { id: ID! name: String @cost(weight: 2) weight: Int }`,
    ),
    subgraph(
      'reviews',
      `${link('v2.9', '@key', '@external', '@requires', '@cost')}
       type Product @key(fields: "id") { id: ID! weight: Int @external stars: Int @cost(weight: 3) postage: Int @requires(fields: "weight") @cost(weight: 5) }`,
    ),
  );
  const SETTINGS: CostSettings = { profile: 'ibm', listSize: 10, variables: {}, unknownVariables: true };

  async function plan(text: string, settings: Partial<CostSettings> = {}) {
    const loaded = await loadPlanner(process.cwd());
    if ('notice' in loaded) throw new Error(loaded.notice);
    const planner = makePlanner(loaded.open(GRAPH.supergraphSdl ?? ''), GRAPH.document);
    const [operation] = await readOperations(filesOf({ 'o.graphql': text }), {
      patterns: ['o.graphql'],
      named: '',
      where: null,
    });
    if (operation === undefined) throw new Error('no operation');
    return planner.plan(operation, { ...SETTINGS, ...settings });
  }

  function sizedBy(subgraphSizes: SubgraphSizes) {
    return plan('{ products(first: 4) { name stars } }', { subgraphSizes });
  }

  test('costs the requests to each subgraph; entities are a list of unknown length', async () => {
    // products: 4 × (1 + 2). reviews: 10 entities × (1 + 3).
    expect(await plan('{ products(first: 4) { name stars } }')).toEqual({
      fetches: 2,
      waves: 2,
      costs: { products: 12, reviews: 40 },
    });
  });

  test('costs what @requires asks for where it is asked, once', async () => {
    // products: 4 × 1, with a weight that costs nothing. reviews: 10 × (1 + 5).
    expect(await plan('{ products(first: 4) { postage } }')).toMatchObject({ costs: { products: 4, reviews: 60 } });
  });

  test('takes the list size of the subgraph, then that of all subgraphs, then the one for all', async () => {
    const all = 3;
    expect(await sizedBy({ all: null, own: new Map([['reviews', 2]]) })).toMatchObject({
      costs: { reviews: 2 * (1 + 3) },
    });
    expect(await sizedBy({ all, own: new Map([['products', 2]]) })).toMatchObject({ costs: { reviews: 3 * (1 + 3) } });
    expect(await sizedBy({ all, own: new Map([['reviews', 0]]) })).toMatchObject({
      costs: { products: 12, reviews: 0 },
    });
  });

  test('costs what opens a subscription, and counts the requests of one event', async () => {
    expect(await plan('subscription { sold(first: 4) { name } }')).toEqual({
      fetches: 1,
      waves: 1,
      costs: { products: 12 },
    });
    expect(await plan('subscription { sold(first: 4) { stars } }')).toEqual({
      fetches: 2,
      waves: 2,
      costs: { products: 4 },
    });
  });

  test.each([
    ['introspection', '{ __schema { queryType { name } } __type(name: "A") { name } t: __typename }'],
    ['what is never selected', '{ products @skip(if: true) { name } ... @include(if: false) { products { name } } }'],
    ['a fragment of such', '{ ... { __schema { queryType { name } } } }'],
  ])('asks no subgraph for %s', async (_what, text) => {
    expect(await plan(text)).toEqual({ fetches: 0, waves: 0, costs: {} });
  });

  test('plans what is left beside introspection and beside what is never selected', async () => {
    const text = '{ __schema { queryType { name } } products(first: 4) { name @skip(if: true) } }';
    expect(await plan(text)).toEqual({ fetches: 1, waves: 1, costs: { products: 4 } });
  });

  test('says why where there is no plan', () => {
    const native = {
      plan: (): never => {
        throw new Error('no way there');
      },
    };
    const operation = { name: null, document: parse('{ products { name } }'), where: 'o.graphql:1:1' };
    const planner = makePlanner(native, GRAPH.document);
    expect(planner.plan(operation as Operation, SETTINGS)).toEqual({ refusal: 'no way there' });
  });

  test('that is not installed is named, with what to install', async () => {
    const loaded = await loadPlanner('/');
    expect('notice' in loaded && loaded.notice).toBe(
      'Planned costs, fetches and waves are left out: @graphql-hive/router-query-planner is not installed (npm install --save-dev @graphql-hive/router-query-planner).',
    );
  });
});
