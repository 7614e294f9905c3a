/** What runs SQL for us. */
export type Dialect = 'duckdb' | 'postgres' | 'clickhouse';

/** Dialects that SQL can be printed in; those that are not engines are not run by us. */
export const PRINTED_DIALECTS = [
  'duckdb',
  'postgres',
  'clickhouse',
  'bigquery',
  'snowflake',
  'trino',
  'redshift',
] as const;
export type PrintedDialect = (typeof PRINTED_DIALECTS)[number];

/** One row of an answer: numbers are numbers, times are ISO strings (UTC, ms). */
export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Where the records of page views are. `url` has a password: it is a secret. */
export type FieldSource =
  | {
      readonly kind: 'files';
      readonly glob: string;
      /** Files that the glob may match and that hold no records, such as the list of deploys. */
      readonly except?: readonly string[];
      /** The same as a glob: files of events. */
      readonly exceptGlob?: string;
    }
  | { readonly kind: 'postgres'; readonly url: string; readonly table: string }
  | { readonly kind: 'clickhouse'; readonly url: string; readonly table: string };

/** How many lines of the files are not records, and were left out. */
export interface LeftOut {
  readonly lines: number;
  /** The files that have such lines, by their absolute paths. */
  readonly files: readonly string[];
  /** Earlier records of a view that has a later one. */
  readonly duplicates: number;
}

/** An open database with one relation of records, whose columns `columns.ts` lists. */
export interface Engine {
  readonly dialect: Dialect;
  /** The relation as it stands after FROM: quoted. */
  readonly table: string;
  /** Of files; null where a database refused them itself. */
  readonly leftOut: LeftOut | null;
  /** The column that says on which shard a row is, quoted; null: there are no shards. */
  readonly shard: string | null;
  query(sql: string): Promise<Row[]>;
  close(): Promise<void>;
}
