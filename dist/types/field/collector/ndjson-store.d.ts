import type { OpenFile } from './file-handle.js';
import type { BeaconStore, StoreOutcome } from './store.js';
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
/**
 * Appends records to files of this process alone. Records that arrive while a batch is written make up the next one, so
 * that one `fdatasync` makes many of them durable.
 */
export declare class NdjsonStore implements BeaconStore {
    #private;
    private constructor();
    /**
     * Makes the folder if it is not there, and cuts half lines that killed processes left in it.
     *
     * @throws what the file system says
     */
    static open(options: NdjsonStoreOptions): Promise<NdjsonStore>;
    readonly append: (lines: readonly string[]) => Promise<StoreOutcome>;
    /** Stores what waits, and closes the file. What comes later is refused. */
    close(): Promise<void>;
}
