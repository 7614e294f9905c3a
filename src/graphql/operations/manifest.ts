import { parse } from 'graphql';
import { z } from 'zod';

import { causeOf, GateError } from '../../errors.ts';
import type { TextFile } from '../files/files.ts';
import { parseJson } from '../files/json.ts';
import { deepGraphql, stringPlaces, type StringPlace } from '../files/scan.ts';
import { makeOperation, sha256 } from './documents.ts';
import { fragmentsByName, isOperation } from './fragments.ts';
import type { Operation } from './operation.ts';

/** One entry of a manifest, whatever its format. */
interface Entry {
  readonly id: string;
  readonly body: string;
  readonly client: string | null;
}

/** A manifest's text, and where its strings stand in it. */
interface Manifest {
  readonly path: string;
  readonly value: unknown;
  readonly places: ReadonlyMap<string, StringPlace>;
}

const apolloSchema = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string().optional(), clientName: z.string().nullish() })),
});
/** Relay's `{ md5: text }`, and Codegen's `persisted-documents.json`. */
const mapSchema = z.record(z.string(), z.unknown());
/** Relay's `[[id, text]]`. */
const pairsSchema = z.array(z.tuple([z.string(), z.unknown()]));

const FORMATS =
  'an Apollo persisted-query manifest, a map from ids to texts (Relay, GraphQL Codegen), or a list of pairs [id, text]';

/**
 * The operations of a persisted-operation manifest, in order.
 *
 * @throws GateError `graphql-input` if the file is not a manifest, is empty, or has an id without a text
 */
export function readManifest(file: TextFile): Operation[] {
  const value = parseJson(file, 'Generate the manifest again.');
  const manifest = { path: file.path, value, places: stringPlaces(file.text) };
  const entries = entriesOf(manifest);
  if (entries.length === 0) throw invalid(file, 1, 'The manifest has no operations.', 'Generate it again.');
  return entries.flatMap((entry) => operationsOf(manifest, entry));
}

function entriesOf(manifest: Manifest): Entry[] {
  const { value } = manifest;
  const apollo = apolloSchema.safeParse(value);
  if (apollo.success)
    return apollo.data.operations.map(({ id, body, clientName }) => withBody(manifest, id, body, clientName ?? null));
  if (typeof value === 'object' && value !== null && 'format' in value) throw unknownFormat(manifest);
  const pairs = pairsSchema.safeParse(value);
  if (pairs.success) return pairs.data.map(([id, body]) => withBody(manifest, id, body, null));
  const map = mapSchema.safeParse(value);
  if (!map.success) throw unknownFormat(manifest);
  return inOrder(Object.entries(map.data), manifest).map(([id, body]) => withBody(manifest, id, body, null));
}

/** As written: JavaScript puts the keys that are numbers first. */
function inOrder<Body>(entries: readonly [id: string, body: Body][], { places }: Manifest): [id: string, body: Body][] {
  const offset = (id: string): number => places.get(JSON.stringify(id))?.offset ?? Number.MAX_SAFE_INTEGER;
  return entries.toSorted(([one], [other]) => offset(one) - offset(other));
}

function unknownFormat(manifest: Manifest): GateError {
  return invalid(manifest, 1, 'This is not a manifest of operations.', `It can be ${FORMATS}.`);
}

function withBody(manifest: Manifest, id: string, body: unknown, client: string | null): Entry {
  if (typeof body === 'string' && body.trim() !== '') return { id, body, client };
  const what = `The manifest has the id ${JSON.stringify(id)} without the text of its operation.`;
  throw invalid(manifest, lineOf(manifest, id), what, 'Generate it again, with the texts.');
}

function operationsOf(manifest: Manifest, { id, body, client }: Entry): Operation[] {
  const line = lineOf(manifest, id);
  const { definitions } = parseBody(manifest, line, id, body);
  const operations = definitions.filter(isOperation);
  if (operations.length === 0)
    throw invalid(manifest, line, `The text of the id ${JSON.stringify(id)} holds no operation.`, 'Generate it again.');
  const about = { client, ids: [id, sha256(body)], where: `${manifest.path}:${line}:1`, located: false };
  return operations.map((definition) => makeOperation(definition, fragmentsByName(definitions), about));
}

function parseBody(manifest: Manifest, line: number, id: string, body: string): ReturnType<typeof parse> {
  if (deepGraphql(body) !== null)
    throw invalid(manifest, line, `The operation ${JSON.stringify(id)} is nested too deeply.`, 'Split it.');
  try {
    return parse(body);
  } catch (error) {
    const what = `The operation ${JSON.stringify(id)} is not GraphQL: ${causeOf(error)}.`;
    throw invalid(manifest, line, what, 'Correct it.');
  }
}

/** The line that an id stands on; ids are hashes, or at least unlikely to be elsewhere in a manifest. */
function lineOf({ places }: Manifest, id: string): number {
  return places.get(JSON.stringify(id))?.line ?? 1;
}

function invalid({ path }: Pick<TextFile, 'path'>, line: number, what: string, todo: string): GateError {
  return new GateError('graphql-input', { what, todo }, { where: `${path}:${line}:1` });
}
