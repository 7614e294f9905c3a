import type * as ClickHouse from '@clickhouse/client';

import { addressOf, databaseError } from './address.ts';
import { checkColumns } from './check-columns.ts';
import { DIALECTS } from './dialects.ts';
import type { Engine, Row } from './engine.ts';
import { loadPackage } from './load-package.ts';
import { partsOfTable, quotedTable } from './table-name.ts';

export interface ClickHouseTable {
  readonly url: string;
  readonly table: string;
}

const { name, text } = DIALECTS.clickhouse;
const REQUEST_MS = 300_000;

/** How answers are written, and times read. */
export const CLICKHOUSE_SETTINGS = {
  output_format_json_quote_64bit_integers: 0,
  date_time_output_format: 'iso',
  date_time_input_format: 'best_effort',
} as const;

/** A connection: every failure of it is a GateError `field-database` that names the address. */
export interface ClickHouseSession {
  readonly query: (sql: string) => Promise<Row[]>;
  readonly insert: (table: string, rows: readonly Readonly<Record<string, unknown>>[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * A table of ClickHouse.
 *
 * @throws GateError `field-package`, `field-database`, `field-no-table`, `field-columns`
 */
export async function openClickHouse(source: ClickHouseTable, folder: string): Promise<Engine> {
  const session = await connectClickHouse(source.url, folder);
  try {
    const table = quotedTable(source.table, name);
    checkColumns('clickhouse', table, await columnsOfClickHouse(session, source.table));
    const [found] = await session.query(`SELECT engine FROM system.tables WHERE ${whereTable(source.table, 'name')}`);
    return { ...session, dialect: 'clickhouse', table: readable(table, found?.['engine']), shard: null, leftOut: null };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The rows of a system table that are about a table. */
export function whereTable(source: string, column: string): string {
  const parts = partsOfTable(source);
  const database = parts.length > 1 ? text(parts[0] ?? '') : 'currentDatabase()';
  return `database = ${database} AND ${column} = ${text(parts.at(-1) ?? '')}`;
}

/** The names of a table's columns; none if there is no such table. */
export async function columnsOfClickHouse({ query }: ClickHouseSession, table: string): Promise<unknown[]> {
  const rows = await query(`SELECT name FROM system.columns WHERE ${whereTable(table, 'table')}`);
  return rows.map((column) => column['name']);
}

/** A table that replaces rows does so some time later, unless it is read with FINAL. */
export function readable(table: string, engine: unknown): string {
  return String(engine).includes('Replacing') ? `${table} FINAL` : table;
}

export async function connectClickHouse(url: string, folder: string): Promise<ClickHouseSession> {
  const address = addressOf('ClickHouse', url);
  const { createClient } = await loadPackage<typeof ClickHouse>('@clickhouse/client', folder, 'ClickHouse');
  const client = createClient({
    url,
    application: 'vitals-gate',
    request_timeout: REQUEST_MS,
    clickhouse_settings: CLICKHOUSE_SETTINGS,
    log: { level: 127 },
  });
  const safely = async <Answer>(ask: () => Promise<Answer>): Promise<Answer> => {
    try {
      return await ask();
    } catch (error) {
      throw databaseError(address, error);
    }
  };
  return {
    query: (sql) => safely(async () => plainRows(await (await client.query({ query: sql, format: 'JSON' })).json())),
    insert: (table, rows) =>
      safely(async () => void (await client.insert({ table, values: rows, format: 'JSONEachRow' }))),
    close: () => client.close(),
  };
}

/** Rows with their times as ISO instants in ms. */
export function plainRows({ data, meta = [] }: ClickHouse.ResponseJSON<Row>): Row[] {
  const times = meta.filter(({ type }) => /^(?:Nullable\()?Date/.test(type)).map((column) => column.name);
  if (times.length === 0) return data;
  return data.map((row) => ({ ...row, ...Object.fromEntries(times.map((time) => [time, instantOf(row[time])])) }));
}

function instantOf(value: Row[string] | undefined): string | null {
  return typeof value === 'string' ? new Date(value).toISOString() : null;
}
