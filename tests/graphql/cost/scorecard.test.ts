/**
 * The six cases of the public scorecard "Static Analysis for GraphQL, Verified in Lean" (2026-08), written from their
 * descriptions. Widely used engines get between two and five of them right.
 */
import { expect, test } from 'vitest';

import { ibm } from './cost-of.ts';

test('types that exclude each other are alternatives: the dearer one counts, not both', () => {
  const sdl = `
    type Query { node: Node }
    interface Node { id: ID }
    type User implements Node { id: ID, mail: String @cost(weight: "3") }
    type Shop implements Node { id: ID, address: String @cost(weight: "5") }`;
  expect(ibm(sdl, '{ node { ... on User { mail } ... on Shop { address } } }')).toEqual([2, 6]);
});

test('a list is as long as the variable that slices it', () => {
  const sdl = `
    type Query { users(first: Int): [User] @listSize(slicingArguments: ["first"]) }
    type User { name: String @cost(weight: "2") }`;
  expect(ibm(sdl, 'query($n: Int) { users(first: $n) { name } }', { variables: { n: 7 } })).toEqual([8, 15]);
});

test('one variable that includes here and skips there never does both', () => {
  const sdl = 'type Query { a: Int @cost(weight: "3") b: Int @cost(weight: "4") }';
  const operation = 'query($x: Boolean!) { a @include(if: $x) b @skip(if: $x) }';
  expect(ibm(sdl, operation, { unknownVariables: true })).toEqual([1, 4]);
  expect(ibm(sdl, operation, { variables: { x: true } })).toEqual([1, 3]);
  expect(ibm(sdl, 'query($x: Boolean!) { a @include(if: $x) @skip(if: $x) }')).toEqual([1, 0]);
});

test('a response name that stands twice is answered, and paid, once', () => {
  const sdl = 'type Query { user: User } type User { name: String @cost(weight: "2") age: Int @cost(weight: "3") }';
  expect(ibm(sdl, '{ user { name } user { name age } }')).toEqual([2, 6]);
  expect(ibm(sdl, '{ user { name } other: user { name } }')).toEqual([3, 6]);
});

test('a negative weight is set against everything that is merged below it', () => {
  const sdl = `
    type Query @cost(weight: "0") { book: Book }
    type Book @cost(weight: "-7") { title: Title author: Author }
    scalar Title @cost(weight: "5")
    type Author @cost(weight: "1") { name: Name }
    scalar Name @cost(weight: "5")`;
  expect(ibm(sdl, '{ book { title } book { author { name } } }')[0]).toBe(4);
});

test('a list of length zero costs its own field and nothing below', () => {
  const sdl = `
    type Query { users(first: Int): [User] @listSize(slicingArguments: ["first"]) }
    type User { friends: [User] name: String @cost(weight: "2") }`;
  expect(ibm(sdl, '{ users(first: 0) { name friends { name } } }')).toEqual([1, 1]);
});
