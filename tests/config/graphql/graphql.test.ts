import { describe, expect, test } from 'vitest';

import { errorOf, load } from '../files.ts';

const SECTION = 'graphql: { schema: [a.graphql], operations: ["src/**/*.graphql"]';

describe('the graphql section', () => {
  test('of the contract is read with every default filled in', async () => {
    const { graphql, routes, deploys } = await load(`graphql:
  schema: [a.graphql]
  operations: ["src/**/*.graphql", manifest.json]
  profile: ibm
  list-size: 100
  variables: { "*": { first: 50 }, CheckoutQuery: { first: 10 } }
  budgets:
    - { operation: "Product*", field-cost: { max: 500, max-increase: 10 % } }
    - { operation: "*", type-cost: { max-increase: [5 %, 20], enforce: warn } }
`);
    expect({ routes, head: deploys.head }).toEqual({ routes: [], head: null });
    expect(graphql).toMatchObject({
      source: { kind: 'schema', files: ['a.graphql'] },
      operations: ['src/**/*.graphql', 'manifest.json'],
      profile: 'ibm',
      listSize: 100,
      variables: { '*': { first: 50 }, CheckoutQuery: { first: 10 } },
      variableDefaults: false,
      where: 'vitals-gate.yml:1:1',
      budgets: [
        {
          target: { kind: 'operation', name: 'Product*' },
          metric: 'field-cost',
          max: { value: 500, unit: 'cost' },
          maxIncrease: [{ value: 10, unit: '%' }],
          enforce: 'block',
          where: 'vitals-gate.yml:8:7',
        },
        {
          metric: 'type-cost',
          max: null,
          maxIncrease: [
            { value: 5, unit: '%' },
            { value: 20, unit: 'cost' },
          ],
          enforce: 'warn',
        },
      ],
    });
  });

  test.each([
    ['supergraph: s.graphql', { kind: 'supergraph', file: 's.graphql' }],
    ['subgraphs: supergraph.yaml', { kind: 'rover', file: 'supergraph.yaml' }],
    [
      'subgraphs: { a: { schema: a.graphql, owner: "@team" } }',
      { kind: 'subgraphs', subgraphs: [{ name: 'a', file: 'a.graphql', owner: '@team' }] },
    ],
    ['schema: one.graphql', { kind: 'schema', files: ['one.graphql'] }],
  ])('may have as its graph %s', async (line, source) => {
    expect((await load(`graphql: { ${line}, operations: [o.graphql] }`)).graphql).toMatchObject({
      source,
      listSize: Infinity,
    });
  });

  test('may stand beside routes, and be about them', async () => {
    const { graphql } = await load(
      `deploys: { head: { url: http://head.example } }\nroutes: [{ name: home, path: / }]\n${SECTION}, budgets: [{ route: home, fetches: { max: 6 } }] }`,
    );
    expect(graphql?.budgets).toMatchObject([{ target: { kind: 'route', name: 'home' }, metric: 'fetches' }]);
  });
});

describe('a mistake is told at its place:', () => {
  const budgets = (entry: string) => `${SECTION}, budgets: [${entry}] }`;
  test.each([
    [
      'an unknown key',
      `${SECTION}, budget: [] }`,
      /:1:67: error: Unknown key "budget" in graphql.*\n.*Did you mean "budgets"/,
    ],
    [
      'no graph',
      'graphql: { operations: [o.graphql] }',
      /:1:10: error: graphql has exactly one of the keys schema, supergraph, subgraphs; this one has none/,
    ],
    ['two graphs', `${SECTION}, supergraph: s.graphql }`, /this one has schema and supergraph/],
    ['no operations', 'graphql: { schema: a.graphql }', /graphql\.operations is missing/],
    ['an unknown profile', `${SECTION}, profile: apollo }`, /graphql\.profile cannot be "apollo"/],
    ['a list size that is text', `${SECTION}, list-size: lots }`, /list-size/],
    [
      'a budget about nothing',
      budgets('{ field-cost: { max: 5 } }'),
      /is about exactly one of operation, subgraph, route; this one names none/,
    ],
    [
      'a budget about two things',
      budgets('{ operation: a, route: b, field-cost: { max: 5 } }'),
      /this one names operation and route/,
    ],
    ['a budget without a metric', budgets('{ operation: a }'), /This budget limits nothing/],
    [
      'a metric without a limit',
      budgets('{ operation: a, field-cost: { enforce: warn } }'),
      /This limits nothing: it has neither max nor max-increase/,
    ],
    [
      'a misspelled metric',
      budgets('{ operation: a, feild-cost: { max: 5 } }'),
      /Unknown key "feild-cost".*\n.*Did you mean "field-cost"/,
    ],
    [
      'a bare number for a budget',
      budgets('{ operation: a, field-cost: 500 }'),
      /500 is not a map of limits\.\n.*Write \{ max: 500 \}/,
    ],
    [
      'a percentage as a maximum',
      budgets('{ operation: a, field-cost: { max: 5 % } }'),
      /"5 %" is a percentage, but this limit is absolute/,
    ],
    [
      'a cost with a unit',
      budgets('{ operation: a, field-cost: { max: 5 ms } }'),
      /"5 ms" is not a cost: costs have no unit/,
    ],
    ['a negative cost', budgets('{ operation: a, field-cost: { max: -5 } }'), /-5 cannot be the limit of a cost/],
    [
      'a metric of another profile',
      budgets('{ operation: a, cost: { max: 5 } }'),
      /The profile ibm does not compute cost\.\n.*type-cost and field-cost/,
    ],
    [
      'fetches of a subgraph',
      budgets('{ subgraph: a, fetches: { max: 5 } }'),
      /Fetches and waves belong to a whole operation/,
    ],
    ['a route that is not there', budgets('{ route: home, fetches: { max: 5 } }'), /There is no route "home"/],
    [
      'a router without its profile',
      `${SECTION}, router: router.yaml }`,
      /A router’s limits do not apply to the costs that the profile ibm computes/,
    ],
    [
      'a subgraph without a schema',
      'graphql: { subgraphs: { a: { owner: x } }, operations: [o.graphql] }',
      /schema is missing/,
    ],
  ])('%s', async (_what, text, message) => {
    const error = await errorOf(text);
    expect(error).toMatch(/^vitals-gate\.yml:\d+:\d+: error: /);
    expect(error).toMatch(message);
  });

  test('a file with neither routes nor operations', async () => {
    expect(await errorOf('settle: 500 ms\n')).toContain('No routes are declared, so there is nothing to measure.');
  });
});
