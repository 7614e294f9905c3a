import { describe, expect, test } from 'vitest';

import { readOwnership } from '../../../src/graphql/ownership/ownership.ts';
import { costBreakdown, ownContributions } from '../../../src/graphql/ownership/cost-breakdown.ts';
import { assertSums, nodeAt } from '../../../src/model/breakdown.ts';
import { graphOf, link, subgraph } from '../support.ts';

const FED = (...names: readonly string[]) => link('v2.9', '@key', '@external', '@shareable', '@override', ...names);

/** Who owns what where `a` and `b` are composed. */
function owners(a: string, b: string, ...names: readonly string[]) {
  const { document } = graphOf(subgraph('a', FED(...names) + a), subgraph('b', FED(...names) + b));
  return readOwnership(document).ownersOf;
}

describe('the owner of a field', () => {
  test('is the subgraph that has it', () => {
    const ownersOf = owners(
      'type Query { p: P } type P @key(fields: "id") { id: ID! name: String }',
      'type P @key(fields: "id") { id: ID! stars: Int }',
    );
    expect(ownersOf('P.name')).toEqual(['a']);
    expect(ownersOf('P.stars')).toEqual(['b']);
    expect(ownersOf('P.id')).toEqual(['a', 'b']);
    expect(ownersOf('P')).toEqual(['a', 'b']);
  });

  test('is each of those that share it', () => {
    const ownersOf = owners('type Query { n: Int @shareable }', 'type Query { n: Int @shareable }');
    expect(ownersOf('Query.n')).toEqual(['a', 'b']);
  });

  test('is not where it is external, be it for @requires or @provides', () => {
    const ownersOf = owners(
      'type Query { p: P } type P @key(fields: "id") { id: ID! weight: Int, name: String @shareable }',
      `type Query { q: P @provides(fields: "name") }
       type P @key(fields: "id") { id: ID! weight: Int @external, name: String @external, postage: Int @requires(fields: "weight") }`,
      '@requires',
      '@provides',
    );
    expect(ownersOf('P.weight')).toEqual(['a']);
    expect(ownersOf('P.postage')).toEqual(['b']);
    expect(ownersOf('P.name')).toEqual(['a']);
  });

  test('is the one that overrides it; with a label both answer', () => {
    const base = 'type Query { p: P } type P @key(fields: "id") { id: ID! name: String }';
    const overriding = 'type P @key(fields: "id") { id: ID! name: String @override(from: "a") }';
    expect(owners(base, overriding)('P.name')).toEqual(['b']);
    const labelled = overriding.replace('from: "a"', 'from: "a", label: "percent(5)"');
    expect(owners(base, labelled)('P.name')).toEqual(['a', 'b']);
  });

  test('comes through an interface object from the subgraph that adds it there', () => {
    const ownersOf = owners(
      `type Query { media: [Media] } interface Media @key(fields: "id") { id: ID! }
       type Book implements Media @key(fields: "id") { id: ID! pages: Int }`,
      'type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }',
      '@interfaceObject',
    );
    expect(ownersOf('Book.stars')).toEqual(['b']);
    expect(ownersOf('Media.stars')).toEqual(['b']);
    expect(ownersOf('Book.pages')).toEqual(['a']);
  });
});

describe('a total by owner', () => {
  const ownership = readOwnership(
    graphOf(
      subgraph(
        'a',
        `${FED()}type Query { p: P, n: Int @shareable } type P @key(fields: "id") { id: ID! name: String }`,
      ),
      subgraph('b', `${FED()}type Query { n: Int @shareable } type P @key(fields: "id") { id: ID! stars: Int }`),
    ).document,
  );
  const contributions = [
    { path: [], coordinate: 'Query', cost: 1 },
    { path: ['p'], coordinate: 'Query.p', cost: 2 },
    { path: ['p', 'id'], coordinate: 'P.id', cost: 0.1 },
    { path: ['p', 'stars'], coordinate: 'P.stars', cost: 0.2 },
    { path: ['p', 'stars', 'floor'], coordinate: null, cost: 3 },
    { path: ['n'], coordinate: 'Query.n', cost: 5 },
  ];

  test('gives a shared field to the subgraph that already answers, and to none alone where there is no such', () => {
    expect(ownContributions(contributions, ownership).map(({ owner }) => owner)).toEqual([
      'shared',
      'a',
      'a',
      'b',
      'floor',
      'shared',
    ]);
  });

  test('sums exactly, by owner and by response path', () => {
    const breakdown = costBreakdown('cost', { total: 11.3, contributions }, ownership);
    assertSums(breakdown);
    expect(breakdown.value).toBeCloseTo(11.3, 9);
    expect(nodeAt(breakdown, ['cost', 'a', 'p.id'])?.value).toBe(0.1);
    expect(nodeAt(breakdown, ['cost', 'shared', 'Query'])?.value).toBe(1);
    expect(nodeAt(breakdown, ['cost', 'floor'])?.value).toBe(3);
  });

  test('without bound is without bound at every level above, and still sums', () => {
    const endless = [...contributions, { path: ['p', 'list'], coordinate: 'P.stars', cost: Infinity }];
    const breakdown = costBreakdown('cost', { total: Infinity, contributions: endless }, ownership);
    assertSums(breakdown);
    expect(breakdown.value).toBe(Infinity);
    expect(nodeAt(breakdown, ['cost', 'b'])?.value).toBe(Infinity);
    expect(nodeAt(breakdown, ['cost', 'a'])?.value).toBe(2.1);
  });

  test('lists the largest of very many paths and sums the rest', () => {
    const many = Array.from({ length: 2000 }, (_, at) => ({ path: ['p', `x${at}`], coordinate: 'P.name', cost: at }));
    const breakdown = costBreakdown('cost', { total: 1_999_000, contributions: many }, ownership);
    assertSums(breakdown);
    expect(breakdown.value).toBe(1_999_000);
    expect(breakdown.parts[0]?.parts).toHaveLength(500);
  });
});
