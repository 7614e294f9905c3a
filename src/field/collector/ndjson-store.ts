import { causeOf } from '../../errors.ts';
import { DataFile, DeletedFile, openNew } from './data-file.ts';
import type { OpenFile } from './file-handle.ts';
import { isOutOfRoom, makeWritableFolder } from './folder.ts';
import { cutHalfLines } from './half-lines.ts';
import type { BeaconStore, StoreOutcome } from './store.ts';

export interface NdjsonStoreOptions {
  /** Files are `DIR/date=YYYY-MM-DD/….ndjson`, by the day on which records are stored, in UTC. */
  readonly dir: string;
  /** A file is followed by another before it is longer. Default: 128 MiB. */
  readonly fileBytes?: number;
  /** Told in words what an operator must know. */
  readonly onNotice?: (line: string) => void;
  readonly openFile?: OpenFile;
  readonly now?: () => Date;
}

interface Waiting {
  readonly text: string;
  readonly resolve: (outcome: StoreOutcome) => void;
}

const FILE_BYTES = 128 * 1024 * 1024;
/** What may wait while the disk is slow. */
const MOST_WAITING = 32 * 1024 * 1024;
/** So that one batch is not most of the memory, and a disk that is nearly full takes what fits. */
const BATCH_LENGTH = 1024 * 1024;

/**
 * Appends records to files of this process alone. Records that arrive while a batch is written make up the next one, so
 * that one `fdatasync` makes many of them durable.
 */
export class NdjsonStore implements BeaconStore {
  readonly #options: NdjsonStoreOptions;
  #waiting: Waiting[] = [];
  #waitingLength = 0;
  #writing: Promise<void> | null = null;
  #file: DataFile | null = null;
  #trouble: StoreOutcome = 'stored';
  #isClosed = false;

  private constructor(options: NdjsonStoreOptions) {
    this.#options = options;
  }

  /**
   * Makes the folder if it is not there, and cuts half lines that killed processes left in it.
   *
   * @throws what the file system says
   */
  static async open(options: NdjsonStoreOptions): Promise<NdjsonStore> {
    await makeWritableFolder(options.dir);
    const cut = await cutHalfLines(options.dir);
    const files = cut === 1 ? 'a file' : `${cut} files`;
    if (cut > 0) options.onNotice?.(`cut a half line from the end of ${files}: the process that wrote was killed`);
    return new NdjsonStore(options);
  }

  readonly append = (lines: readonly string[]): Promise<StoreOutcome> => {
    const text = `${lines.join('\n')}\n`;
    if (this.#isClosed || this.#waitingLength + text.length > MOST_WAITING) return Promise.resolve('busy');
    const { promise, resolve } = Promise.withResolvers<StoreOutcome>();
    this.#waiting.push({ text, resolve });
    this.#waitingLength += text.length;
    this.#writing ??= this.#writeWaiting();
    return promise;
  };

  /** Stores what waits, and closes the file. What comes later is refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
    await this.#file?.close();
    this.#file = null;
  }

  async #writeWaiting(): Promise<void> {
    // What arrives in the same turn of the event loop belongs to the first batch.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#nextBatch();
      const outcome = await this.#write(Buffer.from(batch.map(({ text }) => text).join('')));
      for (const { resolve } of batch) resolve(outcome);
    }
    this.#writing = null;
  }

  #nextBatch(): readonly Waiting[] {
    let length = 0;
    const past = this.#waiting.findIndex(({ text }, index) => (length += text.length) > BATCH_LENGTH && index > 0);
    const batch = this.#waiting.splice(0, past === -1 ? Infinity : past);
    this.#waitingLength -= batch.reduce((sum, { text }) => sum + text.length, 0);
    return batch;
  }

  async #write(lines: Buffer): Promise<StoreOutcome> {
    try {
      await this.#appendToFile(lines);
      return this.#tell('stored', 'records are stored again');
    } catch (error) {
      const cause = causeOf(error);
      if (isOutOfRoom(error))
        return this.#tell('full', `the disk is full; records are answered with 507 until it has room: ${cause}`);
      return this.#tell('failed', `records cannot be stored, and are answered with 500: ${cause}`);
    }
  }

  async #appendToFile(lines: Buffer): Promise<void> {
    const file = await this.#fileFor(lines.byteLength);
    try {
      await file.append(lines);
    } catch (error) {
      if (!(error instanceof DeletedFile)) throw error;
      this.#options.onNotice?.('a file was deleted while records were written to it; they go on in another one');
      await (await this.#fileFor(lines.byteLength)).append(lines);
    }
  }

  /** Says when storing begins to fail and when it works again, not for each batch. */
  #tell(outcome: StoreOutcome, line: string): StoreOutcome {
    if (outcome !== this.#trouble) this.#options.onNotice?.(line);
    this.#trouble = outcome;
    return outcome;
  }

  async #fileFor(bytes: number): Promise<DataFile> {
    const { dir, fileBytes = FILE_BYTES, openFile = openNew, now = () => new Date() } = this.#options;
    const at = now();
    const file = this.#file;
    const isOver = file !== null && file.bytes > 0 && file.bytes + bytes > fileBytes;
    if (file !== null && file.isSound && !isOver && file.day === at.toISOString().slice(0, 10)) return file;
    this.#file = null;
    await file?.close().catch(() => undefined);
    this.#file = await DataFile.create(dir, at, openFile);
    return this.#file;
  }
}
