import { type CollectorLimits } from './limits.js';
import type { BeaconStore } from './store.js';
export interface CollectorOptions {
    /** Origins of pages as browsers send them, such as `https://shop.example`; `*` is any. */
    readonly origins: readonly string[];
    readonly store: BeaconStore;
    readonly limits?: Partial<CollectorLimits>;
    /** The name of a header that a proxy sets to the visitor's country. It replaces what a record says. */
    readonly countryHeader?: string | null;
    /** Told of each request: its status, and how many records were stored. */
    readonly onAnswer?: (status: number, records: number) => void;
}
/** A request, independent of who serves it. */
export interface Incoming {
    readonly method: string;
    readonly header: (name: string) => string | null;
    readonly address: string;
    /** The whole body, or null as soon as it is longer than `mostBytes`. Rejects if it ends early. */
    readonly readBody: (mostBytes: number) => Promise<Uint8Array | null>;
}
export interface Answer {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    /** JSON; null for an empty body. */
    readonly body: string | null;
}
export type Receiver = (incoming: Incoming) => Promise<Answer>;
/** The collector without a server: from a request to its answer. */
export declare function createReceiver(options: CollectorOptions): Receiver;
