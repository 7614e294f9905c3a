/** What mounts the collector in a server of Node, for `dist/collector-node.js`. */
export { createCollector } from './fetch-handler.ts';
export { NdjsonStore } from './ndjson-store.ts';
export { createNodeListener } from './node-listener.ts';
export { createReceiver } from './receiver.ts';
