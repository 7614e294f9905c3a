import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

import { GateError } from '../errors.ts';

const PART_BYTES = 1 << 20;

/** All bytes of a file, as they were written or read. */
export interface FileContent {
  readonly size: number;
  /** SHA-256, in hexadecimal digits. */
  readonly digest: string;
}

/**
 * Throws where a file is not what it was: what is published must be what its bytes say, also where they were kept in memory
 * and not read back.
 *
 * @throws GateError `record-lost`
 */
export function assertUnchanged(file: string, content: FileContent): void {
  let isSame = false;
  try {
    isSame = has(file, content);
  } catch (cause) {
    throw lostRecords(file, cause);
  }
  if (!isSame) throw lostRecords(file);
}

function has(file: string, { size, digest }: FileContent): boolean {
  const about = statSync(file);
  return about.isFile() && about.size === size && digestOf(file) === digest;
}

function digestOf(file: string): string {
  const hash = createHash('sha256');
  const part = Buffer.allocUnsafe(PART_BYTES);
  const handle = openSync(file, 'r');
  try {
    for (let read = readSync(handle, part); read > 0; read = readSync(handle, part))
      hash.update(part.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

function lostRecords(path: string, cause?: unknown): GateError {
  return new GateError('record-lost', { path, what: 'its records' }, cause === undefined ? {} : { cause });
}
