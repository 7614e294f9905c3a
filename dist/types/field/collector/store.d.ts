/**
 * What became of records: `stored` is durable. The others mean that none of them is kept: `full` that there is no room,
 * `busy` that more wait than can be held, `failed` that storing did not work.
 */
export type StoreOutcome = 'stored' | 'full' | 'busy' | 'failed';
/** Where records go. */
export interface BeaconStore {
    /** Each line is a record as JSON, without a line break. All of them are stored, or none. */
    readonly append: (lines: readonly string[]) => Promise<StoreOutcome>;
}
