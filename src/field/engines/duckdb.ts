import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type * as DuckDb from '@duckdb/node-api';

import { causeOf, GateError } from '../../errors.ts';
import { prepareBeacons } from './duckdb-beacons.ts';
import type { Engine, Row } from './engine.ts';
import { filesOf } from './files.ts';
import { loadPackage } from './load-package.ts';

/**
 * DuckDB keeps below it, and writes to a temporary folder what does not fit: with what Node needs beside it, a process has
 * less than 2 GB.
 */
const MEMORY = '1200MB';

const TODO = 'Check that the files can be read and that the temporary folder has room, and run again.';

export interface Files {
  readonly glob: string;
  /** Files that the glob may match and that hold no records, such as the list of deploys. */
  readonly except?: readonly string[];
  /** The same as a glob: files of events. */
  readonly exceptGlob?: string;
}

/**
 * DuckDB over the files of a glob, relative to `folder`: NDJSON is read once into a temporary database, Parquet stays where
 * it is.
 *
 * @throws GateError `field-no-files`, `field-columns`, `field-package`, `field-database`, `field-memory`
 */
export async function openFiles(source: Files, folder: string): Promise<Engine> {
  const files = await filesOf(source, folder);
  const session = await openDuckDb(folder);
  try {
    const leftOut = await prepareBeacons(session, files);
    return { ...session, dialect: 'duckdb', table: 'beacons', shard: null, leftOut };
  } catch (error) {
    await session.close();
    throw error;
  }
}

export interface DuckDbSession {
  readonly query: (sql: string) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}

/** A database in a temporary folder that is gone when it is closed. It loads no extensions, so it opens no connections. */
export async function openDuckDb(folder: string): Promise<DuckDbSession> {
  const { DuckDBInstance } = await loadPackage<typeof DuckDb>('@duckdb/node-api', folder, 'DuckDB');
  const home = await mkdtemp(join(tmpdir(), 'vitals-gate-field-'));
  const instance = await DuckDBInstance.create(join(home, 'field.duckdb'), {
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    memory_limit: MEMORY,
    temp_directory: join(home, 'spill'),
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return {
    query: async (sql) => {
      try {
        const reader = await connection.runAndReadAll(sql);
        return reader.getRowObjectsJS().map(plainRow);
      } catch (error) {
        throw failureOf(error);
      }
    },
    close: async () => {
      connection.closeSync();
      instance.closeSync();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Memory, and the disk that is used in place of it, have the same error in DuckDB. */
function failureOf(error: unknown): GateError {
  const cause = causeOf(error);
  if (cause.startsWith('Out of Memory Error')) return new GateError('field-memory', { cause }, { cause: error });
  return new GateError('field-database', { database: 'DuckDB', cause, todo: TODO }, { cause: error });
}

function plainRow(row: Readonly<Record<string, unknown>>): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): Row[string] {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}
