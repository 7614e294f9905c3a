import { parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';

import { costOperation } from '../../../src/graphql/cost/operation.ts';
import { compose } from '../../../src/graphql/graph/compose.ts';
import type { Graph } from '../../../src/graphql/graph/graph.ts';
import { errorOf, graphOf, link, subgraph } from '../support.ts';

const PRODUCTS = `${link('v2.9', '@key', '@cost')}
type Query { product: Product }
type Product @key(fields: "id") { id: ID! name: String! @cost(weight: 5) }`;

/** A subgraph whose Thing.size has this weight. */
function sized(weight: string): string {
  return `${link('v2.9', '@key', '@cost', '@shareable')}
type Query { all: [Thing] @shareable }
type Thing @shareable { size: Int @cost(weight: ${weight}) }`;
}

describe('weights', () => {
  test('that are strings with a float compose, and come out as they were', () => {
    const reviews = `${link('v2.9', '@key', '@cost')}
type Product @key(fields: "id") { id: ID! rating: Float @cost(weight: "2.5") stars: Int @cost(weight: "-0.5") }`;
    const { document } = graphOf(subgraph('products', PRODUCTS), subgraph('reviews', reviews));
    const text = print(document);
    expect(text).toMatch(/rating: Float .*@cost\(weight: "2\.5"\)/);
    expect(text).toMatch(/stars: Int .*@cost\(weight: "-0\.5"\)/);
    expect(text).toMatch(/name: String! .*@cost\(weight: "5"\)/);
  });

  test('of one field in two subgraphs compose to the larger, also where one is a float', () => {
    const { document } = graphOf(subgraph('one', sized('"2.5"')), subgraph('other', sized('2')));
    expect(print(document)).toMatch(/size: Int @cost\(weight: "2\.5"\)/);
  });

  test('that are no numbers are an error at their place', async () => {
    const broken = PRODUCTS.replace('weight: 5', 'weight: "dear"');
    expect(await errorOf(() => compose([subgraph('products', broken)]))).toContain('products.graphql:4:');
    expect(await errorOf(() => compose([subgraph('products', broken)]))).toContain('must be a finite number');
  });

  test('that are missing are an error of their subgraph', () => {
    const broken = PRODUCTS.replace('(weight: 5)', '');
    const composition = compose([
      subgraph('other', `${link('v2.9')}type Query { other: Int }`),
      subgraph('products', broken),
    ]);
    expect(composition.ok ? [] : composition.errors).toMatchObject([{ subgraph: 'products', rule: 'INVALID_GRAPHQL' }]);
  });

  test('that are without bound are an error', async () => {
    const broken = PRODUCTS.replace('weight: 5', 'weight: "Infinity"');
    expect(await errorOf(() => compose([subgraph('products', broken)]))).toContain('must be a finite number');
  });
});

describe('a federation newer than the composer', () => {
  test('is composed at 2.9, and that is said, where it imports nothing newer', () => {
    const composition = compose([subgraph('products', PRODUCTS.replace('v2.9', 'v2.11'))]);
    expect(composition.ok).toBe(true);
    expect(composition.ok && composition.notes).toEqual([
      'The subgraph products links federation v2.11; it is composed at v2.9.',
    ]);
  });

  test('is an error that asks for the supergraph where it imports more', async () => {
    const newer = PRODUCTS.replace('v2.9', 'v2.12').replace('"@cost"', '"@cost", { name: "@cacheTag", as: "@tag" }');
    const error = await errorOf(() => compose([subgraph('products', newer)]));
    expect(error).toMatch(
      /^products\.graphql:1:15: error: The subgraph links federation v2\.12, from which it imports @cacheTag/,
    );
    expect(error).toContain('supergraph: supergraph.graphql');
  });

  test('is an error where it is another major version', async () => {
    const error = await errorOf(() => compose([subgraph('products', PRODUCTS.replace('v2.9', 'v3.0'))]));
    expect(error).toContain('The subgraph links federation v3.0; it can be composed here up to v2.9.');
  });
});

const links = (...more: readonly string[]): string =>
  `extend schema @link(url: "https://specs.apollo.dev/link/v1.0") ${more.map((each) => `@link(${each})`).join(' ')}\n`;

const SPECIFICATION = 'url: "https://specs.apollo.dev/cost/v0.1"';

const weighed = (weigh: string, size: string): string =>
  `type Query { a: Int ${weigh}(weight: 5) all(first: Int): [Thing] ${size}(slicingArguments: ["first"]) } type Thing { id: ID }`;

describe('the cost specification', () => {
  test.each([
    [
      'imports',
      links('url: "https://specs.apollo.dev/federation/v2.9"', `${SPECIFICATION}, import: ["@cost", "@listSize"]`),
      '@cost',
      '@listSize',
    ],
    [
      'renames',
      links(
        'url: "https://specs.apollo.dev/federation/v2.9", as: "fed"',
        `${SPECIFICATION}, import: [{ name: "@cost", as: "@price" }, { name: "@listSize", as: "@size" }]`,
      ),
      '@price',
      '@size',
    ],
    ['prefixes', links('url: "https://specs.apollo.dev/federation/v2.3"', SPECIFICATION), '@cost', '@cost__listSize'],
    ['links alone', links(`${SPECIFICATION}, as: "money"`), '@money', '@money__listSize'],
    [
      'has in federation',
      links('url: "https://specs.apollo.dev/federation/v2.9"'),
      '@federation__cost',
      '@federation__listSize',
    ],
    [
      'defines',
      `directive @cost(weight: Int!) on FIELD_DEFINITION\n${links(`${SPECIFICATION}, import: ["@cost", "@listSize"]`)}`,
      '@cost',
      '@listSize',
    ],
  ])('composes where a subgraph %s it', (_what, schema, weigh, size) => {
    const graph = graphOf(subgraph('a', schema + weighed(weigh, size)));
    expect(routerCost(graph, '{ a all(first: 3) { id } }')).toBe(5 + 3);
  });

  test('merges what subgraphs say of one field, however each links it', () => {
    const own = `${links(`${SPECIFICATION}, import: ["@cost"]`, 'url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"]')} type Query { a: Int @shareable @cost(weight: 7) }`;
    const other = `${link('v2.9', '@cost', '@shareable')} type Query { a: Int @shareable @cost(weight: 4) }`;
    expect(print(graphOf(subgraph('a', own), subgraph('b', other)).document)).toMatch(/a: Int @cost\(weight: 7\)/);
  });
});

const kept = (
  name: string,
): string => `${link('v2.9', '@shareable', '@listSize', '@cost').replace('"@listSize"', `{ name: "@listSize", as: "@${name}" }`)}
  input In { first: Int }
  type Query {
    byIds(ids: [ID!]!): [Thing] @shareable @${name}(slicingArguments: ["ids"])
    find(in: In): [Thing] @shareable @${name}(slicingArguments: ["in.first"])
    deep(first: Int): Deep @shareable @${name}(slicingArguments: ["first"], sizedFields: ["inner { things }"])
    plain(first: Int): [Thing] @shareable @${name}(slicingArguments: ["first"])
  }
  type Deep @shareable { inner: Inner } type Inner @shareable { things: [Thing] } type Thing @shareable { id: ID @cost(weight: "0.5") }`;

/** What Apollo Router estimates, with lists of 100. */
function routerCost({ costs }: Graph, operation: string): number | undefined {
  const settings = { profile: 'apollo-router', listSize: 100, variables: {}, unknownVariables: false } as const;
  return costOperation(costs, parse(operation), null, settings).totals.cost?.total;
}

describe('list sizes that the composer does not know', () => {
  test.each(['listSize', 'size'])('count as they are written: @%s', (name) => {
    const graph = graphOf(subgraph('a', kept(name)), subgraph('b', kept(name)));
    const cost = (operation: string): number | undefined => routerCost(graph, operation);
    expect(cost('{ byIds(ids: ["1", "2"]) { id } }')).toBe(2 * 1.5);
    expect(cost('{ find(in: { first: 4 }) { id } }')).toBe(1 + 4 * 1.5);
    expect(cost('{ deep(first: 6) { inner { things { id } } } }')).toBe(1 + 1 + 6 * 1.5);
    expect(cost('{ plain(first: 3) { id } }')).toBe(3 * 1.5);
    expect(print(graph.document).match(/"inner \{ things \}"/g)).toHaveLength(1);
    expect(graph.notes).toEqual([
      'The composer does not know the lists, paths and selections of @listSize: those of Query.byIds, Query.find, Query.deep count as they are written.',
    ]);
  });

  test('of fields that another subgraph sizes too stand beside its', () => {
    const other = `${link('v2.9', '@shareable', '@listSize')} type Query { byIds(ids: [ID!]!): [Thing] @shareable @listSize(assumedSize: 9) } type Thing @shareable { id: ID }`;
    const graph = graphOf(
      subgraph('a', kept('listSize').replaceAll(/ {6}(?!byIds).*@shareable.*\n/g, '')),
      subgraph('b', other),
    );
    expect(print(graph.document)).toMatch(/@listSize\(assumedSize: 9\).*@listSize\(slicingArguments: \["ids"\]\)/);
  });
});

describe('what does not compose', () => {
  test('names the subgraph and the rule', () => {
    const other = `${link('v2.9', '@key')}\ntype Product @key(fields: "sku") { id: ID! }`;
    const composition = compose([subgraph('products', PRODUCTS), subgraph('stock', other)]);
    expect(composition.ok ? [] : composition.errors.map(({ subgraph: name, rule }) => [name, rule])).toContainEqual([
      'stock',
      'KEY_INVALID_FIELDS',
    ]);
  });

  test('is a value too where a rule of the composer throws', () => {
    const broken = PRODUCTS.replace('@cost(weight: 5)', '@cost');
    const composition = compose([subgraph('products', broken)]);
    expect(composition.ok ? '' : composition.errors[0]?.message).toMatch(/weight/);
  });
});
