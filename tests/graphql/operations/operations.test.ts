import { print } from 'graphql';
import { describe, expect, test } from 'vitest';

import { checkOperation } from '../../../src/graphql/operations/check-operation.ts';
import { matchOperations } from '../../../src/graphql/operations/match-operations.ts';
import type { Operation } from '../../../src/graphql/operations/operation.ts';
import { readOperations } from '../../../src/graphql/operations/read-operations.ts';
import { bindVariables, matchesName, valuesFor } from '../../../src/graphql/operations/variables.ts';
import { errorOf, filesOf, plainGraph } from '../support.ts';

function read(text: string): Promise<Operation[]> {
  return readOperations(filesOf({ 'o.graphql': text }), { patterns: ['o.graphql'], named: '', where: null });
}

async function one(text: string): Promise<Operation> {
  const [operation] = await read(text);
  if (operation === undefined) throw new Error('no operation');
  return operation;
}

function numbers(below: number): number[] {
  return [...Array(below).keys()];
}

const GRAPH = plainGraph(`
  type Query { thing(id: ID, first: Int): Thing }
  type Thing { id: ID name: String things(first: Int): [Thing] }
`);

async function problems(text: string): Promise<string[]> {
  const checked = checkOperation(await one(text), GRAPH);
  return checked.valid ? [] : checked.problems.map(({ where, message }) => `${where} ${message}`);
}

describe('an operation on a graph', () => {
  test('is valid as a server sees it: without client fields, their variables and directives', async () => {
    const checked = checkOperation(
      await one(
        'query A($x: ID, $local: Boolean) { thing(id: $x) { id isOpen @client @include(if: $local) things @connection(key: "k") { id } } }',
      ),
      GRAPH,
    );
    expect(checked.valid).toBe(true);
    expect(print(checked.operation.document)).toBe(
      'query A($x: ID) {\n  thing(id: $x) {\n    id\n    things {\n      id\n    }\n  }\n}',
    );
  });

  test.each([
    ['on a type of the client', 'query A { thing { id } cart @client { ...C } } fragment C on Cart { n }'],
    ['on a type of the server', 'query A { thing { id } cart @client { ...C } } fragment C on Thing { id }'],
    [
      'with fragments of their own',
      'query A { thing { id ...F @client } } fragment F on Thing { ...G } fragment G on Cart { n }',
    ],
  ])('is valid without the fragments that only client fields spread, %s', async (_what, text) => {
    const checked = checkOperation(await one(text), GRAPH);
    expect(checked.valid).toBe(true);
    expect(print(checked.operation.document)).toBe('query A {\n  thing {\n    id\n  }\n}');
  });

  test('keeps the fragments that the server gets too', async () => {
    const text = 'query A { thing { ...F } cart @client { ...F } } fragment F on Thing { id }';
    const checked = checkOperation(await one(text), GRAPH);
    expect(checked.valid).toBe(true);
    expect(print(checked.operation.document)).toContain('fragment F on Thing');
  });

  test.each([
    ['a field 800 times', `{ ${'thing { id things { id } } '.repeat(800)} }`],
    [
      'the same fragments under 1,024 aliases',
      `{ ${numbers(1024)
        .map(
          (each) =>
            `o${each}: thing { ${numbers(80)
              .map((fragment) => `...F${fragment}`)
              .join(' ')} } `,
        )
        .join('')} }` +
        numbers(80)
          .map((fragment) => ` fragment F${fragment} on Thing { id }`)
          .join(''),
    ],
    [
      '400 fragments that ask for much the same',
      `{ thing { ${numbers(400)
        .map((fragment) => `...F${fragment} `)
        .join('')} } }` +
        numbers(400)
          .map((fragment) => ` fragment F${fragment} on Thing { id name things { id name things { id } } }`)
          .join(''),
    ],
  ])('is valid with %s, where graphql-js gives up looking for conflicts', async (_what, text) => {
    expect(await problems(text)).toEqual([]);
  });

  test('whose fragments spread each other without end is an error at its place', async () => {
    const last = 20_000;
    const chain = numbers(last).map((each) => ` fragment F${each} on Query { ...F${each + 1} }`);
    const text = `\n{ ...F0 }${chain.join('')} fragment F${last} on Query { thing { id } }`;
    expect(await errorOf(() => problems(text))).toMatch(
      /^o\.graphql:2:1: error: The selections here are nested more than/,
    );
  });

  test('may be delivered in parts', async () => {
    expect(await problems('{ thing { id ... @defer(label: "x") { name } } }')).toEqual([]);
  });

  test.each([
    ['an unknown field', '{\n  thing { id color }\n}', 'o.graphql:2:14 Cannot query field "color" on type "Thing".'],
    [
      'fields that cannot be merged',
      '{\n  thing {\n    id\n    id: name\n  }\n}',
      'o.graphql:3:5 Fields "id" conflict because "id" and "name" are different fields. Use different aliases on the fields to fetch both if this was intentional.',
    ],
    ['a missing fragment', '{\n  ...F\n}', 'o.graphql:2:6 Unknown fragment "F".'],
    [
      'a fragment cycle',
      '{ thing { ...F } }\nfragment F on Thing { ...G }\nfragment G on Thing { ...F }',
      'o.graphql:2:23 Cannot spread fragment "F" within itself via "G".',
    ],
    ['an unknown directive', '{ thing { id @fast } }', 'o.graphql:1:14 Unknown directive "@fast".'],
    [
      'an unused variable',
      'query A($x: ID) { thing { id } }',
      'o.graphql:1:9 Variable "$x" is never used in operation "A".',
    ],
  ])('is broken by %s, at its place', async (_what, text, problem) => {
    expect(await problems(text)).toEqual([problem]);
  });
});

describe('the operations of base and head', () => {
  test('are matched by what they are, then by name, then by text; each once', async () => {
    const base = await read(
      'query Same { a } query Edited { a b } query OldName { c } query Gone { d } query Twin { e } ',
    );
    const head = await read(
      'query Same { a } query Edited { a } query NewName { c } query Fresh { f } query Twin { e }',
    );
    const { pairs, removed } = matchOperations(base, head);
    expect(
      pairs.map(({ head: { name }, base: before, renamedFrom }) => [name, before?.name ?? null, renamedFrom]),
    ).toEqual([
      ['Same', 'Same', null],
      ['Edited', 'Edited', null],
      ['NewName', 'OldName', 'OldName'],
      ['Fresh', null, null],
      ['Twin', 'Twin', null],
    ]);
    expect(removed.map(({ name }) => name)).toEqual(['Gone']);
  });

  test('with one name are matched by their text first', async () => {
    const base = await read('query A { a } query A { b }');
    const head = await read('query A { b } query A { c }');
    const { pairs } = matchOperations(base, head);
    expect(pairs.map(({ base: before }) => before && print(before.document))).toEqual([
      'query A {\n  b\n}',
      'query A {\n  a\n}',
    ]);
  });
});

describe('the values of variables', () => {
  test('are those of every pattern that means the operation, a name before a pattern, a longer before a shorter', () => {
    const values = valuesFor('ProductPage', {
      ProductPage: { a: 1 },
      '*': { a: 3, b: 3, c: 3 },
      'Product*': { a: 2, b: 2 },
      Other: { d: 4 },
    });
    expect(values).toEqual({ a: 1, b: 2, c: 3 });
  });

  test.each([
    ['*', null, true],
    ['*', 'A', true],
    ['Product*', 'ProductPage', true],
    ['Product*', 'APage', false],
    ['*Page', 'ProductPage', true],
    ['Product', 'ProductPage', false],
  ])('%s means %s: %s', (pattern, name, means) => {
    expect(matchesName(pattern, name)).toBe(means);
  });

  test('are checked by their types, and left out where the operation does not declare them', async () => {
    const operation = await one('query A($first: Int, $id: ID!) { thing(id: $id, first: $first) { id } }');
    expect(bindVariables(operation, { first: 5, other: 1 }, GRAPH.schema, false)).toEqual({
      ok: true,
      variables: { first: 5 },
    });
    const wrong = bindVariables(operation, { first: 'many' }, GRAPH.schema, false);
    expect(wrong.ok ? '' : wrong.message).toMatch(/"\$first".*Int cannot represent/);
  });

  test("may be the operation's own defaults, where those count", async () => {
    const operation = await one('query A($first: Int = 7) { thing(first: $first) { id } }');
    expect(bindVariables(operation, {}, GRAPH.schema, true)).toEqual({ ok: true, variables: { first: 7 } });
    expect(bindVariables(operation, { first: 2 }, GRAPH.schema, true)).toEqual({ ok: true, variables: { first: 2 } });
    expect(bindVariables(operation, {}, GRAPH.schema, false)).toEqual({ ok: true, variables: {} });
  });
});
