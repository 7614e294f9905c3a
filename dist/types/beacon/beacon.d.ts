import type { BeaconOptions } from './options.js';
export type { BeaconOptions } from './options.js';
/**
 * Records the views of this page and sends them to a collector. Does nothing in a frame, if the visitor asks not to be
 * tracked, and if it runs already. It never throws.
 */
export declare function vitalsGate(options: BeaconOptions): void;
