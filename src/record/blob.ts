import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

import { causeOf, GateError } from '../errors.ts';
import type { Visit } from '../model/sample.ts';
import { CURRENT } from '../stats/versions.ts';
import { version } from '../version.ts';
import { doubtAbout } from './consistency.ts';
import { linesIn, type EndlessLine, type Line } from './lines.ts';
import { SAMPLES, type Outline } from './log.ts';
import { outlined, type OutlinedRecord } from './outline.ts';
import { MAX_LINE, opened, readRecords } from './read.ts';
import { withBoundedWords } from './words.ts';

/** The samples of one job, to be judged with those of others. */
export interface Blob {
  /** As the user gave it, or below what they gave. */
  readonly file: string;
  readonly log: Outline;
  /**
   * Its visits with what they measured, in the order of the outline, read again.
   *
   * @throws GateError `record-lost` if the file is another one by now; at its end at the latest
   */
  readonly visits: () => Iterable<Visit>;
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
  const handle = await opened(file).catch((cause: unknown) => {
    throw refused(file, `they cannot be read: ${causeOf(cause)}`, cause);
  });
  try {
    return blobIn(handle.fd, file);
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw refused(file, causeOf(cause), cause);
  } finally {
    await handle.close();
  }
}

function blobIn(handle: number, file: string): Blob {
  const digest = createHash('sha256');
  const later: OutlinedRecord[] = [];
  const { run, doubt } = readRecords(blobLines(handle, file, digest), {
    file,
    isWhole: true,
    tooDeep: () => refused(file, 'they are nested deeper than anything that a run writes'),
    keep: (record) => {
      const kept = outlined(record);
      later.push(kept);
      return kept;
    },
  });
  const why = doubtAbout({ run, later }, doubt);
  if (why !== null) throw refused(file, why);
  const expected = { types: later.map(({ type }) => type), digest: digest.digest('hex') };
  return { file, log: withBoundedWords({ run, later }), visits: () => visitsIn(file, expected) };
}

/** The lines of a file that can be samples of this version: the first is looked at before any other. */
function* blobLines(handle: number, file: string, digest: Hash): Generator<Line | EndlessLine> {
  const about = fstatSync(handle);
  if (about.size > MOST_BYTES) throw tooLarge(file, about.size);
  let bytes = 0;
  const onPart = (part: Buffer): void => {
    if (bytes === 0 && ARCHIVES.some((magic) => part.subarray(0, magic.length).equals(magic)))
      throw refused(file, 'this is an archive', undefined, 'Unpack it: actions/download-artifact does.');
    bytes += part.length;
    if (bytes > MOST_BYTES) throw tooLarge(file, bytes);
    digest.update(part);
  };
  let isFirst = true;
  for (const line of linesIn(handle, { mostOfLine: MAX_LINE, onPart, decode: strictDecode() })) {
    if (isFirst) assertReadable(file, 'text' in line ? line.text : '');
    isFirst = false;
    yield line;
  }
  if (isFirst) assertReadable(file, '');
}

/** Throws for what is not UTF-8. A mark of the byte order may stand at the beginning of the file. */
function strictDecode(): (bytes: Buffer) => string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let isFirst = true;
  return (bytes) => {
    const text = decoder.decode(bytes);
    const unmarked = isFirst ? text.replace(/^\uFEFF/, '') : text;
    isFirst = false;
    return unmarked;
  };
}

interface ExpectedLines {
  /** Of the records after the first. */
  readonly types: readonly OutlinedRecord['type'][];
  readonly digest: string;
}

/** Reads a checked file again. It must be the same, because what it says is not checked a second time. */
function* visitsIn(file: string, { types, digest }: ExpectedLines): Generator<Visit> {
  const again = createHash('sha256');
  try {
    const handle = openSync(file, 'r');
    try {
      for (const line of linesIn(handle, { mostOfLine: MAX_LINE, onPart: (part) => again.update(part) }))
        if (types[line.number - 2] === 'visit') yield visitIn(line);
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    throw changed(file, cause);
  }
  if (again.digest('hex') !== digest) throw changed(file);
}

function visitIn(line: Line | EndlessLine): Visit {
  if ('length' in line) throw new Error('a line is longer than it was');
  return JSON.parse(line.text) as Visit;
}

function changed(file: string, cause?: unknown): GateError {
  return new GateError('record-lost', { path: file, what: 'its visits' }, cause === undefined ? {} : { cause });
}

function tooLarge(file: string, bytes: number): GateError {
  const cause = `they have ${bytes} bytes, more than ${MOST_BYTES}`;
  return refused(file, cause, undefined, 'Measure in more shards.');
}

const originSchema = z.looseObject({
  type: z.literal('run'),
  version: z.number(),
  tool: z.string().max(100),
  decision: z.unknown().optional(),
});

/** Said before anything else is looked at: what another version writes may have any shape. */
function assertReadable(file: string, first: string): void {
  const origin = originSchema.safeParse(parsed(first));
  if (!origin.success) throw refused(file, 'the first line is not the first record of a run');
  const { tool, decision = 1 } = origin.data;
  const todo = 'Use one version of vitals-gate for `measure` and `report`.';
  if (origin.data.version !== 1 || tool !== version)
    throw refused(
      file,
      `they were written by vitals-gate ${tool.slice(0, 40)}, and this is ${version}`,
      undefined,
      todo,
    );
  // Their job may be a stranger's, who must not choose the weaker rule.
  if (decision === CURRENT) return;
  const planned = `they were planned by version ${JSON.stringify(decision).slice(0, 10)} of the rule of decision`;
  throw refused(file, `${planned}, and this is version ${CURRENT}`, undefined, todo);
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
