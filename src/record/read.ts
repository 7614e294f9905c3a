import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';

import { causeOf, GateError } from '../errors.ts';
import { laterRecordSchema, runRecordSchema, type LaterRecord } from '../model/record.ts';
import { version } from '../version.ts';
import { recordDoubt } from './consistency.ts';
import { SAMPLES, type RunLog } from './log.ts';

/** A record is a few kilobytes; a line longer than this was not written by a run. */
const MAX_LINE = 5_000_000;
/** Of 1000 routes at the maximum of blocks. */
const MAX_BYTES = 400_000_000;
/** The gate writes no record with deeper nesting. */
const MOST_NESTING = 100;

/**
 * Reads the samples of a run back. An incomplete last line is left out, because a killed process leaves one behind. A
 * record that no run writes is refused, because later computations would fail on it.
 *
 * @param folder the output folder of the run, as the user gave it
 * @throws GateError `record-unreadable`, `record-invalid` with `file:line`
 */
export async function readLog(folder: string): Promise<RunLog> {
  const file = path.join(folder, SAMPLES);
  const lines = await linesOf(file);
  const deep = lines.findIndex(isTooDeep);
  if (deep !== -1) throw invalid(file, deep + 1, 'The line is nested deeper than anything that a run writes.');
  const log = logOf(lines, file);
  const doubt = recordDoubt(log);
  if (doubt !== null)
    throw invalid(file, log.later.indexOf(doubt.record) + 2, `This is not what a run writes: ${doubt.why}.`);
  return log;
}

/**
 * The log that these lines are.
 *
 * @param file what its places are called
 * @param isWhole whether a last line that was cut off is an error as well
 */
export function logOf(lines: readonly string[], file: string, isWhole = false): RunLog {
  const [first, ...rest] = lines;
  if (first === undefined) throw invalid(file, 1, 'The file is empty.');
  const run = recordOf(first, 1, file, runRecordSchema, lines.length === 1 && !isWhole);
  if (run === null) throw invalid(file, 1, 'The first record is cut off.');
  if (run.tool !== version)
    throw invalid(file, 1, `It was written by vitals-gate ${run.tool}, and this is ${version}.`);
  const later = rest.flatMap((line, index): LaterRecord[] => {
    const record = recordOf(line, index + 2, file, laterRecordSchema, index === rest.length - 1 && !isWhole);
    return record === null ? [] : [record];
  });
  return { run, later };
}

/** By line feeds only: other separators may stand inside of a JSON text. */
export function splitLines(text: string): string[] {
  const lines = text.split('\n');
  while (lines.at(-1) === '') lines.pop();
  return lines;
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

async function linesOf(file: string): Promise<string[]> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`);
    return splitLines(await readFile(file, 'utf8'));
  } catch (cause) {
    throw new GateError('record-unreadable', { path: file, cause: causeOf(cause) }, { cause });
  }
}

/** The record of a line; null if it is the last one and cut off. */
function recordOf<Schema extends z.ZodType>(
  line: string,
  number: number,
  file: string,
  schema: Schema,
  last: boolean,
): z.infer<Schema> | null {
  if (line.length > MAX_LINE) throw invalid(file, number, `The line has ${line.length} characters.`);
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    if (last) return null;
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
