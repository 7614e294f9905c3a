import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { z } from 'zod';

import { causeOf, GateError } from '../errors.ts';
import { laterRecordSchema, runRecordSchema, type LaterRecord } from '../model/record.ts';
import { SAMPLES, type RunLog } from './log.ts';

/** A record is a few kilobytes; a line longer than this was not written by a run. */
const MAX_LINE = 5_000_000;

/**
 * Reads the samples of a run back. A last line that was cut off in the middle is left out: that is what an ended process
 * leaves behind.
 *
 * @param folder the output folder of the run, as the user gave it
 * @throws GateError `record-unreadable`, `record-invalid` with `file:line`
 */
export async function readLog(folder: string): Promise<RunLog> {
  const file = path.join(folder, SAMPLES);
  const lines = await linesOf(file);
  const [first, ...rest] = lines;
  if (first === undefined) throw invalid(file, 1, 'The file is empty.');
  const run = recordOf(first, 1, file, runRecordSchema, lines.length === 1);
  if (run === null) throw invalid(file, 1, 'The first record is cut off.');
  const later = rest.flatMap((line, index): LaterRecord[] => {
    const record = recordOf(line, index + 2, file, laterRecordSchema, index === rest.length - 1);
    return record === null ? [] : [record];
  });
  return { run, later };
}

async function linesOf(file: string): Promise<string[]> {
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity }))
      lines.push(line);
  } catch (cause) {
    throw new GateError('record-unreadable', { path: file, cause: causeOf(cause) }, { cause });
  }
  while (lines.at(-1) === '') lines.pop();
  return lines;
}

/** The record of a line; null where it is the last one and cut off. */
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
