/** A value, or what gives it when it is needed. */
export type Given<Value> = Value | (() => Value | null | undefined);
/** What a part of the page's own code gives; undefined if it fails. */
export declare function given<Value>(value: Given<Value> | undefined): Value | undefined;
/** What a page tells the beacon. Only `endpoint` and a SHA are needed. */
export interface BeaconOptions {
    /** The URL of the collector. */
    readonly endpoint: string;
    /** The commit that is served; else the content of `<meta name="vitals-gate-sha">`. */
    readonly sha?: Given<string>;
    /** The route by its name in vitals-gate.yml, or what makes it of a path; else the path. */
    readonly route?: string | ((path: string) => string | null | undefined);
    /** The condition by its name; else `mobile` or `desktop`, by viewport and pointer. */
    readonly device?: Given<string>;
    /** Feature flags and experiments by their names. */
    readonly variant?: Given<Readonly<Record<string, string>>>;
    /** Whether the page shows fresh data, stale data or an error. */
    readonly state?: Given<'fresh' | 'stale' | 'failed'>;
    readonly pageType?: Given<string>;
    /** The share of sessions that are recorded, 0 to 1; else all. */
    readonly sample?: number;
    /** Nothing is stored or sent unless this is, gives, or resolves to true. A function is asked before each sending. */
    readonly consent?: Given<boolean | Promise<boolean>>;
    /** The Server-Timing entries that may be sent, by their names; else none. */
    readonly serverTiming?: readonly string[];
}
/** The options in the `data-*` attributes of a script element, as its `dataset` has them. */
export declare function optionsIn(data: Readonly<Record<string, string | undefined>>): Partial<BeaconOptions>;
