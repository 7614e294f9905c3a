import { filesOf } from '../engines/files.ts';
import { connectClickHouse } from '../engines/clickhouse.ts';
import { connectPostgres } from '../engines/postgres.ts';
import { GateError } from '../../errors.ts';
import { clickHouseWriter } from './clickhouse-writer.ts';
import { postgresWriter } from './postgres-writer.ts';
import { recordsInFiles } from './records-in-files.ts';
import { writeParquet } from './parquet.ts';
import { rowOf, type TableRow } from './table-row.ts';
import { GROWING, type Loaded, type Writer } from './writer.ts';

/** Where records are loaded into. `url` has a password: it is a secret. */
export type LoadTarget =
  | { readonly kind: 'parquet'; readonly file: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly table: string }
  | { readonly kind: 'clickhouse'; readonly url: string; readonly table: string };

const BATCH = 2000;

/**
 * Loads the records of files into a table, or into one Parquet file. It may be repeated: what is there already stays.
 *
 * @throws GateError `load-no-lines` if all files are Parquet and the target is a database; as `openEngine` does
 */
export async function loadRecords(
  source: { readonly glob: string; readonly except?: readonly string[] },
  target: LoadTarget,
  folder: string,
): Promise<Loaded> {
  switch (target.kind) {
    case 'parquet':
      return writeParquet(source, target.file, folder);
    case 'postgres': {
      const session = await connectPostgres(target.url, folder);
      return closing(session, async () =>
        loadInto(await ndjsonOf(source, folder), await postgresWriter(session, target.table)),
      );
    }
    case 'clickhouse': {
      const session = await connectClickHouse(target.url, folder);
      return closing(session, async () =>
        loadInto(await ndjsonOf(source, folder), await clickHouseWriter(session, target.table)),
      );
    }
    default:
      return target satisfies never;
  }
}

async function closing<Answer>(
  { close }: { readonly close: () => Promise<void> },
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } finally {
    await close();
  }
}

async function ndjsonOf(source: { readonly glob: string; readonly except?: readonly string[] }, folder: string) {
  const { ndjson } = await filesOf(source, folder);
  if (ndjson.length === 0) throw new GateError('load-no-lines', { glob: source.glob });
  return ndjson;
}

async function loadInto(files: readonly string[], { write }: Writer): Promise<Loaded> {
  let batch: TableRow[] = [];
  const loaded = { records: 0, known: 0, leftOut: 0 };
  const flush = async (): Promise<void> => {
    const rows = latestOf(batch);
    const written = rows.length === 0 ? 0 : await write(rows);
    loaded.records += written;
    loaded.known += rows.length - written;
    batch = [];
  };
  for await (const record of recordsInFiles(files)) {
    if (record === null) loaded.leftOut += 1;
    else batch.push(rowOf(record));
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return loaded;
}

/** One row of each view and type: the one with the largest values, which only grow. */
function latestOf(rows: readonly TableRow[]): TableRow[] {
  const latest = new Map<string, TableRow>();
  for (const row of rows) {
    const key = JSON.stringify([row['view'], row['type']]);
    const known = latest.get(key);
    if (known === undefined || isLater(row, known)) latest.set(key, row);
  }
  return [...latest.values()];
}

function isLater(row: TableRow, known: TableRow): boolean {
  for (const column of GROWING) {
    const [value, against] = [Number(row[column] ?? -1), Number(known[column] ?? -1)];
    if (value !== against) return value > against;
  }
  return false;
}
