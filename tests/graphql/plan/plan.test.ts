import { describe, expect, test } from 'vitest';

import { makePlanner } from '../../../src/graphql/plan/plan-operation.ts';
import { fetchesOf, sizeOf, type PlanNode } from '../../../src/graphql/plan/plan-shape.ts';
import { loadPlanner } from '../../../src/graphql/plan/load-planner.ts';
import { readOperations } from '../../../src/graphql/operations/read-operations.ts';
import { filesOf, graphOf, link, subgraph } from '../support.ts';

function fetch(serviceName: string): PlanNode {
  return { kind: 'Fetch', serviceName, operation: `{ ${serviceName} }` };
}

describe('the size of a plan', () => {
  test.each<[string, PlanNode | undefined, { fetches: number; waves: number }]>([
    ['nothing', undefined, { fetches: 0, waves: 0 }],
    ['one fetch', fetch('a'), { fetches: 1, waves: 1 }],
    ['one after the other', { kind: 'Sequence', nodes: [fetch('a'), fetch('b')] }, { fetches: 2, waves: 2 }],
    ['side by side', { kind: 'Parallel', nodes: [fetch('a'), fetch('b')] }, { fetches: 2, waves: 1 }],
    [
      'side by side, one of them twice',
      {
        kind: 'Parallel',
        nodes: [fetch('a'), { kind: 'Sequence', nodes: [fetch('b'), { kind: 'Flatten', node: fetch('c') }] }],
      },
      { fetches: 3, waves: 2 },
    ],
    [
      'the larger of two alternatives',
      { kind: 'Condition', ifClause: fetch('a'), elseClause: { kind: 'Sequence', nodes: [fetch('a'), fetch('b')] } },
      { fetches: 2, waves: 2 },
    ],
    [
      'what is deferred, after what is not',
      { kind: 'Defer', primary: { node: fetch('a') }, deferred: [{ node: fetch('b') }, { node: fetch('c') }] },
      { fetches: 3, waves: 2 },
    ],
  ])('is that of %s', (_what, node, size) => {
    expect(sizeOf(node)).toEqual(size);
  });

  test('has the fetches of the dearer alternative', () => {
    const node: PlanNode = { kind: 'Condition', ifClause: fetch('cheap'), elseClause: fetch('dear') };
    const names = fetchesOf(node, (fetches) => (fetches[0]?.subgraph === 'dear' ? 5 : 1)).map((each) => each.subgraph);
    expect(names).toEqual(['dear']);
  });
});

describe('the planner', () => {
  const GRAPH = graphOf(
    subgraph(
      'products',
      `${link('v2.9', '@key', '@cost', '@listSize')}
       type Query { products(first: Int): [Product!]! @listSize(slicingArguments: ["first"]) }
       type Product @key(fields: "id") { id: ID! name: String @cost(weight: 2) weight: Int }`,
    ),
    subgraph(
      'reviews',
      `${link('v2.9', '@key', '@external', '@requires', '@cost')}
       type Product @key(fields: "id") { id: ID! weight: Int @external stars: Int @cost(weight: 3) postage: Int @requires(fields: "weight") @cost(weight: 5) }`,
    ),
  );
  const SETTINGS = { profile: 'ibm', listSize: 10, variables: {}, unknownVariables: true } as const;

  async function plan(text: string) {
    const loaded = await loadPlanner(process.cwd());
    if ('notice' in loaded) throw new Error(loaded.notice);
    const planner = makePlanner(loaded.open(GRAPH.supergraphSdl ?? ''), GRAPH.document);
    const [operation] = await readOperations(filesOf({ 'o.graphql': text }), {
      patterns: ['o.graphql'],
      named: '',
      where: null,
    });
    return operation === undefined ? null : planner.plan(operation, SETTINGS);
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
    expect((await plan('{ products(first: 4) { postage } }'))?.costs).toEqual({ products: 4, reviews: 60 });
  });

  test('that is not installed is named, with what to install', async () => {
    const loaded = await loadPlanner('/');
    expect('notice' in loaded && loaded.notice).toBe(
      'Planned costs, fetches and waves are left out: @graphql-hive/router-query-planner is not installed (npm install --save-dev @graphql-hive/router-query-planner).',
    );
  });
});
