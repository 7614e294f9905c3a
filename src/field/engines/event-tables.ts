import { GateError } from '../../errors.ts';
import type { EventColumns } from '../../model/field.ts';
import { readable, whereTable } from './clickhouse.ts';
import { DIALECTS } from './dialects.ts';
import type { Engine } from './engine.ts';
import type { Events } from './events.ts';
import { shardOf } from './postgres.ts';
import { quotedTable } from './table-name.ts';

type Asking = Pick<Engine, 'query'>;

/** What PostgreSQL calls a time with a zone. */
const ZONED = 'timestamp with time zone';
const zonedInstant = (iso: string): string => `TIMESTAMPTZ '${new Date(iso).toISOString()}'`;

/** The types of a table's columns by their names. */
type Types = ReadonlyMap<string, string>;

/**
 * A table of events of PostgreSQL.
 *
 * @throws GateError `events-no-table`, `events-columns`, `events-type`
 */
export async function eventsOfPostgres(engine: Asking, table: string, columns: EventColumns): Promise<Events> {
  const { name, text, instant } = DIALECTS.postgres;
  const quoted = quotedTable(table, name);
  const rows = await engine.query(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = to_regclass(${text(quoted)}) AND attnum > 0 AND NOT attisdropped`,
  );
  const types = new Map(rows.map((row) => [String(row['name']), String(row['type'])]));
  checkTypes(quoted, types, columns, {
    time: /^timestamp/,
    value: /^(?:smallint|integer|bigint|numeric|real|double precision)$/,
  });
  const isText = /^(?:text|character varying)$/.test(types.get(columns.session) ?? '');
  const session = name(columns.session);
  return {
    table: quoted,
    session: isText ? session : `CAST(${session} AS text)`,
    time: name(columns.time),
    value: columns.value === null ? 'NULL' : `CAST(${name(columns.value)} AS double precision)`,
    instant: types.get(columns.time) === ZONED ? zonedInstant : instant,
    shard: await shardOf(engine, quoted, [columns.session, columns.time, columns.value]),
    leftOut: null,
  };
}

/**
 * A table of events of ClickHouse.
 *
 * @throws GateError `events-no-table`, `events-columns`, `events-type`
 */
export async function eventsOfClickHouse(engine: Asking, table: string, columns: EventColumns): Promise<Events> {
  const { name, instant } = DIALECTS.clickhouse;
  const quoted = quotedTable(table, name);
  const rows = await engine.query(`SELECT name, type FROM system.columns WHERE ${whereTable(table, 'table')}`);
  const types = new Map(rows.map((row) => [String(row['name']), String(row['type'])]));
  checkTypes(quoted, types, columns, {
    time: /^(?:Nullable\()?DateTime/,
    value: /^(?:Nullable\()?(?:U?Int|Float|Decimal)/,
  });
  const [found] = await engine.query(`SELECT engine FROM system.tables WHERE ${whereTable(table, 'name')}`);
  return {
    table: readable(quoted, found?.['engine']),
    session: `toString(${name(columns.session)})`,
    time: name(columns.time),
    value: columns.value === null ? 'NULL' : `toFloat64(${name(columns.value)})`,
    instant,
    shard: null,
    leftOut: null,
  };
}

function checkTypes(
  table: string,
  types: Types,
  { session, time, value }: EventColumns,
  fit: { readonly time: RegExp; readonly value: RegExp },
): void {
  if (types.size === 0) throw new GateError('events-no-table', { table });
  const asked = [session, time, ...(value === null ? [] : [value])];
  const missing = asked.filter((column) => !types.has(column));
  if (missing.length > 0)
    throw new GateError('events-columns', {
      of: `The table ${table}`,
      missing: missing.join(', '),
      known: [...types.keys()].join(', '),
    });
  requireType({ table, column: time, type: types.get(time), fits: fit.time, needs: 'a timestamp' });
  if (value !== null) requireType({ table, column: value, type: types.get(value), fits: fit.value, needs: 'a number' });
}

interface Requirement {
  readonly table: string;
  readonly column: string;
  readonly type: string | undefined;
  readonly fits: RegExp;
  readonly needs: string;
}

function requireType({ table, column, type = '', fits, needs }: Requirement): void {
  if (!fits.test(type)) throw new GateError('events-type', { table, column, type, needs });
}
