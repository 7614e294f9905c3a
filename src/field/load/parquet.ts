import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { COLUMNS } from '../engines/columns.ts';
import { DIALECTS } from '../engines/dialects.ts';
import { openFiles, type Files } from '../engines/duckdb.ts';
import type { Engine } from '../engines/engine.ts';
import { fillTemplate } from '../questions/template.ts';
import mergedTemplate from '../sql/duckdb-merged.sql';
import type { Loaded } from './writer.ts';

const { text, name } = DIALECTS.duckdb;
const columns = COLUMNS.map(name).join(', ');

/** Loads the records of files, NDJSON or Parquet, into one Parquet file. What it has already stays. */
export async function writeParquet(source: Files, file: string, folder: string): Promise<Loaded> {
  const engine = await openFiles(source, folder);
  try {
    const path = resolve(folder, file);
    await mkdir(dirname(path), { recursive: true });
    const counts = existsSync(path) ? await mergeInto(engine, path) : await copyTo(engine, path);
    return { ...counts, leftOut: engine.leftOut?.lines ?? 0 };
  } finally {
    await engine.close();
  }
}

async function copyTo(engine: Engine, path: string): Promise<Pick<Loaded, 'records' | 'known'>> {
  return { records: await writeWhole(engine, `SELECT * FROM ${engine.table}`, path), known: 0 };
}

async function mergeInto(engine: Engine, path: string): Promise<Pick<Loaded, 'records' | 'known'>> {
  const [row] = await engine.query(fillTemplate(mergedTemplate, { rows: engine.table, columns, file: text(path) }));
  const [loaded, given] = [Number(row?.['loaded'] ?? 0), Number(row?.['given'] ?? 0)];
  if (loaded > 0) await writeWhole(engine, `SELECT ${columns} FROM merged`, path);
  return { records: loaded, known: given - loaded };
}

/** The file takes its place when it is complete. How many rows it has. */
async function writeWhole(engine: Engine, rows: string, path: string): Promise<number> {
  const partial = `${path}.partial`;
  try {
    const [row] = await engine.query(`COPY (${rows}) TO ${text(partial)} (FORMAT parquet, COMPRESSION zstd)`);
    await rename(partial, path);
    return Number(row?.['Count'] ?? 0);
  } finally {
    await rm(partial, { force: true });
  }
}
