import { describe, expect, test } from 'vitest';

import { costOf, ibm, router } from './cost-of.ts';

const sdl = `
  input Page { first: Int more: More }
  input More { first: Int = 6 }
  type Query {
    items(first: Int, last: Int = 2, ids: [Int], page: Page): [Item]
      @listSize(assumedSize: 9, slicingArguments: ["first", "last", "ids", "page.first", "page.more.first"], requireOneSlicingArgument: false)
    plain: [Item]
    grid(first: Int): [[Item]] @listSize(slicingArguments: ["first"])
    assumed: [Item] @listSize(assumedSize: 4)
    connection(first: Int): Connection @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    deep(first: Int): Deep @listSize(slicingArguments: ["first"], sizedFields: ["inner.edges"])
    both(first: Int): [Connection] @listSize(slicingArguments: ["first"], sizedFields: ["edges"])
    strict(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
    usual(first: Int = 5, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
    unassumed(first: Int = 3): [Item] @listSize(slicingArguments: ["first"])
  }
  interface Edges { edges: [Item] }
  type Connection implements Edges { edges: [Item] @listSize(assumedSize: 50) total: Int other: [Item] @listSize(assumedSize: 1) }
  type Deep { inner: Connection }
  type Item { id: ID @cost(weight: "1") }`;
/** The items of a list of `Item`: each costs 1, the query itself 1. */
const items = (operation: string, settings = {}): number => ibm(sdl, operation, settings)[0] - 1;

describe('the size of a list', () => {
  test('is the largest slicing argument, the schema’s default included', () => {
    expect(items('{ items(first: 7, last: 3) { id } }')).toBe(7);
    expect(items('{ items(first: 1) { id } }')).toBe(2);
    expect(items('{ items { id } }')).toBe(2);
  });

  test('is the length of a list that slices', () => {
    expect(items('{ items(ids: [4, 4, 4, 4, 4]) { id } }')).toBe(5);
    expect(items('query($ids: [Int]) { items(ids: $ids) { id } }', { variables: { ids: [1, 2, 3] } })).toBe(3);
  });

  test('is 1 where a list slices and one thing is given, which is a list of one', () => {
    const coerced = `
      input In { ids: [Int!] deep: [In!] }
      type Query {
        ids(ids: [Int!]): [A] @listSize(slicingArguments: ["ids"])
        names(ids: [ID!], in: In): [A] @listSize(assumedSize: 40, slicingArguments: ["ids", "in.ids", "in.deep"], requireOneSlicingArgument: false)
        usual(ids: [Int!] = 7): [A] @listSize(slicingArguments: ["ids"])
      }
      type A { id: ID }`;
    const cost = (operation: string, settings = {}): number => ibm(coerced, operation, settings)[0] - 1;
    expect(cost('{ ids(ids: 100) { id } }')).toBe(1);
    expect(cost('query($i: [Int!]) { ids(ids: $i) { id } }', { variables: { i: 100 } })).toBe(1);
    expect(cost('{ names(ids: "5") { id } }')).toBe(1);
    expect(cost('{ names(in: { ids: 9 }) { id } }')).toBe(1);
    expect(cost('{ names(in: { deep: { ids: [1, 2] } }) { id } }')).toBe(1);
    expect(cost('{ names(ids: null) { id } }')).toBe(40);
    expect(cost('{ usual { id } }')).toBe(1);
  });

  test('is found inside input objects, defaults and variables included', () => {
    expect(items('{ items(page: { first: 8 }) { id } }')).toBe(8);
    expect(items('{ items(page: { more: {} }) { id } }')).toBe(6);
    expect(items('query($p: Page) { items(page: $p) { id } }', { variables: { p: { more: { first: 11 } } } })).toBe(11);
  });

  test('is the assumed size where no argument is given, and null is none', () => {
    expect(items('{ items(last: null) { id } }')).toBe(9);
    expect(items('{ assumed { id } }')).toBe(4);
  });

  test('is never a fraction', () => {
    const sliced =
      'type Query { as(n: Float): [A] @listSize(assumedSize: 7, slicingArguments: ["n"]) } type A { id: ID }';
    for (const cost of [ibm(sliced, '{ as(n: 2.5) { id } }')[0] - 1, router(sliced, '{ as(n: 2.5) { id } }')])
      expect(cost).toBe(7);
  });

  test('is the configured one where nothing sizes it, and unbounded without', () => {
    expect(items('{ plain { id } }', { listSize: 20 })).toBe(20);
    const cost = costOf(sdl, '{ plain { id } }');
    expect(cost.totals['type-cost']?.total).toBe(Infinity);
    expect(cost.assumptions).toEqual([{ subject: 'Query.plain', text: 'nothing bounds the list Query.plain' }]);
  });

  test('may be 0, is never below, and multiplies a nested list once', () => {
    expect(items('{ grid(first: 0) { id } }')).toBe(0);
    expect(items('{ grid(first: -4) { id } }')).toBe(0);
    expect(items('{ grid(first: 3) { id } }')).toBe(3);
  });

  test('0 × ∞ is 0, and an unbounded list of what costs nothing is 0', () => {
    expect(ibm(sdl, '{ grid(first: 0) { id } plain { __typename } }')).toEqual([Infinity, 2]);
    const free =
      'type Query { free: [Free] none(n: Int): [Query] @listSize(slicingArguments: ["n"]) } type Free @cost(weight: "-1") { a: Int }';
    expect(ibm(free, '{ none(n: 0) { free { a } } free { a } }')).toEqual([1, 2]);
  });
});

describe('sizedFields', () => {
  test('size the named children and not the field itself', () => {
    expect(ibm(sdl, '{ connection(first: 3) { edges { id } total } }')).toEqual([5, 2 + 3]);
    expect(ibm(sdl, '{ both(first: 3) { edges { id } } }', { listSize: 2 })).toEqual([
      1 + 2 * (1 + 3),
      1 + 2 * (1 + 3),
    ]);
  });

  test('reach through fragments and aliases, and leave other children alone', () => {
    const operation = `{ connection(first: 3) { ...F e: edges { id } other { id } } } fragment F on Edges { edges { id } }`;
    expect(items(operation)).toBe(1 + 3 + 3 + 1);
  });

  test('of several directives that size the same child count the largest', () => {
    const one = '@listSize(slicingArguments: ["f"], sizedFields: ["n"], requireOneSlicingArgument: false)';
    const other = '@listSize(slicingArguments: ["l"], sizedFields: ["n"], requireOneSlicingArgument: false)';
    for (const directives of [`${one} ${other}`, `${other} ${one}`]) {
      const repeated = `type Query { x(f: Int, l: Int): C ${directives} } type C { n: [A] } type A { id: ID }`;
      expect(ibm(repeated, '{ x(f: 3, l: 8) { n { id } } }')[0]).toBe(1 + 1 + 8);
      expect(ibm(repeated, '{ x(f: 3) { n { id } } }')[0]).toBe(1 + 1 + 3);
    }
  });

  test.each([
    'inner.edges',
    'inner { edges }',
    ' inner{edges} # all',
    'inner , { edges , }',
    'inner { edges } other',
    'other inner.edges',
  ])('reach down a path and a selection: %s', (text) => {
    const deep = sdl.replace('"inner.edges"', JSON.stringify(text));
    expect(ibm(deep, '{ deep(first: 3) { inner { edges { id } } } }')[0]).toBe(1 + 1 + 1 + 3);
    expect(ibm(deep, '{ deep(first: 3) { inner { ... on Edges { e: edges { id } } other { id } } } }')[0]).toBe(
      3 + 3 + 1,
    );
  });

  test.each([
    '',
    'inner {',
    'inner { edges',
    'inner { }',
    'inner edges }',
    '{ edges }',
    'inner..edges',
    '.inner',
    'inner.',
    'inner: edges',
    'inner(a: 1)',
    '"inner"',
  ])('that are neither size nothing: %j', (text) => {
    const deep = sdl.replace('"inner.edges"', JSON.stringify(text));
    expect(ibm(deep, '{ deep(first: 3) { inner { edges { id } } } }')[0]).toBe(1 + 1 + 1 + 50);
  });

  test('of several fields on the way and at the end size each list, the largest where they meet', () => {
    const shop = `
      type Query {
        shop(first: Int, last: Int): Shop
          @listSize(slicingArguments: ["first"], sizedFields: ["a { xs } b { xs c.ys }"], requireOneSlicingArgument: false)
          @listSize(slicingArguments: ["last"], sizedFields: ["b.xs"], requireOneSlicingArgument: false)
      }
      type Shop { a: Part b: Part @listSize(assumedSize: 4, sizedFields: ["xs"]) }
      type Part { xs: [Leaf] ys: [Leaf] c: Part }
      type Leaf { id: ID }`;
    const cost = (operation: string): number => ibm(shop, operation, { listSize: 100 })[0] - 3;
    expect(cost('{ shop(first: 3) { a { xs { id } } } }')).toBe(3);
    expect(cost('{ shop(first: 3) { a { ys { id } } } }')).toBe(100);
    expect(cost('{ shop(first: 3) { b { xs { id } } } }')).toBe(4);
    expect(cost('{ shop(first: 3, last: 7) { b { xs { id } } } }')).toBe(7);
    expect(cost('{ shop(first: 3) { b { c { ys { id } } } } }')).toBe(1 + 3);
    expect(cost('{ shop(first: 3) { b { c { xs { id } } } } }')).toBe(1 + 100);
  });

  test('do nothing where they are not selected, or nothing sizes them', () => {
    expect(items('{ connection(first: 3) { total } }')).toBe(1);
    expect(items('{ connection { edges { id } } }')).toBe(1 + 50);
  });
});

/** How many slicing arguments there are wherever there is not exactly one. */
const broken = (schema: string, operation: string): readonly string[] =>
  costOf(schema, operation).violations.map(({ text }) => text.replace(/.*, /, ''));

describe('requireOneSlicingArgument', () => {
  test('is broken by none and by two, told where, and costed all the same', () => {
    const cost = costOf(sdl, '{ strict(first: 1, last: 5) { id }\n  none: strict { id } }', { listSize: 10 });
    expect(cost.totals['type-cost']?.total).toBe(1 + 5 + 10);
    expect(cost.violations).toEqual([
      {
        text: 'Query.strict takes exactly one of its slicing arguments (first, last; defaults count), not 2',
        file: 'operation.graphql',
        line: 1,
        column: 3,
      },
      {
        text: 'Query.strict takes exactly one of its slicing arguments (first, last; defaults count), not 0',
        file: 'operation.graphql',
        line: 2,
        column: 3,
      },
    ]);
  });

  test('counts a default as if it was given, unless null is given in its place', () => {
    const two =
      'type Query { a(first: Int = 5, last: Int = 6): [Query] @listSize(slicingArguments: ["first", "last"]) }';
    expect(broken(sdl, '{ usual { id } a: usual(first: 2) { id } b: usual(first: null, last: 2) { id } }')).toEqual([]);
    expect(broken(sdl, '{ usual(last: 2) { id } }')).toEqual(['not 2']);
    expect(broken(two, '{ a { __typename } b: a(first: 1) { __typename } }')).toEqual(['not 2', 'not 2']);
    expect(broken(two, '{ a(first: null) { __typename } b: a(first: null, last: null) { __typename } }')).toEqual([
      'not 0',
    ]);
    expect(broken(two.replace('"last"]', '"first"]'), '{ a { __typename } }')).toEqual([]);
  });
});

/** What is assumed with lists of 5 and unknown variables. */
const assumptionsOf = (schema: string, operation: string): string[] =>
  costOf(schema, operation, { listSize: 5, unknownVariables: true }).assumptions.map(({ text }) => text);
const sized = (type: string): string => `assumes ${type}.xs ≤ 5 (the configured list size)`;

describe('types whose lists cost alike', () => {
  const alike = `
    interface N { xs(first: Int): [A] }
    type P implements N { xs(first: Int): [A] } type R implements N { xs(first: Int): [A] } type S implements N { xs(first: Int): [A] }
    type Query { n: N } type A { id: ID }`;

  test('assume a size each, whatever their keys', () => {
    expect(assumptionsOf(alike, '{ n { ... on P { xs { id } } ... on R { y: xs { id } } } }')).toEqual([
      sized('P'),
      sized('R'),
    ]);
    expect(assumptionsOf(alike, '{ n { xs { id } } }')).toEqual([sized('P'), sized('R'), sized('S')]);
  });

  test('assume a variable’s size each in its own name', () => {
    const bounded = alike.replaceAll('[A]', '[A] @listSize(assumedSize: 3, slicingArguments: ["first"])');
    expect(assumptionsOf(bounded, 'query($n: Int) { n { xs(first: $n) { id } } }')).toEqual(
      ['P', 'R', 'S'].map((type) => `assumes $n ≤ 3 (assumedSize of ${type}.xs)`),
    );
  });

  test('break their rule at each place', () => {
    const strict = alike.replaceAll('[A]', '[A] @listSize(slicingArguments: ["first"])');
    const { violations } = costOf(strict, '{ n { ... on P { xs { id } } ... on R { y: xs { id } z: xs { id } } } }');
    expect(violations.map(({ text, column }) => `${column} ${text.slice(0, 4)}`)).toEqual([
      '18 P.xs',
      '41 R.xs',
      '54 R.xs',
    ]);
  });
});

describe('unknown slicing variables', () => {
  const unknown = { unknownVariables: true, listSize: 100 };

  test('are assumed to be as large as the assumed size, then as the configured one', () => {
    const assumed = costOf(sdl, 'query($n: Int) { items(first: $n) { id } }', unknown);
    expect(assumed.totals['type-cost']?.total).toBe(1 + 9);
    expect(assumed.assumptions).toEqual([{ subject: '$n', text: 'assumes $n ≤ 9 (assumedSize of Query.items)' }]);
    const configured = costOf(sdl, 'query($n: Int) { strict(first: $n) { id } }', unknown);
    expect(configured.totals['type-cost']?.total).toBe(1 + 100);
    expect(configured.assumptions).toEqual([{ subject: '$n', text: 'assumes $n ≤ 100 (the configured list size)' }]);
    expect(configured.violations).toEqual([]);
  });

  test('never fall back to a default, which a caller can exceed', () => {
    expect(items('query($n: Int = 2) { unassumed(first: $n) { id } }', unknown)).toBe(100);
    expect(items('query($n: Int = 2) { unassumed(first: $n) { id } }')).toBe(2);
    expect(items('query($n: Int) { unassumed(first: $n) { id } }')).toBe(3);
  });

  test('are unbounded where nothing bounds them, which is said', () => {
    const cost = costOf(sdl, 'query($n: Int) { grid(first: 1) { id } unassumed(first: $n) { id } }', {
      unknownVariables: true,
    });
    expect(cost.totals['type-cost']?.total).toBe(Infinity);
    expect(cost.assumptions).toEqual([{ subject: '$n', text: 'nothing bounds $n, which sizes Query.unassumed' }]);
  });

  test('are bounded by what was declared, which is told as an assumption', () => {
    const cost = costOf(sdl, 'query($p: Page) { items(page: $p) { id } }', {
      ...unknown,
      variables: { p: { first: 12 } },
    });
    expect(cost.totals['type-cost']?.total).toBe(1 + 12);
    expect(cost.assumptions).toContainEqual({ subject: '$p.first', text: 'assumes $p.first ≤ 12 (as configured)' });
    expect(costOf(sdl, 'query($n: Int) { strict(first: $n) { id } }', { variables: { n: 4 } }).assumptions).toEqual([]);
  });
});
