import { openClickHouse } from './clickhouse.ts';
import { openFiles } from './duckdb.ts';
import type { Engine, FieldSource } from './engine.ts';
import { openPostgres } from './postgres.ts';

/**
 * Opens what records of page views are in. Paths and packages are looked for from `folder`.
 *
 * @throws GateError `field-no-files`, `field-package`, `field-database`, `field-memory`, `field-no-table`, `field-columns`
 */
export function openEngine(source: FieldSource, folder: string): Promise<Engine> {
  switch (source.kind) {
    case 'files':
      return openFiles(source, folder);
    case 'postgres':
      return openPostgres(source, folder);
    case 'clickhouse':
      return openClickHouse(source, folder);
    default:
      return source satisfies never;
  }
}
