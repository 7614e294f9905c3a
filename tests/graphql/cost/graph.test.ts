import { parse, Source } from 'graphql';
import { describe, expect, test } from 'vitest';

import { GateError } from '../../../src/errors.ts';
import { readCostGraph } from '../../../src/graphql/cost/graph.ts';
import { ibm } from './cost-of.ts';

const thrown = (sdl: string): unknown => {
  try {
    return readCostGraph(parse(new Source(sdl, 'a/schema.graphql')));
  } catch (error) {
    return error;
  }
};

/** The field cost of a field whose weight of 3 is written with a directive of that name. */
const cost = (header: string, name: string): number =>
  ibm(`${header} type Query { a: Int @${name}(weight: 3) }`, '{ a }')[1];

describe('the names of the directives', () => {
  const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9"';
  const spec =
    'schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/cost/v0.1"';

  test('are the plain ones without a link, and where they are imported under their own', () => {
    expect(cost('', 'cost')).toBe(3);
    expect(cost(`${federation}, import: ["@key", "@cost"])`, 'cost')).toBe(3);
  });

  test('are those that a link renames them to, and then not the plain ones', () => {
    expect(cost(`${federation}, import: [{ name: "@cost", as: "@price" }])`, 'price')).toBe(3);
    expect(cost(`${federation}, import: [{ name: "@cost", as: "@price" }])`, 'cost')).toBe(0);
  });

  test('have the prefix of their specification where they are not imported', () => {
    expect(cost(`${federation})`, 'federation__cost')).toBe(3);
    expect(cost(`${federation}, as: "fed")`, 'fed__cost')).toBe(3);
    const supergraph = `${spec}, as: "price") { query: Query }`;
    expect(cost(supergraph, 'price')).toBe(3);
    const sized = `${supergraph} type Query { all: [Query] @price__listSize(assumedSize: 4) }`;
    expect(ibm(sized, '{ all { __typename } }')).toEqual([5, 1]);
  });

  test('are read from `@core` too, and the link directive may be renamed', () => {
    expect(cost('schema @core(feature: "https://specs.apollo.dev/cost/v0.1", as: "c") { query: Query }', 'c')).toBe(3);
    expect(
      cost('extend schema @l(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@w" }])', 'w'),
    ).toBe(3);
  });
});

describe('what the directives say', () => {
  test('a weight is a whole number, a float, or a text that holds one', () => {
    for (const [written, weight] of [
      ['5', 5],
      ['"5"', 5],
      ['"2.5"', 2.5],
      ['"-1e1"', -10],
      ['1.5', 1.5],
    ] as const)
      expect(
        readCostGraph(parse(`type Query { a: Int @cost(weight: ${written}) }`))
          .types.get('Query')
          ?.fields.get('a')?.weight,
      ).toBe(weight);
  });

  test('a weight that is no finite number is an error, with its place', () => {
    for (const written of ['"much"', '""', '"Infinity"', '"1e999"', 'NaN', 'null', '"0x10"', '[1]']) {
      const error = thrown(`type Query {\n  a: Int @cost(weight: ${written})\n}`);
      expect(error).toBeInstanceOf(GateError);
      expect(error).toMatchObject({ code: 'cost-directive', exitCode: 2, where: 'a/schema.graphql:2:24' });
    }
    expect(thrown('type Query { a: Int @cost }')).toMatchObject({ where: 'a/schema.graphql:1:21' });
  });

  test('a list size of the wrong type is an error, with its place', () => {
    for (const written of [
      'assumedSize: "5"',
      'slicingArguments: [1]',
      'sizedFields: {}',
      'requireOneSlicingArgument: 1',
    ])
      expect(thrown(`type Query { a: [Int] @listSize(${written}) }`)).toMatchObject({ code: 'cost-directive' });
  });

  test('several list sizes on one field count each for what it sizes', () => {
    const sdl = `
      directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!]) repeatable on FIELD_DEFINITION
      type Query { all(n: Int): [Page] @listSize(assumedSize: 2) @listSize(slicingArguments: ["n"], sizedFields: ["items"]) }
      type Page { items: [Page] }`;
    expect(ibm(sdl, '{ all(n: 3) { items { __typename } } }')[0]).toBe(1 + 2 * (1 + 3));
  });
});

describe('schema documents', () => {
  test('extensions add to what they extend', () => {
    const sdl = `
      type Query { a: A } extend type Query { b: Int @cost(weight: "2") }
      type A { x: Int } extend type A @cost(weight: "5")
      union U = A extend union U = B type B { y: Int @cost(weight: 9) } extend type Query { u: U }`;
    expect(ibm(sdl, '{ a { x } b u { ... on B { y } } }')).toEqual([1 + 5 + 5, 1 + 2 + 1 + 9]);
  });

  test('a composed supergraph is read as it stands', () => {
    const sdl = `
      schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.5", for: EXECUTION)
        @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query }
      directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
      directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
      directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on OBJECT
      scalar join__FieldSet
      enum join__Graph { PRODUCTS @join__graph(name: "products", url: "") REVIEWS @join__graph(name: "reviews", url: "") }
      type Query @join__type(graph: PRODUCTS) { product: Product }
      type Product @join__type(graph: PRODUCTS, key: "id") @join__type(graph: REVIEWS, key: "id") {
        id: ID! reviews(first: Int = 10): [Review!]! @listSize(slicingArguments: ["first"]) }
      type Review @join__type(graph: REVIEWS) { body: String @cost(weight: 2) }`;
    expect(ibm(sdl, '{ product { reviews(first: 100) { body } } }')).toEqual([102, 202]);
  });
});
