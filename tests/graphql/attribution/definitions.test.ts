import { parse, print } from 'graphql';
import { describe, expect, test } from 'vitest';

import { changedCoordinates, withCoordinates } from '../../../src/graphql/attribution/definitions.ts';
import { changedPath } from '../../../src/graphql/attribution/response-path.ts';
import { costOperation } from '../../../src/graphql/cost/operation.ts';
import { plainGraph } from '../support.ts';

const BASE = parse(`
  type Query { a: Int b(first: Int): [T] }
  type T @cost(weight: 1) { x: Int y: Int }
  input I { p: Int q: Int }
  type Old { o: Int }
`);
const HEAD = parse(`
  type Query { "Now with words." a: Int b(first: Int = 5): [T] c: Int }
  type T @cost(weight: 2) { x: Int }
  input I { p: Int @cost(weight: 3) q: Int }
  type Fresh { f: Int }
`);

describe('two schemas', () => {
  test('differ by coordinates; descriptions do not count', () => {
    expect(changedCoordinates(BASE, HEAD)).toEqual(['Query.b', 'Query.c', 'T', 'I.p', 'Fresh', 'T.y', 'Old']);
  });

  test.each([
    ['T', /type T @cost\(weight: 2\) \{\s+x: Int\s+y: Int\s+\}/],
    ['Query.c', /b\(first: Int\): \[T\]\s+c: Int/],
    ['T.y', /type T @cost\(weight: 1\) \{\s+x: Int\s+\}/],
    ['I.p', /p: Int @cost\(weight: 3\)/],
    ['Fresh', /type Fresh \{\s+f: Int\s+\}/],
  ])('can be mixed: %s of head in base', (coordinate, expected) => {
    const mixed = withCoordinates(BASE, HEAD, new Set([coordinate]));
    expect(print(mixed)).toMatch(expected);
    expect(changedCoordinates(BASE, mixed)).toEqual([coordinate]);
  });

  test('mixed with all that changed are head', () => {
    const all = withCoordinates(BASE, HEAD, new Set(changedCoordinates(BASE, HEAD)));
    expect(changedCoordinates(all, HEAD)).toEqual([]);
  });
});

function list(first: number): string {
  return `{ list(first: ${first}) { id tags(first: 50) { name } } }`;
}

function labels(first: number): string {
  return `{ mine: one { ...F } } fragment F on Item { labels: tags(first: ${first}) { name } }`;
}

describe('the path that a change of text is about', () => {
  const graph = plainGraph(`
    type Query { list(first: Int): [Item] @listSize(slicingArguments: ["first"]) one: Item }
    type Item { id: ID tags(first: Int): [Tag] @listSize(slicingArguments: ["first"]) parent: Item }
    type Tag { name: String }
  `);
  const side = (text: string) => {
    const document = parse(text);
    const settings = { profile: 'ibm', listSize: Infinity, variables: {}, unknownVariables: false } as const;
    const total = costOperation(graph.costs, document, null, settings).totals['type-cost'];
    return { document, contributions: total?.contributions ?? [] };
  };

  test('is an added field, not what is below it', () => {
    const changed = changedPath(side('{ one { id } }'), side('{ one { id tags(first: 9) { name } } }'));
    expect(changed).toEqual({ path: ['one', 'tags'], amount: 9 });
  });

  test('is the field whose argument changed, though most is paid below', () => {
    expect(changedPath(side(list(2)), side(list(4)))?.path).toEqual(['list']);
  });

  test('leads through fragments and aliases', () => {
    expect(changedPath(side(labels(1)), side(labels(3)))?.path).toEqual(['mine', 'labels']);
  });

  test('is the whole operation where two fields share the change', () => {
    const before = side('{ one { id } }');
    expect(
      changedPath(
        before,
        side('{ one { id } a: list(first: 4) { id } b: list(first: 5) { id } c: list(first: 4) { id } }'),
      )?.path,
    ).toEqual([]);
  });

  test('is nothing where nothing changed', () => {
    expect(changedPath(side('{ one { id } }'), side('{ one { id __typename } }'))).toBeNull();
  });
});
