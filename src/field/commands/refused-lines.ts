import { createReadStream } from 'node:fs';
import { isAbsolute, relative } from 'node:path';

import { beaconSchema } from '../../model/beacon.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { RefusedLine } from '../analyses/finding.ts';
import { complaintOf } from '../collector/complaint.ts';

/** A longer line is not a record: the collector takes no longer body. */
const LONGEST_LINE = 65_536;
const MOST_NAME = 60;
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** The first lines of files that are not records, at most `most`. A file is read only as far as it has to be. */
export async function findRefusedLines(files: readonly string[], most: number, cwd: string): Promise<RefusedLine[]> {
  const found: RefusedLine[] = [];
  for (const path of files) {
    let number = 0;
    for await (const line of linesOf(path)) {
      if (found.length >= most) return found;
      number += 1;
      const why = complaintAbout(line);
      if (why !== null) found.push({ file: shownPath(path, cwd), line: number, why });
    }
  }
  return found;
}

function shownPath(path: string, cwd: string): string {
  const near = relative(cwd, path);
  return near.startsWith('..') || isAbsolute(near) ? path : near;
}

/** Null for a record, and for a line without anything. */
function complaintAbout(line: Buffer | null): string | null {
  if (line === null) return `the line has more than ${LONGEST_LINE.toLocaleString('en')} bytes`;
  const text = decoded(line);
  if (text === null) return 'the line is not UTF-8';
  if (text.trim() === '') return null;
  const value = parsed(text);
  if (value === undefined) return 'the record is not JSON';
  const { error } = beaconSchema.safeParse(value);
  return error === undefined ? null : complaintOf(error, (name) => JSON.stringify(sanitizeLine(name, MOST_NAME)));
}

function decoded(line: Buffer): string | null {
  try {
    return UTF8.decode(line);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const NEWLINE = 10;

/** The lines of a file; null for one that is too long, which is not kept. */
async function* linesOf(path: string): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = [];
  let length = 0;
  const take = (): Buffer | null => {
    const line = length > LONGEST_LINE ? null : Buffer.concat(parts);
    [parts, length] = [[], 0];
    return line;
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      parts.push(chunk.subarray(from, end));
      length += end - from;
      yield take();
      from = end + 1;
    }
    length += chunk.length - from;
    if (length <= LONGEST_LINE) parts.push(chunk.subarray(from));
  }
  if (length > 0) yield take();
}
