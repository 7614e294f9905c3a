import type { Engine } from './engine.ts';

/** A database without any record: every question has no answer. */
export const EMPTY_ENGINE: Engine = {
  dialect: 'duckdb',
  table: 'beacons',
  leftOut: { lines: 0, files: [], duplicates: 0 },
  shard: null,
  query: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};
