/** What mounts the collector in a server of Node, for `dist/collector-node.js`. */
export { NdjsonStore, type NdjsonStoreOptions } from './ndjson-store.js';
export { createNodeListener, type NodeListener, type NodeListenerOptions } from './node-listener.js';
export * from './web.js';
