import type { TableRow } from './table-row.ts';

/** Puts rows into a table. A row whose view and type are there already replaces the other if its values are larger. */
export interface Writer {
  /** Resolves to how many were not there, or with smaller values; to all of them where the database does not tell. */
  readonly write: (rows: readonly TableRow[]) => Promise<number>;
}

/** What the latest of several finals of a view is known by, in this order: values only grow. */
export const GROWING = ['inp', 'cls', 'lcp'] as const;

/** What was loaded. */
export interface Loaded {
  /** Records that were not there, or with smaller values. */
  readonly records: number;
  /** Records that were there already. ClickHouse does not tell: to it, none are. */
  readonly known: number;
  /** Lines that are not records. */
  readonly leftOut: number;
}
