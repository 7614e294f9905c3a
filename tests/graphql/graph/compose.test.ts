import { print } from 'graphql';
import { describe, expect, test } from 'vitest';

import { compose } from '../../../src/graphql/graph/compose.ts';
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
    expect(await errorOf(() => compose([subgraph('products', broken)]))).toContain('is no finite number');
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
    expect(await errorOf(() => compose([subgraph('products', broken)]))).toContain('is no finite number');
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
      /^products\.graphql:1:15: error: The subgraph links federation v2\.12, of which it imports @cacheTag/,
    );
    expect(error).toContain('supergraph: supergraph.graphql');
  });

  test('is an error where it is another major version', async () => {
    const error = await errorOf(() => compose([subgraph('products', PRODUCTS.replace('v2.9', 'v3.0'))]));
    expect(error).toContain('The subgraph links federation v3.0; it can be composed here up to v2.9.');
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
