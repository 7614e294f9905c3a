import { open, readdir, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

import { causeOf } from '../../errors.ts';
import { writerOf } from './data-file.ts';

/** A file that nobody has touched for so long is not being written: a batch takes milliseconds. */
const IDLE_MS = 60_000;
const LINE_FEED = 0x0a;
const STEP = 65_536;

/** A file that cannot be looked at or cut; its cause says why. */
export class ClosedFile extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super(causeOf(cause), { cause });
    this.file = file;
  }
}

/**
 * Cuts the half line at the end of each file whose process was killed in the middle of a batch. Nobody was told that
 * these records are stored. Returns how many files it has cut.
 *
 * @throws ClosedFile
 */
export async function cutHalfLines(dir: string): Promise<number> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  let cut = 0;
  for (const entry of entries) {
    if (!entry.isFile() || !/^date=\d{4}-\d\d-\d\d$/.test(path.basename(entry.parentPath))) continue;
    const file = path.join(entry.parentPath, entry.name);
    try {
      if (await isCut(file, entry.name)) cut += 1;
    } catch (cause) {
      throw new ClosedFile(file, cause);
    }
  }
  return cut;
}

async function isCut(file: string, name: string): Promise<boolean> {
  const writer = writerOf(name);
  if (writer === null) return false;
  const handle = await open(file, 'r+');
  try {
    const { size, mtimeMs } = await handle.stat();
    const whole = await wholeLines(handle, size);
    const isLeft = (writer.isHere && !isAlive(writer.pid)) || Date.now() - mtimeMs > IDLE_MS;
    if (whole === size || !isLeft) return false;
    await handle.truncate(whole);
    await handle.sync();
    return true;
  } finally {
    await handle.close();
  }
}

/** How many bytes the whole lines of a file have. */
async function wholeLines(handle: FileHandle, size: number): Promise<number> {
  const buffer = Buffer.alloc(STEP);
  // The last byte first: it is a line break in nearly every file.
  for (let end = size, from = size - 1; end > 0; end = from, from -= STEP) {
    from = Math.max(0, from);
    const { bytesRead } = await handle.read(buffer, 0, end - from, from);
    const at = buffer.subarray(0, bytesRead).lastIndexOf(LINE_FEED);
    if (at !== -1) return from + at + 1;
  }
  return 0;
}

/** This process has opened no file yet; one of its number was another's, as in a container that has started again. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
