import { describe, expect, test } from 'vitest';

import { costOf, lines, router } from './cost-of.ts';

const sdl = `
  directive @join__field(graph: String, requires: String, external: Boolean) on FIELD_DEFINITION
  interface Node { id: ID heavy: Node @cost(weight: "20") }
  type User implements Node @cost(weight: "4") { id: ID heavy: Node name: String @cost(weight: "2") friends: [User] best: User @cost(weight: "7") }
  type Shop implements Node { id: ID heavy: Node owner: User price: Int @cost(weight: "3") tax: Int @join__field(graph: "A", requires: "price owner { name }") taxes: [Int] @join__field(graph: "A", requires: "price") }
  input Filter { text: String @cost(weight: "5") deep: Filter list: [Filter] @cost(weight: "2") }
  enum Sort @cost(weight: "6") { UP DOWN }
  type Query {
    user(filter: Filter, heavy: Filter @cost(weight: "9"), sort: Sort, limit: Int = 3 @cost(weight: "8")): User
    users(first: Int, last: Int = 2): [User] @listSize(assumedSize: 6, slicingArguments: ["first", "last"], requireOneSlicingArgument: false)
    one(first: Int): [User] @listSize(slicingArguments: ["first"])
    page(first: Int): Page @listSize(slicingArguments: ["first"], sizedFields: ["items"])
    node: Node
    shops: [Shop]
    grid: [[Int]]
  }
  type Page { items: [User] total: Int }
  type Mutation { do: User }`;

/** A field that sizes lists below it. */
const deep = (type: string, sizedFields: string): string => `
  type Query { deep(first: Int): Deep @listSize(slicingArguments: ["first"], sizedFields: ${sizedFields}) }
  type Deep { results: ${type} page: [A] other: [A] } type Results { page: [A] other: [A] results: [A] } type A { id: ID }`;

describe('the apollo-router profile', () => {
  test('starts a mutation at 10 and a query at 0', () => {
    expect(router(sdl, 'mutation { do { id } }')).toBe(14);
    expect(router(sdl, '{ user { id } }')).toBe(4);
  });

  test('lets a field’s weight replace its type’s, and multiplies it', () => {
    expect(router(sdl, '{ user { name best { id } } }')).toBe(4 + 2 + 7);
    expect(router(sdl, '{ users(first: 5) { name } }')).toBe(5 * (4 + 2));
    expect(router(sdl, '{ shops { price } }')).toBe(100 * (1 + 3));
  });

  test('sizes lists by the largest slicing argument, defaults included, then the assumed size, then the configured one', () => {
    expect(router(sdl, '{ users { id } }')).toBe(2 * 4);
    expect(router(sdl, '{ users(first: 1) { id } }')).toBe(2 * 4);
    expect(router(sdl, '{ one { friends { id } } }', { listSize: 3 })).toBe(3 * (4 + 3 * 4));
    expect(router(sdl, '{ page(first: 5) { total ...F } } fragment F on Page { items { id } }')).toBe(1 + 5 * 4);
    expect(router(sdl, '{ grid }')).toBe(0);
  });

  test('slices by the length of a list, and follows paths into literals and into variables', () => {
    const sliced = `
      input Find { page: Page ids: [ID!] } input Page { first: Int }
      type Query {
        byIds(ids: [ID!] = ["a", "b"]): [Leaf] @listSize(slicingArguments: ["ids"])
        find(find: Find = { page: { first: 6 } }): [Leaf] @listSize(assumedSize: 40, slicingArguments: ["find.page.first", "find.ids"], requireOneSlicingArgument: false)
      }
      type Leaf { id: ID }`;
    const one = (operation: string, settings = {}): number => router(sliced, operation, settings);
    expect(one('{ byIds(ids: ["a", "b", "c"]) { id } empty: byIds(ids: []) { id } }')).toBe(3);
    expect(one('{ byIds { id } }')).toBe(2);
    expect(one('query($i: [ID!]) { byIds(ids: $i) { id } }', { variables: { i: ['a', 'b', 'c', 'd'] } })).toBe(4);
    expect(one('{ find(find: { page: { first: 5 } }) { id } }')).toBe(5 + 2);
    expect(one('{ find(find: { ids: ["a"], page: { first: 0 } }) { id } }')).toBe(1 + 2);
    expect(one('{ find { id } }')).toBe(6);
    expect(one('query($n: Int) { find(find: { page: { first: $n } }) { id } }', { variables: { n: 9 } })).toBe(9 + 2);
    expect(one('query($f: Find) { find(find: $f) { id } }', { variables: { f: { page: { first: 8 } } } })).toBe(8 + 2);
    // Where the path ends in nothing the size is assumed: in null, in what is absent, in a variable on the way.
    expect(one('query($f: Find) { find(find: $f) { id } }', { variables: { f: null } })).toBe(40);
    expect(one('query($f: Find) { find(find: $f) { id } }')).toBe(40);
    expect(one('{ find(find: {}) { id } }')).toBe(40 + 1);
    expect(one('query($p: Page) { find(find: { page: $p }) { id } }', { variables: { p: { first: 3 } } })).toBe(40 + 2);
  });

  test('lets what is given go over a default, be it null', () => {
    const sliced = `type Query { as(first: Int = 6): [A] @listSize(assumedSize: 9, slicingArguments: ["first"], requireOneSlicingArgument: false) } type A { id: ID }`;
    expect(router(sliced, '{ as { id } }')).toBe(6);
    expect(router(sliced, '{ as(first: null) { id } }')).toBe(9);
    expect(router(sliced, 'query($n: Int = 3) { as(first: $n) { id } }')).toBe(9);
    expect(router(sliced, 'query($n: Int = 3) { as(first: $n) { id } }', { variables: { n: 2 } })).toBe(2);
  });

  test('takes the largest of several list sizes, each with a rule of its own', () => {
    const several = `
      type Query {
        two: [A] @listSize(assumedSize: 3) @listSize(assumedSize: 7)
        any(first: Int, last: Int): [A] @listSize(slicingArguments: ["first"]) @listSize(slicingArguments: ["last"])
      }
      type A { id: ID }`;
    expect(router(several, '{ two { id } }')).toBe(7);
    const { totals, violations } = costOf(several, '{ any(last: 4) { id } }', { profile: 'apollo-router' });
    expect(totals.cost?.total).toBe(4);
    expect(violations.map(({ text }) => text)).toEqual([
      'Query.any takes exactly one of its slicing arguments (first; defaults count), not 0',
    ]);
  });

  test('sizes what a selection names below the field, and a list on the way to it', () => {
    const one = deep('Results', '["results { page }"]');
    expect(router(one, '{ deep(first: 5) { results { page { id } } } }')).toBe(1 + 1 + 5);
    expect(
      router(
        one,
        '{ deep(first: 5) { results { p: page { id } other { id } } ...F } } fragment F on Deep { other { id } }',
      ),
    ).toBe(1 + 1 + 5 + 100 + 100);
    expect(router(deep('[Results]', '["results { page }"]'), '{ deep(first: 5) { results { page { id } } } }')).toBe(
      1 + 5 * (1 + 5),
    );
    expect(
      router(deep('[Results]', '["results", "results { page }"]'), '{ deep(first: 5) { results { page { id } } } }'),
    ).toBe(1 + 5 * (1 + 5));
    expect(
      router(deep('Results', '["page", "results.page"]'), '{ deep(first: 5) { page { id } results { page { id } } } }'),
    ).toBe(1 + 5 + 1 + 5);
    // The router knows lists below by their names alone.
    expect(router(one, '{ deep(first: 5) { page { id } } }')).toBe(1 + 5);
    expect(
      router(deep('Results', '["results { results }"]'), '{ deep(first: 5) { results { results { id } } } }'),
    ).toBe(1 + 1 + 5);
  });

  test('adds up everything: fragments, repeated fields, types that exclude each other', () => {
    expect(router(sdl, '{ user { name } user { name } ...F ...F } fragment F on Query { user { id } }')).toBe(
      6 + 6 + 4 + 4,
    );
    expect(router(sdl, '{ node { heavy { id } ... on User { name } ... on Shop { price } } }')).toBe(1 + 20 + 2 + 3);
  });

  test('skips by literals on fields only', () => {
    expect(router(sdl, '{ user @skip(if: true) { id } node @include(if: false) { id } }')).toBe(0);
    expect(router(sdl, '{ ... @skip(if: true) { user { id } } }')).toBe(4);
    expect(router(sdl, 'query($x: Boolean!) { user @skip(if: $x) { id } }', { variables: { x: true } })).toBe(4);
  });

  test('counts supplied arguments and no defaults', () => {
    expect(router(sdl, '{ user(limit: 1) { id } }')).toBe(4 + 8);
    expect(router(sdl, '{ user(sort: UP) { id } }')).toBe(4 + 6);
    expect(router(sdl, '{ user(filter: { text: "x", deep: { text: "y" } }) { id } }')).toBe(4 + 1 + 5 + 1 + 5);
    expect(router(sdl, '{ user(heavy: { list: [{ text: "x" }, {}] }) { id } }')).toBe(4 + 9 + 2 + (2 + 5) + 2);
  });

  test('counts null and unknown variables as nothing, and given ones as their value', () => {
    const operation = 'query($f: Filter, $s: Sort = UP) { user(filter: $f, heavy: null, sort: $s) { id } }';
    expect(router(sdl, operation)).toBe(4);
    expect(router(sdl, operation, { unknownVariables: true })).toBe(4);
    expect(router(sdl, operation, { variables: { f: { text: 'x' }, s: 'DOWN' } })).toBe(4 + 1 + 5 + 6);
  });

  test('takes an unknown slicing variable for present and assumes its size', () => {
    const operation = 'query($n: Int) { one(first: $n) { id } }';
    const cost = costOf(sdl, operation, { profile: 'apollo-router', listSize: 50, unknownVariables: true });
    expect(cost.totals.cost?.total).toBe(50 * 4);
    expect(cost.violations).toEqual([]);
    expect(cost.assumptions).toEqual([{ subject: '$n', text: 'assumes $n ≤ 50 (the configured list size)' }]);
    expect(costOf(sdl, '{ one { id } }', { profile: 'apollo-router' }).violations).toHaveLength(1);
  });

  test('adds what a field requires to its parent, outside the list’s multiplier', () => {
    expect(router(sdl, '{ shops { tax } }')).toBe(100 * (1 + 3 + (4 + 2)));
    expect(router(sdl, '{ shops { taxes } }')).toBe(100 * (1 + 3));
  });

  test('tells what a field requires apart from what the operation selects', () => {
    const parcels = `
      directive @join__field(requires: String) on FIELD_DEFINITION
      type Query { p: P }
      type P { id: ID size: Int @cost(weight: 1) dim: D rs: [R] @listSize(assumedSize: 10) ship: Int @join__field(requires: "size dim { w }") }
      type D { w: Int }
      type R { t: Int @cost(weight: 2) }`;
    expect(router(parcels, '{ p { ship } }')).toBe(1 + 1 + 1);
    expect(router(parcels, '{ p { id ship } }')).toBe(1 + 1 + 1);
    expect(router(parcels, '{ p { id rs { t } ship } }')).toBe(1 + 10 * (1 + 2) + 1 + 1);
    expect(router(parcels, '{ p { id rs { t } x: ship y: rs { t } } }')).toBe(1 + 2 * 10 * (1 + 2) + 1 + 1);
  });

  test('costs fields that require each other the same in any order', () => {
    const circle = `
      directive @join__field(requires: String) on FIELD_DEFINITION
      type Query { a: Int @cost(weight: 2) @join__field(requires: "b") b: Int @cost(weight: 3) @join__field(requires: "a c") c: Int @cost(weight: 5) @join__field(requires: "b") }`;
    const a = 2 + (3 + 2 + (5 + 3));
    const b = 3 + (2 + 3) + (5 + 3);
    const c = 5 + (3 + (2 + 3) + 5);
    for (const order of ['a b c', 'c b a', 'b c a'])
      expect([order, router(circle, `{ ${order} }`)]).toEqual([order, a + b + c]);
  });

  test('sizes no list below 0, so that no cost is below what is certain', () => {
    const sliced = `type Query { as(first: Int): [A] @listSize(slicingArguments: ["first"]) usual(first: Int = -3): [A] @listSize(slicingArguments: ["first"]) } type A { id: ID l: [A] }`;
    expect(router(sliced, '{ as(first: -1) { id } usual { id } }')).toBe(0);
    expect(router(sliced, 'query($n: Int) { as(first: $n) { id } }', { variables: { n: -4 } })).toBe(0);
    expect(router(sliced, '{ as(first: -1) { l { id } } }', { listSize: Infinity })).toBe(0);
    expect(router(sliced, '{ as(first: -1) { l { id } m: l { id } } }', { listSize: Infinity })).toBe(0);
  });

  test('costs `__typename` and introspection nothing', () => {
    expect(router(sdl, '{ __typename node { __typename } __schema { queryType { name } } }')).toBe(1);
  });

  test('lists equal selections under one path, and types that exclude each other under one path each', () => {
    const operation =
      '{ user { name } ...F ...F node { ... on User { b: name } ... on Shop { b: price } } } fragment F on Query { user { name } }';
    expect(lines(costOf(sdl, operation, { profile: 'apollo-router' }).totals.cost)).toEqual([
      '/user Query.user 12',
      '/user/name User.name 6',
      '/node Query.node 1',
      '/node/b User.name 2',
      '/node/b Shop.price 3',
    ]);
  });
});
