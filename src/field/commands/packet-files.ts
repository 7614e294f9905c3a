import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { z } from 'zod';

import { causeOf, GateError } from '../../errors.ts';
import { priceSchema, type Price } from '../../model/price.ts';
import { quote } from '../../source/diagnostic.ts';
import {
  deploysSchema,
  experimentSchema,
  itsSchema,
  kindOf,
  powerSchema,
  type DeploysFile,
  type ExperimentFile,
  type ItsFile,
  type PowerFile,
  type WithKind,
} from '../packet/files.ts';
import { sourceOf, type Source } from '../packet/source.ts';

/** A file with its queries is a few kB; one with the steps of many deploys is larger. */
const MOST_CHARACTERS = 20_000_000;

/** Files of experiments, of power and of interruptions. */
export interface WithFiles {
  readonly experiments: Source<ExperimentFile>[];
  readonly powers: Source<PowerFile>[];
  readonly interruptions: Source<ItsFile>[];
}

/**
 * The price that an earlier command wrote into a folder; null if there is none.
 *
 * @throws GateError `usage` if the file is not a price
 */
export async function writtenPrice(folder: string, shown: string): Promise<Source<Price> | null> {
  return written(folder, shown, { file: 'price.json', schema: priceSchema, command: 'field price' });
}

/** The same of `field deploys --json`. */
export async function writtenDeploys(folder: string, shown: string): Promise<Source<DeploysFile> | null> {
  return written(folder, shown, { file: 'deploys.json', schema: deploysSchema, command: 'field deploys' });
}

interface Expected<Schema extends z.ZodType> {
  readonly file: string;
  readonly schema: Schema;
  readonly command: string;
}

async function written<Schema extends z.ZodType>(
  folder: string,
  shown: string,
  { file, schema, command }: Expected<Schema>,
): Promise<Source<z.infer<Schema>> | null> {
  const name = join(shown, file);
  const value = await valueIn(join(folder, file), name);
  if (value === undefined) return null;
  return sourceOf(file, value, checked(name, value, schema, command));
}

/**
 * Reads the files of --with; each is recognised by its keys. A file that is there twice counts once.
 *
 * @throws GateError `usage`, which names the file
 */
export async function readWithFiles(files: readonly string[], cwd: string): Promise<WithFiles> {
  const found: WithFiles = { experiments: [], powers: [], interruptions: [] };
  const texts = new Set<string>();
  for (const file of files) {
    const value = await valueIn(resolve(cwd, file), file);
    if (value === undefined) throw usage(`${quote(file)} does not exist.`);
    const text = JSON.stringify(value);
    if (!texts.has(text)) add(found, file, value);
    texts.add(text);
  }
  return found;
}

/** The files of --with that an earlier command wrote into a folder, as --with takes them. */
export async function writtenWithFiles(folder: string, shown: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /^(?:experiment|power|its)(?:-\d+)?\.json$/.test(name))
    .toSorted((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .map((name) => join(shown, name));
}

function add({ experiments, powers, interruptions }: WithFiles, file: string, value: unknown): void {
  const kind = kindOf(value);
  switch (kind) {
    case 'experiment':
      experiments.push(
        sourceOf(nameOf(kind, experiments), value, checked(file, value, experimentSchema, 'field experiment')),
      );
      break;
    case 'power':
      powers.push(sourceOf(nameOf(kind, powers), value, checked(file, value, powerSchema, 'field power')));
      break;
    case 'its':
      interruptions.push(sourceOf(nameOf(kind, interruptions), value, checked(file, value, itsSchema, 'field its')));
      break;
    case null:
      throw usage(`${quote(file)} is not a file of field experiment, field power or field its.`);
  }
}

/** `experiment.json`, `experiment-2.json`. */
const nameOf = (kind: WithKind, before: readonly unknown[]): string =>
  before.length === 0 ? `${kind}.json` : `${kind}-${before.length + 1}.json`;

const TODO = 'Write it again with --json, and do not edit it.';
const usage = (what: string, todo = TODO): GateError => new GateError('usage', { what, todo });

function checked<Schema extends z.ZodType>(
  file: string,
  value: unknown,
  schema: Schema,
  command: string,
): z.infer<Schema> {
  const { data, error } = schema.safeParse(value);
  if (error === undefined) return data;
  const [issue] = error.issues;
  const at = issue === undefined || issue.path.length === 0 ? '' : ` at ${quote(issue.path.join('.'))}`;
  throw usage(`${quote(file)} is not what ${command} writes${at}: ${issue?.message ?? 'it is not valid'}.`);
}

/** Undefined: there is no such file. */
async function valueIn(path: string, shown: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && ['ENOENT', 'ENOTDIR'].includes(String(cause.code))) return null;
    throw usage(`${quote(shown)} cannot be read: ${causeOf(cause)}.`, 'Name a file.');
  });
  if (text === null) return undefined;
  if (text.length > MOST_CHARACTERS) throw usage(`${quote(shown)} has more than ${MOST_CHARACTERS} characters.`);
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw usage(`${quote(shown)} is not JSON: ${causeOf(cause)}.`);
  }
}
