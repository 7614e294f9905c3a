import { describe, expect, test } from 'vitest';

import { costOf, ibm } from './cost-of.ts';

const sdl = `
  input Filter {
    term: String @cost(weight: "2")
    page: Page = { size: 5 }
    all: [Filter!] @cost(weight: "10")
  }
  input Page { size: Int = 3 @cost(weight: "4") after: String @cost(weight: "-1") }
  input Either @oneOf { id: Int @cost(weight: "6") name: String @cost(weight: "7") }
  type Query {
    find(filter: Filter, either: Either, limit: Int = 1 @cost(weight: "100")): Int
    plain(filter: Filter @cost(weight: "3"), ids: [Int] @cost(weight: "5"), either: Either): Int
  }`;
const fieldCost = (operation: string, variables: Record<string, unknown> = {}): number =>
  ibm(sdl, operation, { variables })[1];

describe('the cost of arguments', () => {
  test('schema defaults cost, and an explicit null pays the argument and suppresses them', () => {
    expect(fieldCost('{ find }')).toBe(100);
    expect(fieldCost('{ find(limit: null) }')).toBe(100);
    expect(fieldCost('{ find(limit: null, filter: null) }')).toBe(101);
  });

  test('an input object pays for its fields, and for the defaults inside defaults', () => {
    expect(fieldCost('{ plain(filter: { term: "x" }) }')).toBe(3 + 2 + 1 + 4);
    expect(fieldCost('{ plain(filter: { page: {} }) }')).toBe(3 + 1 + 4);
    expect(fieldCost('{ plain(filter: { page: { size: null, after: "c" } }) }')).toBe(3 + 1 + 4 - 1);
    expect(fieldCost('{ plain(filter: { page: null }) }')).toBe(3 + 1);
  });

  test('a list pays its weight once, and what is in each input object', () => {
    expect(fieldCost('{ plain(ids: [1, 2, 3]) }')).toBe(5);
    expect(fieldCost('{ plain(filter: { page: null, all: [{ term: "a", page: null }, { page: null }] }) }')).toBe(
      3 + 1 + 10 + (2 + 1) + 1,
    );
    expect(fieldCost('{ plain(filter: { page: null, all: { term: "a", page: null } }) }')).toBe(3 + 1 + 10 + 2 + 1);
  });

  test('only the given field of a oneOf input costs', () => {
    expect(fieldCost('{ plain(either: { name: "x" }) }')).toBe(1 + 7);
  });

  test('the value of a variable costs as a literal does', () => {
    const operation =
      'query($f: Filter, $t: String) { plain(filter: $f) other: plain(filter: { term: $t, page: null }) }';
    expect(fieldCost(operation, { f: { term: 'x' }, t: 'y' })).toBe(3 + 2 + 1 + 4 + (3 + 2 + 1));
    expect(fieldCost(operation, {})).toBe(3 + 1);
    expect(fieldCost('query($f: Filter = { page: null }) { plain(filter: $f) }')).toBe(3 + 1);
  });

  test('an unknown input object costs its own weight, and that is told', () => {
    const cost = costOf(sdl, 'query($f: Filter) { plain(filter: $f) }', { unknownVariables: true });
    expect(cost.totals['field-cost']?.total).toBe(3);
    expect(cost.assumptions).toEqual([{ subject: '$f', text: 'assumes $f adds no input fields that cost' }]);
  });

  test('a default that contains itself is unbounded', () => {
    const endless = 'input A { a: A = {} } type Query { f(a: A): Int }';
    expect(ibm(endless, '{ f(a: {}) }')[1]).toBe(Infinity);
  });
});
