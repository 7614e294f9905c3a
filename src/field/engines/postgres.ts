import type * as Pg from 'pg';

import { DIALECTS } from './dialects.ts';
import { addressOf, databaseError } from './address.ts';
import { checkColumns } from './check-columns.ts';
import { COLUMNS } from './columns.ts';
import type { Engine, Row } from './engine.ts';
import { loadPackage } from './load-package.ts';
import { quotedTable } from './table-name.ts';

export interface PostgresTable {
  readonly url: string;
  readonly table: string;
}

const { name, text } = DIALECTS.postgres;
const CONNECT_MS = 10_000;

/** A connection: every failure of it is a GateError `field-database` that names the address. */
export interface PostgresSession {
  readonly query: (sql: string, values?: readonly unknown[]) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

/**
 * A table of PostgreSQL, which is only read.
 *
 * @throws GateError `field-package`, `field-database`, `field-no-table`, `field-columns`
 */
export async function openPostgres(source: PostgresTable, folder: string): Promise<Engine> {
  const session = await connectPostgres(source.url, folder);
  try {
    const table = quotedTable(source.table, name);
    checkColumns('postgres', table, await columnsOfPostgres(session, table));
    await session.query('SET default_transaction_read_only = on');
    // Each shard groups its own rows, and only sums leave it.
    await session.query('SET enable_partitionwise_aggregate = on');
    // Questions join whole tables by equality. Foreign tables have no statistics that would tell the planner so.
    await session.query('SET enable_nestloop = off');
    const shard = await shardOf(session, table, COLUMNS);
    return { ...session, dialect: 'postgres', table, shard, leftOut: null };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The names of a table's columns; none if there is no such table. `table` is quoted. */
export async function columnsOfPostgres({ query }: PostgresSession, table: string): Promise<unknown[]> {
  const rows = await query(
    `SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(${text(table)}) AND attnum > 0 AND NOT attisdropped`,
  );
  return rows.map(({ attname }) => attname);
}

/** The column that a partitioned table is split by, unless it is one of ours: groups of it lie on one shard. */
export async function shardOf(
  { query }: Pick<PostgresSession, 'query'>,
  table: string,
  own: readonly unknown[],
): Promise<string | null> {
  const [row] = await query(
    `SELECT attname FROM pg_partitioned_table JOIN pg_attribute ON attrelid = partrelid AND attnum = partattrs[0]
     WHERE partrelid = to_regclass(${text(table)}) AND partnatts = 1`,
  );
  const column = row?.['attname'];
  return typeof column === 'string' && !own.includes(column) ? name(column) : null;
}

export async function connectPostgres(url: string, folder: string): Promise<PostgresSession> {
  const address = addressOf('PostgreSQL', url);
  const { default: pg } = await loadPackage<{ readonly default: typeof Pg }>('pg', folder, 'PostgreSQL');
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: 'vitals-gate',
    types: { getTypeParser: (oid: number) => parserOf(oid) },
  });
  // A connection that is lost while nothing is asked fails the next question.
  client.on('error', () => {});
  const query: PostgresSession['query'] = async (sql, values = []) => {
    try {
      const { rows } = await client.query<Row>(sql, values.length === 0 ? undefined : [...values]);
      return rows;
    } catch (error) {
      throw databaseError(address, error);
    }
  };
  try {
    await client.connect();
  } catch (error) {
    throw databaseError(address, error);
  }
  await query("SET TimeZone = 'UTC'");
  return { query, close: () => client.end() };
}

const BOOL = 16;
const NUMBERS = [20, 21, 23, 700, 701, 1700];
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;

/** Answers come as texts: by the type of their column they are a number, an ISO instant, or a text. */
function parserOf(oid: number): (value: string) => Row[string] {
  if (NUMBERS.includes(oid)) return Number;
  if (oid === BOOL) return (value) => value === 't';
  if (oid === TIMESTAMP) return (value) => new Date(`${value.replace(' ', 'T')}Z`).toISOString();
  if (oid === TIMESTAMPTZ) return (value) => new Date(value.replace(/\+00$/, 'Z').replace(' ', 'T')).toISOString();
  return String;
}
