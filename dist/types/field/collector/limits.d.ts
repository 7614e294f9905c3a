/** What the collector takes from one sender. */
export interface CollectorLimits {
    /** Of one request; Chrome refuses a beacon that is longer than 64 KiB, too. */
    readonly bodyBytes: number;
    /** From one address, on average; with 0 there is no limit. */
    readonly requestsPerSecond: number;
}
/** 50 requests are 25 page views: an office behind one address, not a flood. */
export declare const DEFAULT_LIMITS: CollectorLimits;
