import type { TableRow } from './table-row.ts';

/** Puts rows into a table. A row whose view and type are there already replaces the other if its values are larger. */
export interface Writer {
  readonly write: (rows: readonly TableRow[]) => Promise<void>;
}

/** What the latest of several finals of a view is known by, in this order: values only grow. */
export const GROWING = ['inp', 'cls', 'lcp'] as const;

/** What was loaded. */
export interface Loaded {
  /** Records that were sent to the database, or that the file has. */
  readonly records: number;
  /** Lines that are not records. */
  readonly leftOut: number;
}
