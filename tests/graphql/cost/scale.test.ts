import { describe, expect, test } from 'vitest';

import { MAX_CONTRIBUTIONS } from '../../../src/graphql/cost/contributions.ts';
import { largest } from '../../../src/graphql/cost/list-size.ts';
import { costOf, ibm, router } from './cost-of.ts';

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
const LEVELS = 24;
const TREE = 'type Query { a: Query b: Query x: Int @cost(weight: "1") }';
/** Fragments that each spread the next below two fields: a response of 2^depth paths. */
const doubling = (depth: number): string =>
  `{ ...F0 } ${times(depth)
    .map((at) => `fragment F${at} on Query { a { ...F${at + 1} } b { ...F${at + 1} } }`)
    .join(' ')} fragment F${depth} on Query { x }`;

const nested = (depth: number): string => `{ ${'a { '.repeat(depth - 1)} x ${'}'.repeat(depth - 1)} }`;

function milliseconds(work: () => unknown): number {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}

const sized = (text: string): string =>
  `type Query { a(first: Int): Query @listSize(slicingArguments: ["first"], sizedFields: [${JSON.stringify(text)}]) xs: [Query] }`;
const nest = (depth: number): string => `${'a { '.repeat(depth - 1)} xs ${'}'.repeat(depth - 1)}`;

describe('the sized fields of a schema', () => {
  test('may lie a hundred deep in each other; what is deeper sizes nothing and does not fill the stack', () => {
    const operation = `{ ${'a { '.repeat(100)} xs { __typename } ${'}'.repeat(100)} }`.replace('a {', 'a(first: 3) {');
    expect(ibm(sized(nest(100)), operation, { listSize: 50 })[0]).toBe(1 + 100 + 3);
    for (const text of [
      nest(101),
      nest(100_000),
      'a.'.repeat(100_000) + 'xs',
      '{'.repeat(100_000),
      '}'.repeat(100_000),
    ]) {
      expect(ibm(sized(text), operation, { listSize: 50 })[0]).toBe(1 + 100 + 50);
      expect(router(sized(text), operation, { listSize: 50 })).toBe(100 + 50);
    }
  });

  test('may be many, and are read and found in the time of their text', () => {
    const many = times(50_000)
      .map((at) => `f${at} { xs } xs`)
      .join(' ');
    const operation = `{ ${times(1_000)
      .map((at) => `k${at}: a(first: ${at}) { xs { __typename } }`)
      .join(' ')} }`;
    const sum = (1_000 * 999) / 2;
    let totals: readonly number[] = [];
    const spent = milliseconds(() => {
      totals = [ibm(sized(many), operation)[0], router(sized(many), operation)];
    });
    expect(totals).toEqual([1 + 1_000 + sum, 1_000 + sum]);
    expect(spent).toBeLessThan(2_000);
  });

  test('may give more sizes than a function takes arguments', () => {
    expect(largest(times(300_000))).toBe(299_999);
    expect(largest([])).toBeNull();
  });

  test('a list of a million slices as one of three does', () => {
    const sliced = 'type Query { xs(ids: [Int]): [Query] @listSize(slicingArguments: ["ids"]) }';
    const variables = { ids: times(1_000_000) };
    expect(router(sliced, 'query($ids: [Int]) { xs(ids: $ids) { __typename } }', { variables })).toBe(1_000_000);
  });
});

describe('what grows exponentially is costed in the time of the document', () => {
  test('a response of 2^400 paths', () => {
    expect(ibm(TREE, doubling(20))[1]).toBe(2 ** 21 - 2 + 2 ** 20);
    let total = 0;
    expect(milliseconds(() => ([total] = ibm(TREE, doubling(400))))).toBeLessThan(500);
    expect(total).toBe(2 ** 401);
    expect(router(TREE, doubling(400))).toBeGreaterThan(2 ** 400);
  });

  test('a nesting as deep as it may be, and one that is too deep', () => {
    expect(ibm(TREE, nested(1_500))).toEqual([1_500, 1_500]);
    expect(router(TREE, nested(1_500))).toBe(1_500);
    expect(ibm(TREE, doubling(740))[1]).toBeGreaterThan(2 ** 740);
    expect(router(TREE, doubling(740))).toBeGreaterThan(2 ** 740);
    expect(() => ibm(TREE, nested(1_501))).toThrow(
      expect.objectContaining({ code: 'operation-too-deep', exitCode: 2 }),
    );
    expect(() => ibm(TREE, doubling(5_000))).toThrow('more than 1500 levels deep');
  });

  test('fragments that spread the next twice in one place', () => {
    const chain = times(400).map((at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`);
    const operation = `{ ...F0 } ${chain.join(' ')} fragment F400 on Query { a { x } }`;
    expect(ibm(TREE, operation)).toEqual([2, 2]);
    expect(router(TREE, operation)).toBe(2 ** 401);
  });

  test('10,240 spreads of one fragment, and of different ones', () => {
    const spreads = (name: (at: number) => string): string =>
      times(10_240)
        .map((at) => `...${name(at)}`)
        .join(' ');
    expect(ibm(TREE, `{ ${spreads(() => 'F')} } fragment F on Query { a { x } }`)).toEqual([2, 2]);
    const fragments = times(10_240).map((at) => `fragment F${at} on Query { k${at}: x }`);
    expect(ibm(TREE, `{ ${spreads((at) => `F${at}`)} } ${fragments.join(' ')}`)).toEqual([1, 10_240]);
  });

  test('a union of 10,000 types, each selected', () => {
    const types = times(10_000).map((at) => `type T${at} { a: Int @cost(weight: "${at}") }`);
    const sdl = `${types.join(' ')} union U = ${times(10_000)
      .map((at) => `T${at}`)
      .join(' | ')} type Query { u: U }`;
    const operation = `{ u { __typename ${times(10_000)
      .map((at) => `... on T${at} { a }`)
      .join(' ')} } }`;
    let total = 0;
    expect(milliseconds(() => ([, total] = ibm(sdl, operation)))).toBeLessThan(5_000);
    expect(total).toBe(10_000);
  });

  test('merged in more ways than can be tried, selections are added up to an upper bound', () => {
    // After each `a` one more fragment runs along, so every path of a and b merges a set of its own.
    const along = (level: number, born: number): string => (level < LEVELS ? `...F${level}_${born}` : 'x');
    const levels = times(LEVELS).flatMap((level) => [
      `fragment G${level} on Query { a { ...G${level + 1} ${along(level + 1, level)} } b { ...G${level + 1} } }`,
      ...times(level).map(
        (born) =>
          `fragment F${level}_${born} on Query { a { ${along(level + 1, born)} } b { ${along(level + 1, born)} } }`,
      ),
    ]);
    const cost = costOf(TREE, `{ ...G0 } ${levels.join(' ')} fragment G${LEVELS} on Query { x }`);
    expect(cost.precision).toBe('upper-bound');
    expect(cost.assumptions).toEqual([expect.objectContaining({ subject: 'selections' })]);
    expect(cost.totals['field-cost']?.total).toBeGreaterThan(2 ** (LEVELS + 1));
  });
});

describe('contributions', () => {
  test('beyond the cap are folded into the path above, and still sum to the total', () => {
    const { totals } = costOf(TREE, doubling(40));
    const { total = 0, contributions = [] } = totals['field-cost'] ?? {};
    expect(total).toBe(2 ** 41 - 2 + 2 ** 40);
    expect(contributions.length).toBeLessThanOrEqual(MAX_CONTRIBUTIONS);
    expect(contributions.reduce((sum, { cost }) => sum + cost, 0)).toBe(total);
  });

  test('of an unbounded list list what costs, and never more than ∞', () => {
    const sdl =
      'type Query { all: [Item] } type Item @cost(weight: "-2") { a: Item x: Int @cost(weight: "-3") y: Leaf } scalar Leaf @cost(weight: "9")';
    const { totals } = costOf(sdl, '{ all { x y a { y } } }');
    expect(totals['type-cost']).toEqual({
      total: Infinity,
      contributions: [
        { path: [], coordinate: 'Query', cost: 1 },
        { path: ['all', 'y'], coordinate: 'Item.y', cost: Infinity },
        { path: ['all', 'a', 'y'], coordinate: 'Item.y', cost: Infinity },
      ],
    });
  });
});
