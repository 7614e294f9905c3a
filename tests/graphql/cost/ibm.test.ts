import { describe, expect, test } from 'vitest';

import { costOf, ibm, lines } from './cost-of.ts';

describe('weights', () => {
  test('the draft’s own example: five users, and two for the age of each', () => {
    const sdl = `
      type User { name: String, age: Int @cost(weight: "2.0") }
      type Query { users(max: Int): [User] @listSize(slicingArguments: ["max"]) }`;
    expect(ibm(sdl, '{ users(max: 5) { age } }')).toEqual([6, 11]);
  });

  test('leaves cost 0 and composites 1 where nothing is said', () => {
    expect(ibm('type Query { name: String self: Query }', '{ name self { name } }')).toEqual([2, 1]);
  });

  test('a scalar’s weight is a type cost, a field’s weight a field cost', () => {
    const sdl = 'scalar Money @cost(weight: "2") type Query { price: Money tax: Money @cost(weight: "3") }';
    expect(ibm(sdl, '{ price tax }')).toEqual([5, 3]);
  });

  test('an interface weighs as much as its heaviest type, whichever is selected', () => {
    const sdl = `
      interface Node { id: ID }
      type A implements Node @cost(weight: "2") { id: ID }
      type B implements Node @cost(weight: "6") { id: ID }
      type Query { node: Node }`;
    expect(ibm(sdl, '{ node { ... on A { id } } }')).toEqual([7, 1]);
  });

  test('the weight of a list’s field is paid once, its type and its children for each item', () => {
    const sdl = `
      type Query { users: [User] @cost(weight: "10") @listSize(assumedSize: 3) }
      type User @cost(weight: "2") { name: String @cost(weight: "4") }`;
    expect(ibm(sdl, '{ users { name } }')).toEqual([7, 22]);
  });

  test('a float is costed as a float', () => {
    expect(ibm('type Query { a: Int @cost(weight: "0.5") }', '{ a b: a c: a }')).toEqual([1, 1.5]);
  });

  test('`__typename` and introspection cost nothing', () => {
    const operation = '{ __typename __schema { types { name } } self { __typename } }';
    expect(ibm('type Query { self: Query }', operation)).toEqual([2, 1]);
  });

  test('a field’s weight and arguments together are not below 0, and neither is the root', () => {
    const sdl = `
      type Query @cost(weight: "-9") { a(x: Int @cost(weight: "-5")): Item @cost(weight: "2") }
      type Item { b: Int @cost(weight: "4") }`;
    const cost = costOf(sdl, '{ a(x: 1) { b } }');
    expect(lines(cost.totals['field-cost'])).toEqual(['/a Query.a -3', '/a/floor - 3', '/a/b Item.b 4']);
    expect(lines(cost.totals['type-cost'])).toEqual(['/ Query -9', '/floor - 8', '/a Query.a 1']);
  });
});

describe('types', () => {
  const sdl = `
    interface Node { id: ID owner: Node }
    type User implements Node { id: ID owner: Shop name: String @cost(weight: "2") }
    type Shop implements Node { id: ID @cost(weight: "3") owner: User name: Int @cost(weight: "1") }
    type Query { node: Node all: [Node] @listSize(assumedSize: 2) }`;

  test('each type pays by its own fields, and the dearest is paid for every item', () => {
    expect(ibm(sdl, '{ all { id ... on User { name } } }')).toEqual([3, 7]);
  });

  test('covariant fields lead to the narrower type’s fields', () => {
    expect(ibm(sdl, '{ node { owner { id } } }')).toEqual([3, 5]);
  });

  test('a key that means different fields on different types is one of them', () => {
    const other = `
      union Any = A | B
      type A { x: [A] @listSize(assumedSize: 9) }
      type B { y: [A] @listSize(assumedSize: 2) }
      type Query { any: Any }`;
    expect(ibm(other, '{ any { ... on A { k: x { __typename } } ... on B { k: y { __typename } } } }')).toEqual([
      11, 2,
    ]);
  });

  test('the maximum is over whole types: opposite weights are never combined', () => {
    const opposite = `
      union Any = A | B
      type A { p: Int @cost(weight: "10") q: Int }
      type B { p: Int q: Int @cost(weight: "10") }
      type Query { any: Any }`;
    expect(ibm(opposite, '{ any { ... on A { p q } ... on B { p q } } }')).toEqual([2, 11]);
  });

  test('a fragment that no type can match costs nothing', () => {
    expect(ibm(sdl, '{ node { ... on User { ... on Shop { id } } } }')).toEqual([2, 1]);
  });

  test('a type that clients cannot see is never in a response', () => {
    const hidden = `
      directive @inaccessible on OBJECT
      union Any = A | B
      type A { a: Int }
      type B @inaccessible @cost(weight: "50") { a: Int }
      type Query { any: Any }`;
    expect(ibm(hidden, '{ any { ... on A { a } } }')).toEqual([2, 1]);
  });
});

describe('selections', () => {
  const sdl = 'type Query { a: Item } type Item { x: Int @cost(weight: "1") y: Int @cost(weight: "2") a: Item }';

  test('one response key with different children merges them', () => {
    expect(ibm(sdl, '{ a { x } ...F } fragment F on Query { a { y a { x } } a { a { y } } }')).toEqual([3, 8]);
  });

  test('every alias is paid', () => {
    const aliases = Array.from({ length: 100 }, (_, at) => `k${at}: a { x }`);
    expect(ibm(sdl, `{ ${aliases.join(' ')} }`)).toEqual([101, 200]);
  });

  test('deferred fragments cost what they select', () => {
    const deferred = `directive @defer(if: Boolean = true, label: String) on FRAGMENT_SPREAD | INLINE_FRAGMENT ${sdl}`;
    expect(ibm(deferred, '{ a { ... @defer { y } } }')).toEqual([2, 3]);
  });

  test('what directives on a field are given costs as the field’s arguments do', () => {
    const approximate = `
      directive @approximate(tolerance: Int = 1 @cost(weight: "-2")) on FIELD
      type Query { a: Int @cost(weight: "5") }`;
    expect(ibm(approximate, '{ a @approximate }')[1]).toBe(3);
    expect(ibm(approximate, '{ a @approximate(tolerance: 4) a }')[1]).toBe(5);
  });

  test('a mutation and a subscription start at their own root', () => {
    const roots = `
      schema { query: Q mutation: M subscription: S }
      type Q { a: Int } type M @cost(weight: "7") { do: Int @cost(weight: "2") } type S { on: Int @cost(weight: "3") }`;
    expect(ibm(roots, 'mutation { do }')).toEqual([7, 2]);
    expect(ibm(roots, 'subscription { on }')).toEqual([1, 3]);
  });

  test('a fragment that contains itself, or is missing, is an error', () => {
    expect(() =>
      ibm(sdl, '{ a { ...F } } fragment F on Item { a { ...G } } fragment G on Item { a { ...F } }'),
    ).toThrow('fragment cycle: F → G → F');
    expect(() => ibm(sdl, '{ a { ...F } }')).toThrow('no fragment F');
  });
});
