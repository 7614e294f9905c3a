/** What mounts the collector wherever fetch is spoken, for `dist/collector.js`. It imports nothing of Node. */
export { createCollector, type Client, type Collector } from './fetch-handler.js';
export type { CollectorLimits } from './limits.js';
export { createReceiver, type Answer, type CollectorOptions, type Incoming, type Receiver } from './receiver.js';
export type { BeaconStore, StoreOutcome } from './store.js';
