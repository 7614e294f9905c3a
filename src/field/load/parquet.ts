import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { openFiles, type Files } from '../engines/duckdb.ts';
import { DIALECTS } from '../engines/dialects.ts';
import type { Loaded } from './writer.ts';

/** Writes the records of files, NDJSON or Parquet, into one Parquet file. */
export async function writeParquet(source: Files, file: string, folder: string): Promise<Loaded> {
  const engine = await openFiles(source, folder);
  try {
    const path = resolve(folder, file);
    await mkdir(dirname(path), { recursive: true });
    const [row] = await engine.query(
      `COPY (SELECT * FROM ${engine.table}) TO ${DIALECTS.duckdb.text(path)} (FORMAT parquet, COMPRESSION zstd)`,
    );
    return { records: Number(row?.['Count'] ?? 0), leftOut: engine.leftOut?.lines ?? 0 };
  } finally {
    await engine.close();
  }
}
