import { GateError } from '../../errors.ts';
import type { EventColumns, EventSource } from '../../model/field.ts';
import { DIALECTS } from './dialects.ts';
import { prepareEvents } from './duckdb-events.ts';
import { eventsOfClickHouse, eventsOfPostgres } from './event-tables.ts';
import type { Engine, PrintedDialect } from './engine.ts';
import { matchesOf } from './files.ts';
import { printedTable } from './printed.ts';

/** Lines of files of events, and what they lack. */
export interface EventsLeftOut {
  readonly lines: number;
  /** These are left out, as are those without a time that can be read. */
  readonly withoutSession: number;
  readonly withoutTime: number;
  /** Their times are taken as UTC. */
  readonly withoutOffset: number;
  /** Their values are not numbers: they have none. */
  readonly withoutNumber: number;
}

/** A relation of events, as it stands in a text: everything is quoted. */
export interface Events {
  readonly table: string;
  /** The session as text, the time, and the value as a double: expressions of its columns. */
  readonly session: string;
  readonly time: string;
  readonly value: string;
  /** An ISO instant as a literal of the type of the time: shards are sent no comparison of two types. */
  readonly instant: (iso: string) => string;
  /** The column that says on which shard an event is; null: there are no shards. */
  readonly shard: string | null;
  /** Of files; null for a table. */
  readonly leftOut: EventsLeftOut | null;
}

/** The relation that files of events become. */
const FILE_EVENTS = {
  table: 'events',
  session: 'session',
  time: 't',
  value: 'value',
  shard: null,
  instant: DIALECTS.duckdb.instant,
};

/**
 * Finds the events in an open database: files are read into it.
 *
 * @param folder what a glob of files is relative to
 * @throws GateError `events-no-files`, `events-no-table`, `events-columns`, `events-type`, and those of the database
 */
export async function openEvents(engine: Engine, source: EventSource, folder: string): Promise<Events> {
  if (source.kind === 'files') {
    const files = await matchesOf(source.glob, folder);
    if (files.length === 0) throw new GateError('events-no-files', { glob: source.glob, folder });
    return eventsOfFiles(engine, files, source);
  }
  if (engine.dialect === 'clickhouse') return eventsOfClickHouse(engine, source.table, source);
  if (engine.dialect === 'postgres') return eventsOfPostgres(engine, source.table, source);
  throw new Error('a table of events beside files of page views');
}

/** Events of files, which may be none. */
export async function eventsOfFiles(
  { query }: Pick<Engine, 'query'>,
  files: readonly string[],
  columns: EventColumns,
): Promise<Events> {
  return { ...FILE_EVENTS, leftOut: await prepareEvents(query, files, columns) };
}

/** Events that texts are printed for, without a connection to them. */
export function printedEvents(dialect: PrintedDialect, source: EventSource): Events {
  const { instant } = DIALECTS[dialect];
  if (source.kind === 'files') return { ...FILE_EVENTS, instant, leftOut: null };
  return { ...printedTable(dialect, source.table), ...quotedColumns(dialect, source), instant, leftOut: null };
}

function quotedColumns(dialect: PrintedDialect, { session, time, value }: EventColumns) {
  const { name } = DIALECTS[dialect];
  return { session: name(session), time: name(time), value: value === null ? 'NULL' : name(value) };
}
