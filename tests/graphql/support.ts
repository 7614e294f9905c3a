import { parse } from 'graphql';

import { formatError, GateError } from '../../src/errors.ts';
import type { Files } from '../../src/graphql/files/files.ts';
import { compose } from '../../src/graphql/graph/compose.ts';
import { makeGraph, type Graph, type Subgraph } from '../../src/graphql/graph/graph.ts';
import { parseSdl } from '../../src/graphql/graph/parse.ts';
import type { Side } from '../../src/model/deploy.ts';

/** Files of one side that exist in memory only. */
export function filesOf(texts: Readonly<Record<string, string>>, side: Side = 'head'): Files {
  return {
    side,
    read: (paths) => Promise.resolve(new Map(paths.map((path) => [path, texts[path] ?? null]))),
    list: () => Promise.resolve(Object.keys(texts).toSorted()),
  };
}

/** The `@link` of a subgraph that imports what its SDL needs. */
export function link(version: string, ...names: readonly string[]): string {
  const imports = names.map((name) => `"${name}"`).join(', ');
  return `extend schema @link(url: "https://specs.apollo.dev/federation/${version}", import: [${imports}])\n`;
}

export function subgraph(name: string, sdl: string, owner: string | null = null): Subgraph {
  return { name, owner, document: parseSdl({ path: `${name}.graphql`, text: sdl }) };
}

/** The graph that subgraphs compose to. */
export function graphOf(...subgraphs: readonly Subgraph[]): Graph {
  const composition = compose(subgraphs);
  if (!composition.ok) throw new Error(composition.errors.map(({ message }) => message).join('\n'));
  return makeGraph({
    document: composition.document,
    supergraphSdl: composition.sdl,
    subgraphs,
    notes: composition.notes,
  });
}

export function plainGraph(sdl: string): Graph {
  return makeGraph({ document: parse(sdl), supergraphSdl: null, subgraphs: [], notes: [] });
}

/** The error block a user reads where `body` stops with one. */
export async function errorOf(body: () => unknown): Promise<string> {
  try {
    await body();
  } catch (error) {
    if (error instanceof GateError) return formatError(error);
    throw error;
  }
  throw new Error('no error was thrown');
}
