import { parse } from 'graphql';
import { z } from 'zod';

import { causeOf, GateError } from '../../errors.ts';
import type { TextFile } from '../files/files.ts';
import { parseJson } from '../files/json.ts';
import { isFragment, isOperation, makeOperation, sha256 } from './documents.ts';
import type { Operation } from './operation.ts';

/** One entry of a manifest, whatever its format. */
interface Entry {
  readonly id: string;
  readonly body: string;
  readonly client: string | null;
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
 * @throws GateError `graphql-input` where it is none, is empty, or has an id without a text
 */
export function readManifest(file: TextFile): Operation[] {
  const entries = entriesOf(file);
  if (entries.length === 0) throw invalid(file, 1, 'The manifest holds no operation.', 'Generate it again.');
  return entries.flatMap((entry) => operationsOf(file, entry));
}

function entriesOf(file: TextFile): Entry[] {
  const value = parseJson(file, 'Generate the manifest again.');
  const apollo = apolloSchema.safeParse(value);
  if (apollo.success)
    return apollo.data.operations.map(({ id, body, clientName }) => withBody(file, id, body, clientName ?? null));
  if (typeof value === 'object' && value !== null && 'format' in value) throw unknownFormat(file);
  const pairs = pairsSchema.safeParse(value);
  if (pairs.success) return pairs.data.map(([id, body]) => withBody(file, id, body, null));
  const map = mapSchema.safeParse(value);
  if (!map.success) throw unknownFormat(file);
  return Object.entries(map.data).map(([id, body]) => withBody(file, id, body, null));
}

function unknownFormat(file: TextFile): GateError {
  return invalid(file, 1, 'This is no manifest of operations.', `It can be ${FORMATS}.`);
}

function withBody(file: TextFile, id: string, body: unknown, client: string | null): Entry {
  if (typeof body === 'string' && body.trim() !== '') return { id, body, client };
  const what = `The manifest has the id ${JSON.stringify(id)} without the text of its operation.`;
  throw invalid(file, lineOf(file.text, id), what, 'Generate it again, with the texts.');
}

function operationsOf(file: TextFile, { id, body, client }: Entry): Operation[] {
  const line = lineOf(file.text, id);
  const { definitions } = parseBody(file, line, id, body);
  const fragments = Map.groupBy(definitions.filter(isFragment), ({ name }) => name.value);
  const about = { client, ids: [id, sha256(body)], where: `${file.path}:${line}:1`, located: false };
  return definitions.filter(isOperation).map((definition) => makeOperation(definition, fragments, about));
}

function parseBody(file: TextFile, line: number, id: string, body: string): ReturnType<typeof parse> {
  try {
    return parse(body);
  } catch (error) {
    throw invalid(file, line, `The operation ${JSON.stringify(id)} is not GraphQL: ${causeOf(error)}.`, 'Correct it.');
  }
}

/** The line that an id stands on; ids are hashes, or at least unlikely to be elsewhere in a manifest. */
function lineOf(text: string, id: string): number {
  const at = text.indexOf(JSON.stringify(id));
  return at === -1 ? 1 : text.slice(0, at).split('\n').length;
}

function invalid({ path }: TextFile, line: number, what: string, todo: string): GateError {
  return new GateError('graphql-input', { what, todo }, { where: `${path}:${line}:1` });
}
