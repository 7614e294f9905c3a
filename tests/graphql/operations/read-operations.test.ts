import { createHash } from 'node:crypto';

import { print } from 'graphql';
import { describe, expect, test } from 'vitest';

import type { Operation } from '../../../src/graphql/operations/operation.ts';
import { readOperations } from '../../../src/graphql/operations/read-operations.ts';
import { errorOf, filesOf } from '../support.ts';

function read(texts: Readonly<Record<string, string>>, patterns = Object.keys(texts)): Promise<Operation[]> {
  return readOperations(filesOf(texts), { patterns, named: '--operations', where: null });
}

const names = (operations: readonly Operation[]) => operations.map(({ name }) => name);

describe('.graphql documents', () => {
  test('give their operations in the order of the files', async () => {
    const operations = await read({ 'b.graphql': 'query B { b } query C { c }', 'a.graphql': '{ a }' });
    expect(names(operations)).toEqual(['B', 'C', null]);
    expect(operations.map(({ where }) => where)).toEqual(['b.graphql:1:1', 'b.graphql:1:15', 'a.graphql:1:1']);
  });

  test('may spread fragments of other files, and get no others', async () => {
    const [operation] = await read({
      'a.graphql': 'query A { a { ...F } }',
      'f.graphql': 'fragment F on A { id ...G }',
      'g.graphql': '# shared\nfragment G on A { name } fragment H on A { other }',
    });
    expect(operation === undefined ? '' : print(operation.document)).toBe(
      'query A {\n  a {\n    ...F\n  }\n}\n\nfragment F on A {\n  id\n  ...G\n}\n\nfragment G on A {\n  name\n}',
    );
  });

  test('with a fragment that is there twice are broken where they spread it, naming both places', async () => {
    const operations = await read({
      'a.graphql': 'query A { ...F } fragment F on Query { a }',
      'b.graphql': 'query B { b }\nfragment F on Query { b }',
    });
    expect(operations.map(({ problems }) => problems)).toEqual([
      [{ message: 'There are 2 fragments named F: a.graphql:1:18, b.graphql:2:1.', where: 'b.graphql:2:1' }],
      [],
    ]);
  });

  test('that do not parse are an error at their line', async () => {
    expect(await errorOf(() => read({ 'a.graphql': 'query A {\n  a(\n}' }))).toMatch(
      /^a\.graphql:3:1: error: This is not GraphQL/,
    );
  });

  test('are read once, however their paths are spelt', async () => {
    const texts = { 'b.graphql': 'query B { ...F } fragment F on Query { b }' };
    const operations = await read(texts, [
      'b.graphql',
      './b.graphql',
      'q/../b.graphql',
      '*.graphql',
      './q/../*.graphql',
    ]);
    expect(operations.map(({ name, problems }) => [name, problems])).toEqual([['B', []]]);
  });

  test.each(['../q/*.graphql', '.gq/*.graphql', './.gq/../../q/*.graphql'])(
    'are found by the glob %s',
    async (glob) => {
      const texts = { '../q/a.graphql': 'query A { a }', '.gq/a.graphql': 'query A { a }' };
      const asked: string[] = [];
      const files = filesOf(texts);
      const list = (folders: readonly string[]) => {
        asked.push(...folders);
        return files.list(folders);
      };
      const selection = { patterns: [glob], named: '--operations', where: null };
      expect(names(await readOperations({ ...files, list }, selection))).toEqual(['A']);
      expect(asked).toEqual([glob.startsWith('.gq') ? '.gq' : '../q']);
    },
  );

  test.each([
    ['selections', `query A { a${'{ a '.repeat(1_500)}${'}'.repeat(1_500)} }`, 1_500],
    ['lists', `query A { a(l: ${'['.repeat(300)}${']'.repeat(300)}) }`, 300],
    ['input objects', `query A { a(l: ${'{ i: '.repeat(300)}1${'}'.repeat(300)}) }`, 300],
    ['types', `query A($a: ${'['.repeat(301)}Int${']'.repeat(301)}) { a(l: $a) }`, 300],
  ])('with %s nested too deeply are an error at their line', async (_what, text, most) => {
    expect(await errorOf(() => read({ 'a.graphql': `# { " {\n${text}` }))).toMatch(
      new RegExp(`^a\\.graphql:2:\\d+: error: This is nested more than ${most} levels deep\\.`),
    );
  });

  test('may have as many brackets as they like in strings and comments', async () => {
    const many = '{[('.repeat(2_000);
    const text = `# ${many}\nquery A { a(s: "\\"${many}", b: """\\"""${many}""") }`;
    expect(names(await read({ 'a.graphql': text }))).toEqual(['A']);
  });

  test('without any operation are an error', async () => {
    expect(await errorOf(() => read({ 'a.graphql': '# nothing\n' }))).toContain('a.graphql has no operation.');
  });
});

describe('a manifest', () => {
  const TEXT = 'query A { a }';

  test.each([
    [
      'of Apollo',
      {
        format: 'apollo-persisted-query-manifest',
        version: 1,
        operations: [{ id: 'x1', name: 'A', type: 'query', body: TEXT, clientName: 'web' }],
      },
    ],
    ['of Relay, as a map', { x1: TEXT }],
    ['of Relay, as pairs', [['x1', TEXT]]],
  ])('%s is recognised', async (_what, manifest) => {
    const [operation] = await read({ 'manifest.json': JSON.stringify(manifest, null, 2) });
    expect(operation?.name).toBe('A');
    expect(operation?.ids).toContain('x1');
    expect(operation?.ids).toContain(createHash('sha256').update(TEXT).digest('hex'));
  });

  test('is recognised without the ending .json, and says at which line an operation is', async () => {
    const [first, second] = await read({ persisted: JSON.stringify({ x1: TEXT, x2: 'query B { b }' }, null, 2) });
    expect([first?.where, second?.where]).toEqual(['persisted:2:1', 'persisted:3:1']);
  });

  test('keeps its order, also where its ids are numbers', async () => {
    const text = `{"20":"query A { a }","x":"query B { b }","3":"query C { c }"}`;
    expect(names(await read({ 'm.json': text }))).toEqual(['A', 'B', 'C']);
  });

  test('keeps the clients of two operations with one name apart', async () => {
    const operations = [
      { id: '1', body: TEXT, clientName: 'web' },
      { id: '2', body: TEXT, clientName: 'ios' },
    ];
    const read2 = await read({ 'm.json': JSON.stringify({ format: 'apollo-persisted-query-manifest', operations }) });
    expect(read2.map(({ client }) => client)).toEqual(['web', 'ios']);
  });

  test.each([
    ['that is empty', '{}', 'm.json:1:1: error: The manifest has no operations.'],
    ['that is an empty list', '[]', 'm.json:1:1: error: The manifest has no operations.'],
    [
      'with an id without a text',
      '{\n  "x1": ""\n}',
      'm.json:2:1: error: The manifest has the id "x1" without the text of its operation.',
    ],
    [
      'of Apollo with an id without a text',
      '{ "format": "apollo-persisted-query-manifest", "operations": [\n{ "id": "x9" }] }',
      'm.json:2:1: error: The manifest has the id "x9" without',
    ],
    [
      'with an id whose text holds no operation',
      '{\n  "h1": "query A { a }",\n  "h2": "fragment F on Query { a }"\n}',
      'm.json:3:1: error: The text of the id "h2" holds no operation.',
    ],
    [
      'with a text that is nested too deeply',
      `{\n"x1": "query A { a${'{ a '.repeat(1_500)}${'}'.repeat(1_500)} }"\n}`,
      'm.json:2:1: error: The operation "x1" is nested too deeply.',
    ],
    [
      'that is nested too deeply',
      `{\n"x1": ${'['.repeat(20_000)}`,
      'm.json:2:306: error: This is nested more than 300',
    ],
    ['that is not JSON', '{\n  "x1": oops\n}', 'm.json:2:1: error: This is not JSON'],
    [
      'of no known format',
      '{ "format": "other", "operations": [] }',
      'm.json:1:1: error: This is not a manifest of operations.',
    ],
    ['of numbers', '[1, 2]', 'm.json:1:1: error: This is not a manifest of operations.'],
    ['whose text is not GraphQL', '{\n"x1": "query {" }', 'm.json:2:1: error: The operation "x1" is not GraphQL'],
  ])('%s is an error at its line', async (_what, text, message) => {
    expect(await errorOf(() => read({ 'm.json': text }))).toContain(message);
  });
});

describe('what an operation is', () => {
  test('does not depend on its formatting or name, only on what it asks for', async () => {
    const [one, other, third] = await read({
      'a.graphql': 'query A { a b }',
      'b.graphql': 'query B {\n  a\n  b # again\n}',
      'c.graphql': 'query C { b a }',
    });
    expect(one?.hash).toBe(other?.hash);
    expect(one?.hash).not.toBe(third?.hash);
  });

  test('is the same in a document and a manifest: it is there once, with every id', async () => {
    const operations = await read({ 'a.graphql': 'query A { a }', 'm.json': '{ "x1": "query A { a }" }' });
    expect(operations).toHaveLength(1);
    expect(operations[0]?.ids).toContain('x1');
  });
});
