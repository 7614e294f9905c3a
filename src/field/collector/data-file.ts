import { randomBytes } from 'node:crypto';
import { mkdir, open, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';

import type { Handle, OpenFile } from './file-handle.ts';

/** Somebody deleted the file while it was open: what is in it is lost with the process. */
export class DeletedFile extends Error {}

/** A file that one process alone appends to. It always ends with a whole line, unless the process is killed. */
export class DataFile {
  readonly day: string;
  readonly #file: string;
  readonly #handle: Handle;
  #bytes = 0;
  #isSound = true;

  private constructor(day: string, file: string, handle: Handle) {
    this.day = day;
    this.#file = file;
    this.#handle = handle;
  }

  /** A new file in the folder of its day, with a name that no other process takes. */
  static async create(dir: string, now: Date, openFile: OpenFile): Promise<DataFile> {
    const [day = '', time = ''] = now.toISOString().split(/[T.]/);
    const folder = path.join(dir, `date=${day}`);
    const file = path.join(folder, nameOf(time.replaceAll(':', '')));
    await mkdir(folder, { recursive: true });
    const handle = await openFile(file);
    await syncFolder(folder);
    return new DataFile(day, file, handle);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** False after a failure that may have left half a line: nothing is appended to it any more. */
  get isSound(): boolean {
    return this.#isSound;
  }

  /**
   * Appends whole lines. When it resolves, they are on the disk; when it rejects, none of them is in the file.
   *
   * @throws what the file system says
   */
  async append(lines: Uint8Array): Promise<void> {
    try {
      await this.#writeAll(lines);
      await this.#handle.datasync();
      if ((await this.#handle.stat()).nlink === 0) throw new DeletedFile();
      this.#bytes += lines.byteLength;
    } catch (error) {
      await this.#takeBack();
      throw error;
    }
  }

  async #writeAll(lines: Uint8Array): Promise<void> {
    for (let at = 0; at < lines.byteLength;)
      at += (await this.#handle.write(lines, at, lines.byteLength - at)).bytesWritten;
  }

  async #takeBack(): Promise<void> {
    try {
      await this.#handle.truncate(this.#bytes);
      this.#isSound = (await this.#handle.stat()).nlink > 0;
    } catch {
      this.#isSound = false;
    }
  }

  /** A file that is empty is removed. */
  async close(): Promise<void> {
    await this.#handle.close();
    if (this.#bytes === 0 && this.#isSound) await unlink(this.#file).catch(() => undefined);
  }
}

/** Appending, so that a file that was cut goes on at its new end. */
export const openNew: OpenFile = (file) => open(file, 'ax', 0o640);

/** Who writes a file, for the process that looks after the file of one that was killed. */
const HOST =
  hostname()
    .replaceAll(/[^\w.]/g, '_')
    .slice(0, 40) || 'host';
const nameOf = (time: string): string => `${time}-${HOST}-${process.pid}-${randomBytes(4).toString('hex')}.ndjson`;

/** The process that a file name tells of; null for a file that no collector has made. */
export function writerOf(name: string): { readonly isHere: boolean; readonly pid: number } | null {
  const [, host, pid] = /^\d{6}-([\w.]+)-(\d+)-[0-9a-f]{8}\.ndjson$/.exec(name) ?? [];
  return pid === undefined ? null : { isHere: host === HOST, pid: Number(pid) };
}

/** The name of a new file is durable once its folder is. Windows has no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
