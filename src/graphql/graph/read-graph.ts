import { concatAST, type DocumentNode } from 'graphql';

import type { GraphSource } from '../../model/graphql.ts';
import type { Files, TextFile } from '../files/files.ts';
import { readOne, readSelected } from '../files/select-files.ts';
import { compose, type CompositionError } from './compose.ts';
import { makeGraph, type Graph, type Subgraph } from './graph.ts';
import { parseSdl } from './parse.ts';
import { readRover } from './rover.ts';
import { graphNames, isSupergraph } from './supergraph.ts';

/** The graph of a side, or why it cannot be built. */
export type GraphReading =
  | { readonly status: 'read'; readonly graph: Graph }
  | { readonly status: 'not-composed'; readonly errors: readonly CompositionError[] }
  /** Base has none of the files. */
  | { readonly status: 'absent' };

/** Where the graph's files are named: for messages. */
export interface NamedBy {
  readonly named: string;
  readonly where: string | null;
}

/**
 * Reads the graph of a side and composes it where it is written as subgraphs.
 *
 * @throws GateError `graphql-input` if a file is missing or is not a schema
 */
export async function readGraph(source: GraphSource, files: Files, by: NamedBy): Promise<GraphReading> {
  if (source.kind === 'subgraphs') return composed(await readSubgraphs(source.subgraphs, files, by));
  if (source.kind !== 'rover') return wholeGraph(await readSelected(files, { ...by, patterns: filesOf(source) }));
  const file = await readOne(files, source.file, by);
  return file === null ? { status: 'absent' } : composed(await readRover(file, files));
}

function filesOf(source: Extract<GraphSource, { kind: 'schema' | 'supergraph' }>): readonly string[] {
  return source.kind === 'schema' ? source.files : [source.file];
}

/** Parsed SDL as one graph, be it plain or a supergraph. */
function wholeGraph(texts: readonly TextFile[]): GraphReading {
  if (texts.length === 0) return { status: 'absent' };
  const document: DocumentNode = concatAST(texts.map(parseSdl));
  const supergraphSdl = isSupergraph(document) ? texts.map(({ text }) => text).join('\n') : null;
  return { status: 'read', graph: makeGraph({ document, supergraphSdl, subgraphs: [], notes: [] }) };
}

async function readSubgraphs(
  entries: Extract<GraphSource, { kind: 'subgraphs' }>['subgraphs'],
  files: Files,
  by: NamedBy,
): Promise<Subgraph[]> {
  const read = entries.map(async ({ name, file, owner }): Promise<Subgraph[]> => {
    const text = await readOne(files, file, by);
    return text === null ? [] : [{ name, owner, document: parseSdl(text) }];
  });
  return (await Promise.all(read)).flat();
}

/** The graph that subgraphs compose to. */
export function composed(subgraphs: readonly Subgraph[]): GraphReading {
  if (subgraphs.length === 0) return { status: 'absent' };
  const composition = compose(subgraphs);
  if (!composition.ok) return { status: 'not-composed', errors: composition.errors };
  const { document, sdl, notes } = composition;
  return { status: 'read', graph: makeGraph({ document, supergraphSdl: sdl, subgraphs, notes }) };
}

/** The names of the subgraphs, without composing them. */
export async function graphNamesOf(source: GraphSource, files: Files, by: NamedBy): Promise<readonly string[]> {
  if (source.kind === 'subgraphs') return source.subgraphs.map(({ name }) => name);
  if (source.kind !== 'rover') {
    const texts = await readSelected(files, { ...by, patterns: filesOf(source) });
    return [...graphNames(concatAST(texts.map(parseSdl))).values()];
  }
  const file = await readOne(files, source.file, by);
  return file === null ? [] : (await readRover(file, files)).map(({ name }) => name);
}
