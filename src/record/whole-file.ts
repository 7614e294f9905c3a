import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';

/** A file's path and its content. */
export type Content = readonly [file: string, content: string | Uint8Array];

/**
 * Writes files completely or not at all. A reader in the meantime finds the previous files, and so does one after the
 * process was killed or the disk filled up. No file is replaced before all are written.
 *
 * @throws GateError `out-unwritable` if the folder was never writable, `out-lost` if the disk is full
 */
export async function writeWhole(...contents: readonly Content[]): Promise<void> {
  try {
    for (const [file, content] of contents) await writePartial(file, content);
    for (const [file] of contents) await renamed(file);
  } catch (error) {
    for (const [file] of contents) await rm(partial(file), { force: true }).catch(() => {});
    throw error;
  }
}

/** Where a file is until it is complete. */
function partial(file: string): string {
  return `${file}.${process.pid}.partial`;
}

async function writePartial(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await rm(partial(file), { force: true });
    const handle = await open(partial(file), 'wx');
    try {
      await handle.writeFile(content);
      // Some file systems report a full disk only here.
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw unwritable(file, error);
  }
}

async function renamed(file: string): Promise<void> {
  try {
    await rename(partial(file), file);
  } catch (error) {
    throw unwritable(file, error);
  }
}

/** What can be put right by naming another folder; everything else is the machine's fault, and found out too late. */
const WRONG_FOLDER = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EISDIR', 'ENOENT', 'ENAMETOOLONG', 'ELOOP']);

/** The error of a file that could not be written. */
export function unwritable(file: string, error: unknown): GateError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!WRONG_FOLDER.has(code)) return lost(file, error);
  return new GateError('out-unwritable', { path: path.dirname(file), cause: causeOf(error) }, { cause: error });
}

/** The same of a file that could be written before. */
export function lost(file: string, error: unknown): GateError {
  return new GateError('out-lost', { path: file, cause: causeOf(error) }, { cause: error });
}
