import { LONGEST_MS, MOST_FLAGS } from '../../model/beacon-limits.ts';
import { BEACON_METRICS, DATA_STATES, NAVIGATIONS, ROUNDING } from '../../model/beacon.ts';
import recordsTemplate from '../sql/duckdb-records.sql';
import repeatedTemplate from '../sql/duckdb-repeated.sql';
import latestTemplate from '../sql/duckdb-latest.sql';
import refusedText from '../sql/duckdb-refused.sql';
import { fillTemplate } from '../questions/template.ts';
import { checkColumns } from './check-columns.ts';
import { COLUMNS, mostOf, NODE_COLUMNS } from './columns.ts';
import { DIALECTS } from './dialects.ts';
import type { DuckDbSession } from './duckdb.ts';
import type { LeftOut, Row } from './engine.ts';
import type { FieldFiles } from './files.ts';

const { text, name } = DIALECTS.duckdb;
const listOf = (values: readonly string[]): string => `[${values.map(text).join(', ')}]`;
const columnsList = COLUMNS.map(name).join(', ');

/** Makes the relation `beacons` of the files, and counts what is left out of it. */
export async function prepareBeacons({ query }: DuckDbSession, files: FieldFiles): Promise<LeftOut> {
  const refused = files.ndjson.length === 0 ? [] : await readNdjson(query, files.ndjson);
  if (files.parquet.length > 0) await openParquet(query, files.parquet);
  const rows = relationOf(files);
  const repeated = await query(fillTemplate(repeatedTemplate, { rows }));
  // What was read is copied once; Parquet is read where it is, by each question what it needs.
  const make = files.ndjson.length > 0 ? 'CREATE TABLE' : 'CREATE TEMP VIEW';
  if (countOf(repeated, 'keys') === 0) await query(`${make} beacons AS SELECT ${columnsList} FROM ${rows}`);
  else await query(fillTemplate(latestTemplate, { rows, columns: columnsList, make }));
  const counted = await query(
    `SELECT (SELECT COUNT(*) FROM ${rows}) AS before_them, (SELECT COUNT(*) FROM beacons) AS after_them`,
  );
  if (files.ndjson.length > 0) await query('DROP TABLE records');
  return {
    lines: refused.reduce((sum, row) => sum + Number(row['refused']), 0),
    files: refused.flatMap((row) => files.ndjson[Number(row['file'])] ?? []),
    duplicates: countOf(counted, 'before_them') - countOf(counted, 'after_them'),
  };
}

function relationOf({ ndjson, parquet }: FieldFiles): string {
  if (parquet.length === 0) return 'records';
  if (ndjson.length === 0) return 'parquet_records';
  return `(SELECT ${columnsList} FROM records UNION ALL SELECT ${columnsList} FROM parquet_records)`;
}

/** Reads lines into the table `records`; how many were not records, by the number of their file. */
async function readNdjson(query: DuckDbSession['query'], files: readonly string[]): Promise<Row[]> {
  await query(recordsText(files));
  const refused = await query(refusedText);
  await query('DROP TABLE lines');
  return refused;
}

const KEYS = 'v,type,view,session,t,sha,route,path,device,connection,country,pageType,variant,state,navigation'.split(
  ',',
);

function recordsText(files: readonly string[]): string {
  const leaf = '"id": "VARCHAR", "value": "DOUBLE"';
  const below = [1, 2, 3].reduce((inner) => `{${leaf}, "parts": [${inner}]}`, `{${leaf}}`);
  return fillTemplate(
    recordsTemplate,
    {
      files: listOf(files),
      keys: listOf([...KEYS, ...BEACON_METRICS, 'serverTiming']),
      states: `(${DATA_STATES.map(text).join(', ')})`,
      navigations: `(${NAVIGATIONS.map(text).join(', ')})`,
      longest: String(LONGEST_MS),
      layers_slack: String(ROUNDING.lcp / 2),
      flags: String(MOST_FLAGS),
      node: below,
    },
    {
      node: NODE_COLUMNS.map(({ segments, column }) => ({ column, expression: nodeExpression(segments) })),
      metric: BEACON_METRICS.map((id) => ({ id, most: String(mostOf(id)), slack: String(ROUNDING[id] / 2) })),
    },
  );
}

/** `["lcp", "ttfb"]` → `part_of(r.lcp, 'ttfb').value`. */
function nodeExpression([metric, ...below]: readonly string[]): string {
  return `${below.reduce((node, id) => `part_of(${node}, ${text(id)})`, `r.${metric}`)}.value`;
}

async function openParquet(query: DuckDbSession['query'], files: readonly string[]): Promise<void> {
  await query(`CREATE TEMP VIEW parquet_records AS SELECT * FROM read_parquet(${listOf(files)}, union_by_name = true)`);
  const described = await query('DESCRIBE parquet_records');
  checkColumns(
    'duckdb',
    'beacons',
    described.map((row) => row['column_name']),
  );
}

function countOf([row]: readonly Row[], column: string): number {
  return Number(row?.[column] ?? 0);
}
