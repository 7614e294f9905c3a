import { parse, Source } from 'graphql';
import { expect, test } from 'vitest';

import { lintDirectives } from '../../../src/graphql/cost/lint.ts';
import type { CostProfile } from '../../../src/model/graphql.ts';

/** `line:column text` of each warning. */
function lint(sdl: string, profile: CostProfile = 'ibm'): string[] {
  return lintDirectives(parse(new Source(sdl, 'schema.graphql')), profile).map(
    ({ text, line, column }) => `${line}:${column} ${text}`,
  );
}

test('a schema with nothing wrong has no warnings', () => {
  const sdl = `
    enum Sort @cost(weight: "1") { UP }
    scalar Money @cost(weight: "1")
    input Filter { a: Int @cost(weight: "2"), page: Page } input Page { first: Int }
    interface Node { id: ID, all(first: Int): [Node] }
    type Query @cost(weight: "2") {
      all(first: Int, filter: Filter @cost(weight: 2)): [Query] @listSize(slicingArguments: ["first", "filter.page.first"])
      page(first: Int, ids: [ID]): Page2 @listSize(assumedSize: 5, slicingArguments: ["first", "ids"], sizedFields: ["items"], requireOneSlicingArgument: false)
      any: Any @listSize(assumedSize: 2, sizedFields: ["items"])
    }
    type Page2 { items: [Query] }
    union Any = Page2`;
  expect(lint(sdl)).toEqual([]);
});

test('a weight where it does nothing is told, with its place and the reason', () => {
  const sdl = `interface Node @cost(weight: 1) {
  id(a: Int @cost(weight: 1)): ID @cost(weight: 1) }
union U @cost(weight: 1) = A
input In @cost(weight: 1) { a: Int }
enum E { X @cost(weight: 1) }
type A { id: ID @cost(weight: 1) @cost(weight: 2) }`;
  expect(lint(sdl)).toEqual([
    '1:16 @cost on Node does nothing in the ibm profile: an interface costs what its heaviest object type does',
    '2:35 @cost on Node.id does nothing in the ibm profile: the fields of the object types that implement the interface count, not its own',
    '2:13 @cost on Node.id(a:) does nothing in the ibm profile: the fields of the object types that implement the interface count, not its own',
    '3:9 @cost on U does nothing in the ibm profile: a union costs what its heaviest object type does',
    '4:10 @cost on In does nothing in the ibm profile: an input object costs what its fields do',
    '5:12 @cost on E.X does nothing in the ibm profile: an enum costs as a whole',
    '6:34 @cost is on A.id twice: the first counts',
  ]);
});

test('weights that are no numbers are told, under the name the directive has here', () => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: [{ name: "@cost", as: "@price" }])
type Query { a: Int @price(weight: "dear") b: Int @price c: Int @price(weight: "1e999") d: Int @cost(weight: "x") }`;
  expect(lint(sdl)).toEqual([
    '2:21 @price on Query.a has a weight that is not a finite number',
    '2:51 @price on Query.b has a weight that is not a finite number',
    '2:65 @price on Query.c has a weight that is not a finite number',
  ]);
});

test('list sizes in the wrong place, of what is no list, or without a size are told', () => {
  const sdl = `type Query @listSize(assumedSize: 1) {
  a: Int @listSize(assumedSize: 1)
  b: [Int] @listSize
  c: [Int] @listSize(assumedSize: -1)
  d: [Int] @listSize(assumedSize: "1")
  e: [Int] @listSize(assumedSize: 1, requireOneSlicingArgument: true)
  f: [Int] @listSize(size: 4, assumedSize: 1) }`;
  expect(lint(sdl)).toEqual([
    '1:12 @listSize on Query does nothing: it belongs on a field',
    '2:10 @listSize on Query.a does nothing, because the field is not a list and no sizedFields are named',
    '3:12 @listSize on Query.b gives neither assumedSize nor slicingArguments, so no size',
    '4:12 assumedSize on Query.c is below 0, and counts as 0',
    '5:12 assumedSize on Query.d is not a whole number',
    '6:12 Query.e requires one slicing argument and names none',
    '7:22 @listSize on Query.f knows no argument size',
  ]);
});

test('slicing arguments and sized fields that do not exist or do not fit are told', () => {
  const sdl = `type Query {
  a(first: Int, after: String, in: In): [Int] @listSize(slicingArguments: ["last"])
  b(after: String): [Int] @listSize(slicingArguments: ["after"])
  c(in: In): [Int] @listSize(slicingArguments: ["in.size", "in.text"])
  d: Page @listSize(assumedSize: 2, sizedFields: ["edges", "total", "inner.items", "inner.edges"]) }
input In { text: String }
type Page { total: Int inner: Page items: [Int] }`;
  expect(lint(sdl)).toEqual([
    '2:47 slicing argument last of Query.a does not exist',
    '3:27 slicing argument after of Query.b is neither an Int nor a list',
    '4:20 slicing argument in.size of Query.c does not exist',
    '4:20 slicing argument in.text of Query.c is neither an Int nor a list',
    '5:11 sized field edges of Query.d does not exist',
    '5:11 sized field total of Query.d is not a list',
    '5:11 sized field inner.edges of Query.d does not exist',
  ]);
});

const pageSized = (
  text: string,
): string => `type Query { d: Page @listSize(assumedSize: 2, sizedFields: [${JSON.stringify(text)}]) }
type Page { total: Int inner: Page items: [Int] any: Any } union Any = Query | Page`;

test('sized fields that are written as selections are read, and what cannot be read is told', () => {
  expect(lint(pageSized('items inner { items any { items } }'))).toEqual([]);
  expect(lint(pageSized('inner { total edges { a } } any { d { nothing } }'))).toEqual([
    '1:22 sized field inner.total of Query.d is not a list',
    '1:22 sized field inner.edges of Query.d does not exist',
    '1:22 sized field any.d.nothing of Query.d does not exist',
  ]);
  expect(lint(pageSized('inner { items'))).toEqual([
    '1:22 sizedFields "inner { items" on Query.d is neither a field nor a selection, so it sizes nothing',
  ]);
});

const innerSized = (
  text: string,
): string => `interface Node @cost(weight: 1) { items: [Int] @cost(weight: "2") @listSize(assumedSize: 4) }
enum E { X @cost(weight: 1) }
type Query implements Node { items: [Int] inner: Query @listSize(assumedSize: 2, sizedFields: [${JSON.stringify(text)}]) }`;

test('what Apollo Router does not take is told in its profile, and what counts there is not', () => {
  const always = [
    '1:48 @cost on Node.items counts here, but Apollo Router accepts only whole numbers: write weight: 3',
    '2:12 @cost on E.X does nothing in the apollo-router profile: an enum costs as a whole',
  ];
  expect(lint(innerSized('inner { items }'), 'apollo-router')).toEqual(always);
  expect(lint(innerSized('inner.items'), 'apollo-router').at(-1)).toBe(
    '3:56 sizedFields "inner.items" on Query.inner makes Apollo Router refuse the schema: write a selection, as "results { page }"',
  );
  expect(lint(innerSized('items inner { items }'), 'apollo-router')).toEqual(always);
  expect(lint(innerSized('inner { items items }'), 'apollo-router').at(-1)).toBe(
    '3:56 sizedFields "inner { items items }" on Query.inner makes Apollo Router refuse the schema: write an entry for each list',
  );
});

test('defaults of several slicing arguments, which are there together, are told', () => {
  const sdl = `type Query {
  a(first: Int = 1, last: Int = 2): [Int] @listSize(slicingArguments: ["first", "last"])
  b(first: Int = 1, last: Int): [Int] @listSize(slicingArguments: ["first", "last"])
  c(first: Int = 1, last: Int = 2): [Int] @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false) }`;
  expect(lint(sdl)).toEqual([
    '2:43 Query.a requires exactly one slicing argument, and several are there unless null is given for them: the defaults of first, last count as given',
  ]);
});

test('an assumed size that no request can come to is told', () => {
  const sdl = `type Query {
  a(first: Int): [Int] @listSize(assumedSize: 5, slicingArguments: ["first"])
  b(first: Int = 10): [Int] @listSize(assumedSize: 5, slicingArguments: ["first"], requireOneSlicingArgument: false) }`;
  expect(lint(sdl)).toEqual([
    '2:24 assumedSize on Query.a is for requests without a slicing argument, and exactly one is required: add requireOneSlicingArgument: false, or drop one of the two',
    '3:29 assumedSize on Query.b is never used: first is 10 when it is not given',
  ]);
});

test('a list size of an interface that its object type does not repeat is told', () => {
  const sdl = `interface Node { all: [Int] @listSize(assumedSize: 1) }
type A implements Node { all: [Int] }
type B implements Node { all: [Int] @listSize(assumedSize: 2) }`;
  expect(lint(sdl)).toEqual([
    "2:26 Node.all has a list size that A.all does not repeat: in the ibm profile the object type's counts",
  ]);
});
