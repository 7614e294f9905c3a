import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

import { causeOf, GateError } from '../errors.ts';
import { version } from '../version.ts';
import { doubtAbout } from './consistency.ts';
import { SAMPLES, type RunLog } from './log.ts';
import { isTooDeep, logOf, splitLines } from './read.ts';
import { withBoundedWords } from './words.ts';

/** The samples of one job, to be judged with those of others. */
export interface Blob {
  /** As the user gave it, or below what they gave. */
  readonly file: string;
  readonly log: RunLog;
}

/** A shard of fifteen routes at the maximum of blocks takes about 15 MB. */
const MOST_BYTES = 100_000_000;
/** How deep artifacts lie below a download folder, and how much there may be to look through. */
const MOST_DEPTH = 4;
const MOST_ENTRIES = 20_000;

/** How zip and gzip begin. */
const ARCHIVES = [Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.from([0x1f, 0x8b])];

/**
 * The samples that these paths name: files, or folders with a `samples.ndjson` anywhere below.
 *
 * @throws GateError `no-blobs` for a folder without any
 */
export async function findBlobs(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(blobsAt));
  return [...new Set(found.flat())];
}

async function blobsAt(given: string): Promise<string[]> {
  const about = await stat(given).catch((cause: unknown) => {
    throw refused(given, `they cannot be read: ${causeOf(cause)}`, cause);
  });
  if (!about.isDirectory()) return [given];
  const budget = { entries: MOST_ENTRIES };
  const below = await samplesBelow(given, MOST_DEPTH, budget);
  if (below.length === 0) throw new GateError('no-blobs', { path: given });
  return below;
}

/** Links are not followed, and folders that hold no artifacts not entered. */
async function samplesBelow(folder: string, depth: number, budget: { entries: number }): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    if ((budget.entries -= 1) < 0) break;
    const file = path.join(folder, entry.name);
    if (entry.isFile() && entry.name === SAMPLES) found.push(file);
    if (entry.isDirectory() && depth > 0 && !/^(?:\.git|node_modules)$/.test(entry.name))
      found.push(...(await samplesBelow(file, depth - 1, budget)));
  }
  return found;
}

/**
 * Reads samples from another job. They are untrusted data, so whatever is inconsistent is refused.
 *
 * @throws GateError `blob-refused`, `record-invalid` with `file:line`
 */
export async function readBlob(file: string): Promise<Blob> {
  const lines = splitLines(await textOf(file));
  assertReadable(file, lines[0] ?? '');
  if (lines.some(isTooDeep)) throw refused(file, 'they are nested deeper than anything that a run writes');
  const log = logOf(lines, file, true);
  const doubt = doubtAbout(log);
  if (doubt !== null) throw refused(file, doubt);
  return { file, log: withBoundedWords(log) };
}

async function textOf(file: string): Promise<string> {
  const handle = await open(file).catch((cause: unknown) => {
    throw refused(file, `they cannot be read: ${causeOf(cause)}`, cause);
  });
  try {
    const about = await handle.stat();
    if (!about.isFile()) throw refused(file, 'this is not a file');
    if (about.size > MOST_BYTES)
      throw refused(
        file,
        `they have ${about.size} bytes, more than ${MOST_BYTES}`,
        undefined,
        'Measure in more shards.',
      );
    const bytes = await handle.readFile();
    if (ARCHIVES.some((magic) => bytes.subarray(0, magic.length).equals(magic)))
      throw refused(file, 'this is an archive', undefined, 'Unpack it: actions/download-artifact does.');
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw refused(file, causeOf(cause), cause);
  } finally {
    await handle.close();
  }
}

const originSchema = z.looseObject({ type: z.literal('run'), version: z.number(), tool: z.string().max(100) });

/** Said before anything else is looked at: what another version writes may have any shape. */
function assertReadable(file: string, first: string): void {
  const origin = originSchema.safeParse(parsed(first));
  if (!origin.success) throw refused(file, 'the first line is not the first record of a run');
  const { tool } = origin.data;
  if (origin.data.version === 1 && tool === version) return;
  const todo = 'Use one version of vitals-gate for `measure` and `report`.';
  throw refused(file, `they were written by vitals-gate ${tool.slice(0, 40)}, and this is ${version}`, undefined, todo);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return null;
  }
}

function refused(file: string, cause: string, thrown?: unknown, todo = ''): GateError {
  return new GateError('blob-refused', { path: file, cause, todo }, thrown === undefined ? {} : { cause: thrown });
}
