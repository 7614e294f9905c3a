/** What mounts the collector wherever fetch is spoken, for `dist/collector.js`. It imports nothing of Node. */
export { createCollector, type Client, type Collector } from './fetch-handler.ts';
export type { CollectorLimits } from './limits.ts';
export { createReceiver, type Answer, type CollectorOptions, type Incoming, type Receiver } from './receiver.ts';
export type { BeaconStore, StoreOutcome } from './store.ts';
