import type { PrintedDialect } from './engine.ts';

/** All that differs between databases in the texts of the questions. */
export interface DialectWords {
  /** Any string as a literal. */
  readonly text: (value: string) => string;
  /** A name as it is, whatever characters it has. */
  readonly name: (value: string) => string;
  /** An ISO instant as a literal of the type of `t`. */
  readonly instant: (iso: string) => string;
  /** A column of times, cut to the beginning of its hour or day. */
  readonly bucket: (unit: 'hour' | 'day', column: string) => string;
  /** A double without fraction, as an integer. */
  readonly integer: (value: string) => string;
  /**
   * What a column of ids is grouped by. In DuckDB it is a hash of 64 bits, which takes a third of the time: that two of ten
   * million ids share one has a probability of 3 in a million, and then two sessions count as one.
   */
  readonly key: (column: string) => string;
  /** The milliseconds of a server layer; NULL where the record does not have it. */
  readonly layer: (column: string, name: string) => string;
  /** One row for each name of a layer; null: it takes more than an expression, and it is not asked. */
  readonly layerNames: ((column: string) => string) | null;
}

/** `2026-11-01T10:00:00.000Z` → `2026-11-01 10:00:00.000`. */
const spaced = (iso: string): string => new Date(iso).toISOString().replace('T', ' ').replace('Z', '');

/** Standard SQL: a quote is doubled, and no other character means anything. */
const doubled = (value: string): string => `'${value.replaceAll("'", "''")}'`;
/** A backslash means something in the literals of these databases. */
const backslashed = (value: string): string =>
  `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;
const backquoted = (value: string): string => `\`${value.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
/** The path of a key in JSON, for databases that take one. */
export const jsonPath = (name: string): string => `$."${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
const truncated = (unit: string, column: string): string => `DATE_TRUNC('${unit}', ${column})`;
const itself = (column: string): string => column;
const integer = (value: string): string => `CAST(${value} AS INTEGER)`;

const STANDARD = {
  key: itself,
  text: doubled,
  name: quoted,
  instant: (iso) => `TIMESTAMP '${spaced(iso)}'`,
  bucket: truncated,
  integer,
} satisfies Partial<DialectWords>;

export const DIALECTS: Readonly<Record<PrintedDialect, DialectWords>> = {
  duckdb: {
    ...STANDARD,
    key: (column) => `hash(${column})`,
    layer: (column, name) => `TRY_CAST(json_extract_string(${column}, ${doubled(jsonPath(name))}) AS DOUBLE)`,
    layerNames: (column) => `unnest(json_keys(${column}))`,
  },
  postgres: {
    ...STANDARD,
    // Shards are sent nothing that takes a text without a column in it, such as DATE_TRUNC or `->`: its collation is not
    // known to be theirs (postgres_fdw, "Remote Query Optimization").
    bucket: (unit, column) => `DATE_BIN(INTERVAL '1 ${unit}', ${column}, TIMESTAMP '2000-01-01')`,
    layer: (column, name) => `CAST(${column}[${doubled(name)}] AS DOUBLE PRECISION)`,
    layerNames: (column) => `jsonb_object_keys(${column})`,
  },
  clickhouse: {
    text: backslashed,
    key: itself,
    name: backquoted,
    instant: (iso) => `toDateTime64('${spaced(iso)}', 3, 'UTC')`,
    bucket: truncated,
    integer,
    layer: (column, name) => `JSONExtract(ifNull(${column}, ''), ${backslashed(name)}, 'Nullable(Float64)')`,
    layerNames: (column) => `arrayJoin(JSONExtractKeys(ifNull(${column}, '')))`,
  },
  bigquery: {
    text: backslashed,
    key: itself,
    name: backquoted,
    instant: (iso) => `TIMESTAMP '${spaced(iso)}+00'`,
    bucket: (unit, column) => `TIMESTAMP_TRUNC(${column}, ${unit.toUpperCase()})`,
    integer: (value) => `CAST(${value} AS INT64)`,
    layer: (column, name) => `CAST(JSON_VALUE(${column}, ${backslashed(jsonPath(name))}) AS FLOAT64)`,
    layerNames: null,
  },
  snowflake: {
    ...STANDARD,
    text: backslashed,
    layer: (column, name) => `CAST(GET(PARSE_JSON(${column}), ${backslashed(name)}) AS DOUBLE)`,
    layerNames: null,
  },
  trino: {
    ...STANDARD,
    layer: (column, name) => `CAST(JSON_EXTRACT_SCALAR(${column}, ${doubled(jsonPath(name))}) AS DOUBLE)`,
    layerNames: null,
  },
  redshift: {
    ...STANDARD,
    text: (value) => doubled(value.replaceAll('\\', '\\\\')),
    layer: (column, name) =>
      `CAST(JSON_EXTRACT_PATH_TEXT(${column}, ${doubled(name.replaceAll('\\', '\\\\'))}) AS DOUBLE PRECISION)`,
    layerNames: null,
  },
};
