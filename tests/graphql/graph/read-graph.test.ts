import { describe, expect, test } from 'vitest';

import { readGraph } from '../../../src/graphql/graph/read-graph.ts';
import type { GraphSource } from '../../../src/model/graphql.ts';
import { errorOf, filesOf, graphOf, link, subgraph } from '../support.ts';

const BY = { named: 'graphql', where: null };

async function read(source: GraphSource, texts: Readonly<Record<string, string>>) {
  const reading = await readGraph(source, filesOf(texts), BY);
  if (reading.status !== 'read') throw new Error(reading.status);
  return reading.graph;
}

function schema(...files: readonly string[]): GraphSource {
  return { kind: 'schema', files };
}

describe('plain SDL', () => {
  test('in several files is one graph, cost directives need no definition', async () => {
    const graph = await read(schema('a.graphql', 'b.graphql'), {
      'a.graphql': 'type Query { thing: Thing @cost(weight: "3") }',
      'b.graphql': 'type Thing { id: ID }\nextend type Query { other: Thing }',
    });
    expect(Object.keys(graph.schema.getQueryType()?.getFields() ?? {})).toEqual(['thing', 'other']);
    expect(graph.ownership.subgraphs).toEqual([]);
  });

  test('may be named by a glob', async () => {
    const graph = await read(schema('graph/*.graphql'), {
      'graph/a.graphql': 'type Query { one: Int }',
      'graph/b.graphql': 'extend type Query { two: Int }',
      'other.graphql': 'type Query { three: Int }',
    });
    expect(Object.keys(graph.schema.getQueryType()?.getFields() ?? {})).toEqual(['one', 'two']);
  });

  test('that does not parse is an error at its line', async () => {
    const texts = { 'a.graphql': 'type Query {\n  one Int\n}' };
    expect(await errorOf(() => read(schema('a.graphql'), texts))).toBe(
      'a.graphql:2:7: error: This is not GraphQL: Expected ":", found Name "Int".\n  → Correct it.',
    );
  });

  test.each([
    ['an unknown type', 'type Query {\n  one: Thing\n}', 'a.graphql:2:8'],
    ['no Query', 'type X { a: Int }', 'a.graphql:1:1'],
    ['operations in place of types', '\n{ a }', 'a.graphql:1:1'],
    ['a type twice', 'type Query { one: Int }\ntype Query { two: Int }', 'a.graphql:1:6'],
    [
      'an object without the fields of its interface',
      'type Query implements A { a: Int }\ninterface A { b: Int }',
      'a.graphql:2:15',
    ],
  ])('with %s is an error at its line', async (_what, text, place) => {
    expect(await errorOf(() => read(schema('a.graphql'), { 'a.graphql': text }))).toContain(
      `${place}: error: This schema is not valid`,
    );
  });

  test('that is empty or missing is an error', async () => {
    expect(await errorOf(() => read(schema('a.graphql'), { 'a.graphql': ' ' }))).toContain(
      'a.graphql:1:1: error: The schema is empty.',
    );
    expect(await errorOf(() => read(schema('b.graphql'), {}))).toContain('b.graphql does not exist');
    expect(await errorOf(() => read(schema('c/*.graphql'), {}))).toContain('c/*.graphql matches no file');
  });

  test('whose types are nested too deeply is an error at its line', async () => {
    const text = `type Query {\n  one: ${'['.repeat(20_000)}Int${']'.repeat(20_000)}\n}`;
    expect(await errorOf(() => read(schema('a.graphql'), { 'a.graphql': text }))).toContain(
      'a.graphql:2:308: error: This is nested more than 300 levels deep.',
    );
  });

  test('of a composed supergraph is read as one: with owners, and without what clients cannot see', async () => {
    const things = `${link('v2.9', '@inaccessible')}\ntype Query { thing: Int hidden: Int @inaccessible }`;
    const { supergraphSdl } = graphOf(subgraph('things', things));
    const graph = await read(schema('supergraph.graphql'), { 'supergraph.graphql': supergraphSdl ?? '' });
    expect(graph.ownership.ownersOf('Query.thing')).toEqual(['things']);
    expect(Object.keys(graph.schema.getQueryType()?.getFields() ?? {})).toEqual(['thing']);
  });
});

describe("rover's supergraph.yaml", () => {
  const ROVER = { kind: 'rover', file: 'config/supergraph.yaml' } as const;
  const SDL = `${link('v2.9', '@key')}type Query { one: Int }`;

  test('names files relative to itself, and may hold SDL', async () => {
    const yaml = `federation_version: =2.9.0
subgraphs:
  one: { routing_url: http://a, schema: { file: ../graph/one.graphql } }
  two:
    schema:
      sdl: |
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.9")
        type Query { two: Int }
`;
    const graph = await read(ROVER, { 'config/supergraph.yaml': yaml, 'graph/one.graphql': SDL });
    expect(graph.ownership.subgraphs).toEqual(['one', 'two']);
  });

  test('with broken SDL is an error at the line of the file', async () => {
    const yaml = 'subgraphs:\n  two:\n    schema:\n      sdl: |\n        type Query {\n          two Int\n        }\n';
    expect(await errorOf(() => read(ROVER, { 'config/supergraph.yaml': yaml }))).toContain('config/supergraph.yaml:6:');
  });

  test('with broken SDL on one line is an error at its place on that line', async () => {
    const yaml = 'subgraphs:\n  two:\n    schema: { sdl: "type Query { p: }" }\n';
    expect(await errorOf(() => read(ROVER, { 'config/supergraph.yaml': yaml }))).toContain(
      'config/supergraph.yaml:3:37:',
    );
  });

  test.each([
    ['nothing in it', '', ':1:1: error: This is not a map with the subgraphs to compose.'],
    ['a list in it', '- one', ':1:1: error: This is not a map with the subgraphs to compose.'],
    ['an empty map', 'federation_version: 2\nsubgraphs: {}', ':2:1: error: There is no subgraph to compose.'],
    [
      'a schema behind a URL',
      'subgraphs:\n  a:\n    schema: { subgraph_url: http://a }',
      ':3:5: error: The schema of the subgraph a is not in a file.',
    ],
    ['no subgraphs', 'federation_version: 2', 'subgraphs is missing'],
    ['no YAML', 'subgraphs: [', 'This is not YAML'],
  ])('with %s is an error', async (_what, yaml, message) => {
    expect(await errorOf(() => read(ROVER, { 'config/supergraph.yaml': yaml }))).toContain(message);
  });

  test('that base does not have leaves base without a graph', async () => {
    const reading = await readGraph(ROVER, filesOf({}, 'base'), BY);
    expect(reading.status).toBe('absent');
  });
});
