import { GateError } from '../../errors.ts';
import type { EventColumns } from '../../model/field.ts';
import { fillTemplate } from '../questions/template.ts';
import insertTemplate from '../sql/duckdb-event-lines.sql';
import tableText from '../sql/duckdb-events.sql';
import { DIALECTS, jsonPath } from './dialects.ts';
import type { DuckDbSession } from './duckdb.ts';
import type { EventsLeftOut } from './events.ts';
import { isParquet } from './files.ts';

const { text, name } = DIALECTS.duckdb;
type Query = DuckDbSession['query'];

const isCsv = (path: string): boolean => /\.[ct]sv(?:\.gz)?$/i.test(path);

/**
 * Makes the relation `events` of files: NDJSON, CSV and TSV with a line of names, Parquet. Values are read as text, and what
 * cannot be read is left out and counted.
 *
 * @throws GateError `events-columns`
 */
export async function prepareEvents(
  query: Query,
  files: readonly string[],
  columns: EventColumns,
): Promise<EventsLeftOut> {
  await query(tableText);
  let refused = 0;
  for (const file of files) {
    if (isParquet(file)) await readParquet(query, file, columns);
    else if (isCsv(file)) refused += await readCsv(query, file, columns);
    else await readNdjson(query, file, columns);
  }
  const [row = {}] = await query(
    `SELECT COUNT(*) AS lines, COUNT(*) FILTER (session IS NULL) AS no_session
      , COUNT(*) FILTER (session IS NOT NULL AND t IS NULL) AS no_time
      , COUNT(*) FILTER (session IS NOT NULL AND no_offset) AS no_offset
      , COUNT(*) FILTER (session IS NOT NULL AND t IS NOT NULL AND no_number) AS no_number FROM event_lines`,
  );
  const number = (column: string): number => Number(row[column] ?? 0);
  return {
    lines: number('lines') + refused,
    withoutSession: number('no_session') + refused,
    withoutTime: number('no_time'),
    withoutOffset: number('no_offset'),
    withoutNumber: number('no_number'),
  };
}

/** A line that is not an object has no session. */
async function readNdjson(query: Query, file: string, { session, time, value }: EventColumns): Promise<void> {
  const valueOf = (key: string): string => `json_extract_string(json, ${text(jsonPath(key))})`;
  await insert(query, {
    session: valueOf(session),
    time: valueOf(time),
    value: value === null ? 'NULL' : valueOf(value),
    source: `read_ndjson_objects([${text(file)}], format = 'newline_delimited', ignore_errors = true)`,
  });
}

/** How many lines were no rows is known from what DuckDB rejected. */
async function readCsv(query: Query, file: string, columns: EventColumns): Promise<number> {
  const options = "all_varchar = true, header = true, quote = '\"', escape = '\"', ignore_errors = true";
  const rejects = "store_rejects = true, rejects_table = 'event_errors', rejects_scan = 'event_scans'";
  await insertColumns(query, file, columns, `read_csv([${text(file)}], ${options}, ${rejects})`);
  const [row] = await query('SELECT COUNT(DISTINCT line) AS lines FROM event_errors');
  await query('DROP TABLE event_errors; DROP TABLE event_scans');
  return Number(row?.['lines'] ?? 0);
}

async function readParquet(query: Query, file: string, columns: EventColumns): Promise<void> {
  await insertColumns(query, file, columns, `read_parquet([${text(file)}])`);
}

async function insertColumns(query: Query, file: string, columns: EventColumns, source: string): Promise<void> {
  const { session, time, value } = columns;
  const asked = [session, time, ...(value === null ? [] : [value])];
  const described = await query(`DESCRIBE SELECT * FROM ${source}`);
  const known = described.map((row) => String(row['column_name']));
  const missing = asked.filter((column) => !known.includes(column));
  if (missing.length > 0)
    throw new GateError('events-columns', {
      of: `The file ${file}`,
      missing: missing.join(', '),
      known: known.join(', '),
    });
  await insert(query, {
    session: textOf(session),
    time: textOf(time),
    value: value === null ? 'NULL' : textOf(value),
    source,
  });
}

const textOf = (column: string): string => `CAST(${name(column)} AS VARCHAR)`;

async function insert(query: Query, values: Readonly<Record<string, string>>): Promise<void> {
  await query(fillTemplate(insertTemplate, values));
}
