import { posix } from 'node:path';

import { z } from 'zod';

import { schemaFindings, valueAt } from '../../config/messages/findings.ts';
import { parseSource, type Source } from '../../source/yaml.ts';
import { GateError } from '../../errors.ts';
import { placeIn, type Position } from '../../source/positions.ts';
import type { Files, TextFile } from '../files/files.ts';
import { readOne } from '../files/select-files.ts';
import type { Subgraph } from './graph.ts';
import { parseSdl } from './parse.ts';
import { isMap } from '../../source/is-map.ts';

/** rover's `supergraph.yaml`, as far as it says where schemas are; what needs a network is told apart by name. */
const roverSchema = z.object({
  subgraphs: z.record(
    z.string(),
    z.object({
      schema: z.object({
        file: z.string().optional(),
        sdl: z.string().optional(),
        subgraph_url: z.unknown().optional(),
        graphref: z.unknown().optional(),
      }),
    }),
  ),
});

/**
 * Reads the subgraphs of a rover `supergraph.yaml`; files are relative to it.
 *
 * @throws GateError `graphql-input`
 */
export async function readRover({ path, text }: TextFile, files: Files): Promise<Subgraph[]> {
  const source = parseSource(text);
  if (source.problems.length === 0) rejectEmpty(source, path);
  const findings = schemaFindings(roverSchema, source.value).map((finding) => ({
    ...finding,
    position: source.position(finding.path, finding.part),
  }));
  const [problem] = [...source.problems, ...findings];
  if (problem !== undefined)
    throw new GateError(
      'graphql-input',
      { what: problem.what, todo: problem.todo },
      { where: placeIn(path, problem.position) },
    );
  const { subgraphs } = roverSchema.parse(source.value);
  const read = Object.entries(subgraphs).map(async ([name, { schema }]): Promise<Subgraph[]> => {
    const place = source.position(['subgraphs', name, 'schema'], 'key');
    const where = placeIn(path, place);
    if (schema.sdl !== undefined) {
      const start = textStart(text, source.position(['subgraphs', name, 'schema', 'sdl']));
      return [{ name, owner: null, document: parseSdl({ path, text: schema.sdl, start }) }];
    }
    if (schema.file === undefined) throw remote(name, where);
    const file = posix.join(posix.dirname(path), schema.file);
    const found = await readOne(files, posix.isAbsolute(schema.file) ? schema.file : file, {
      named: `The subgraph ${name}`,
      where,
    });
    return found === null ? [] : [{ name, owner: null, document: parseSdl(found) }];
  });
  return (await Promise.all(read)).flat();
}

/** A file without a map, or with one that lists no subgraph. */
function rejectEmpty({ value, position }: Source, path: string): void {
  const subgraphs = valueAt(value, ['subgraphs']);
  const isEmpty = isMap(subgraphs) && Object.keys(subgraphs).length === 0;
  if (isMap(value) && !isEmpty) return;
  const what = isEmpty ? 'There is no subgraph to compose.' : 'This is not a map with the subgraphs to compose.';
  const todo = 'Write for example subgraphs: { products: { schema: { file: products.graphql } } }.';
  throw new GateError('graphql-input', { what, todo }, { where: placeIn(path, position(['subgraphs'], 'key')) });
}

/** Where the text of a YAML scalar begins: of a block the line after its `|`, else behind the quote if it has one. */
function textStart(yaml: string, { line, column }: Position): Position {
  const first = yaml.split('\n')[line - 1]?.charAt(column - 1) ?? '';
  if (first === '|' || first === '>') return { line: line + 1, column: 1 };
  return { line, column: first === '"' || first === "'" ? column + 1 : column };
}

function remote(name: string, where: string): GateError {
  const what = `The schema of the subgraph ${name} is not in a file.`;
  const todo = 'Write schema: { file: … } or { sdl: … }: nothing is fetched over a network.';
  return new GateError('graphql-input', { what, todo }, { where });
}
