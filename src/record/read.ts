import { createHash } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';

import { causeOf, GateError } from '../errors.ts';
import { laterRecordSchema, runRecordSchema, type LaterRecord, type RunRecord } from '../model/record.ts';
import { version } from '../version.ts';
import { impossible, recordDoubt, type Doubt } from './consistency.ts';
import { unknownDecision } from './decision.ts';
import { linesIn, type EndlessLine, type Line } from './lines.ts';
import { FileRecords, SAMPLES, type RunLog } from './log.ts';
import type { OutlinedRecord } from './outline.ts';
import { assertUnchanged } from './unchanged.ts';

/** A record is a few kilobytes; a line longer than this was not written by a run. */
export const MAX_LINE = 5_000_000;
/** Of 1000 routes at the maximum of blocks. */
const MAX_BYTES = 400_000_000;
/** The gate writes no record with deeper nesting. */
const MOST_NESTING = 100;

/** What a calibration records in two lanes, beside what it records in one. */
export const TWO_LANES = 'samples.two-lanes.ndjson';

/**
 * Reads the samples of a run back. An incomplete last line is left out, because a killed process leaves one behind. A
 * record that no run writes is refused, because later computations would fail on it. All records are checked; what
 * visits measured is read again when it is asked for.
 *
 * @param folder the output folder of the run, as the user gave it
 * @param name of the file in it
 * @throws GateError `record-unreadable`, `record-invalid` with `file:line`
 */
export async function readLog(folder: string, name = SAMPLES): Promise<RunLog> {
  const file = path.join(folder, name);
  const handle = await opened(file).catch((cause: unknown) => {
    throw unreadable(file, cause);
  });
  try {
    return logIn(handle.fd, file);
  } finally {
    await handle.close();
  }
}

/** A pipe is not opened: that waits until something else writes into it. */
export async function opened(file: string): Promise<FileHandle> {
  if (!(await stat(file)).isFile()) throw new Error('it is not a file');
  return open(file);
}

function logIn(handle: number, file: string): RunLog {
  const { later, add, recordsOf } = new FileRecords(file);
  const hash = createHash('sha256');
  let size = 0;
  const onPart = (part: Buffer): void => {
    hash.update(part);
    size += part.length;
  };
  const { run, doubt } = readRecords(linesOf(handle, file, onPart), {
    file,
    isWhole: false,
    tooDeep: ({ number }) => invalid(file, number, 'The line is nested deeper than anything that a run writes.'),
    keep: (record, { bytes, at }) => {
      add(record, bytes, at);
      return later.at(-1);
    },
  });
  const found = doubt ?? recordDoubt({ run, later });
  if (found !== null)
    throw invalid(file, later.indexOf(found.record) + 2, `This is not what a run writes: ${found.why}.`);
  const content = { size, digest: hash.digest('hex') };
  return { run, later, recordsOf, assertUnchanged: () => assertUnchanged(file, content) };
}

function* linesOf(handle: number, file: string, read: (part: Buffer) => void): Generator<Line | EndlessLine> {
  let bytes = 0;
  const onPart = (part: Buffer): void => {
    read(part);
    bytes += part.length;
    if (bytes > MAX_BYTES) throw new Error(`it has more than ${MAX_BYTES} bytes`);
  };
  try {
    const { size } = fstatSync(handle);
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
    yield* linesIn(handle, { mostOfLine: MAX_LINE, onPart });
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

function unreadable(file: string, cause: unknown): GateError {
  return new GateError('record-unreadable', { path: file, cause: causeOf(cause) }, { cause });
}

export interface ReadTerms {
  /** What its places are called. */
  readonly file: string;
  /** Whether a last line that was cut off is an error as well. */
  readonly isWhole: boolean;
  readonly tooDeep: (line: Line) => GateError;
  /** Takes a record and its line, and gives what is kept of it. */
  readonly keep: (record: LaterRecord, line: Line) => OutlinedRecord | undefined;
}

export interface ReadRecords {
  readonly run: RunRecord;
  /** The first record that no run makes, whatever is around it. */
  readonly doubt: Doubt | null;
}

/**
 * Reads records one at a time, each parsed strictly.
 *
 * @throws GateError `record-invalid` with `file:line`
 */
export function readRecords(lines: Iterable<Line | EndlessLine>, terms: ReadTerms): ReadRecords {
  const { file, isWhole, keep } = terms;
  let run: RunRecord | null = null;
  let doubt: Doubt | null = null;
  for (const line of lines) {
    if (run === null) {
      run = firstRecord(line, terms);
      continue;
    }
    const record = recordOf(line, terms, laterRecordSchema, 'isLast' in line && line.isLast && !isWhole);
    if (record === null || 'length' in line) continue;
    const kept = keep(record, line);
    const why: string | null = doubt === null ? impossible(record) : null;
    if (why !== null && kept !== undefined) doubt = { record: kept, why };
  }
  if (run === null) throw invalid(file, 1, 'The file is empty.');
  return { run, doubt };
}

function firstRecord(line: Line | EndlessLine, terms: ReadTerms): RunRecord {
  const { file, isWhole } = terms;
  const run = recordOf(line, terms, runRecordSchema, 'isLast' in line && line.isLast && !isWhole);
  if (run === null) throw invalid(file, 1, 'The first record is cut off.');
  if (run.tool !== version)
    throw invalid(file, 1, `It was written by vitals-gate ${run.tool}, and this is ${version}.`);
  const unknown = unknownDecision(run);
  if (unknown !== null) throw invalid(file, 1, unknown);
  return run;
}

/** Whether brackets are nested too deep for a parser that recurses. */
export function isTooDeep(line: string): boolean {
  let depth = 0;
  let inText = false;
  for (let index = 0; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if (code === 0x5c && inText) index += 1;
    else if (code === 0x22) inText = !inText;
    else if (inText) continue;
    else if (code === 0x5b || code === 0x7b) depth += 1;
    else if (code === 0x5d || code === 0x7d) depth -= 1;
    if (depth > MOST_NESTING) return true;
  }
  return false;
}

/** The record of a line; null if it `mayBeCut` and is. */
function recordOf<Schema extends z.ZodType>(
  line: Line | EndlessLine,
  { file, tooDeep }: ReadTerms,
  schema: Schema,
  mayBeCut: boolean,
): z.infer<Schema> | null {
  const { number } = line;
  if ('length' in line) throw invalid(file, number, `The line has ${line.length} characters.`);
  if (isTooDeep(line.text)) throw tooDeep(line);
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (cause) {
    if (mayBeCut) return null;
    throw invalid(file, number, `The line is not JSON: ${causeOf(cause)}.`, cause);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue === undefined || issue.path.length === 0 ? 'The record' : `Its ${issue.path.join('.')}`;
  throw invalid(file, number, `${at} is not what a run writes: ${issue?.message ?? 'invalid'}.`);
}

function invalid(file: string, line: number, what: string, cause?: unknown): GateError {
  return new GateError(
    'record-invalid',
    { what },
    { where: `${file}:${line}`, ...(cause === undefined ? {} : { cause }) },
  );
}
