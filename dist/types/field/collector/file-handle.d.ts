/** What a data file needs of a file handle. */
export interface Handle {
    readonly write: (buffer: Uint8Array, offset: number, length: number) => Promise<{
        readonly bytesWritten: number;
    }>;
    readonly datasync: () => Promise<void>;
    readonly truncate: (length: number) => Promise<void>;
    readonly stat: () => Promise<{
        readonly nlink: number;
    }>;
    readonly close: () => Promise<void>;
}
/** Opens a new file for appending; rejects if it is there already. */
export type OpenFile = (file: string) => Promise<Handle>;
