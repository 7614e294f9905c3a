import { mkdir, mkdtemp, rmdir } from 'node:fs/promises';
import path from 'node:path';

const OUT_OF_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** Whether there was no room for what should be written. */
export const isOutOfRoom = (error: unknown): boolean => OUT_OF_ROOM.has(codeOf(error));

/**
 * Makes a folder with those above it, unless it is there, and proves that this process can write to it. A full disk is
 * no reason to refuse: it may have room later.
 *
 * @throws what the file system says
 */
export async function makeWritableFolder(dir: string): Promise<void> {
  try {
    await makeFolder(path.resolve(dir));
    await rmdir(await mkdtemp(path.join(dir, '.writable-')));
  } catch (error) {
    if (!isOutOfRoom(error)) throw error;
  }
}

/** Not `mkdir` with `recursive`: that one never ends below /proc, where a folder is missing and cannot be made. */
async function makeFolder(dir: string): Promise<void> {
  try {
    await mkdir(dir);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (codeOf(error) !== 'ENOENT' || path.dirname(dir) === dir) throw error;
    await makeFolder(path.dirname(dir));
    await mkdir(dir);
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';
