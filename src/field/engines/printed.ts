import { DIALECTS } from './dialects.ts';
import type { PrintedDialect } from './engine.ts';
import { quotedTable } from './table-name.ts';

/** A table that texts are printed for, without a connection to it. */
export interface PrintedTarget {
  readonly dialect: PrintedDialect;
  readonly table: string;
  readonly shard: null;
}

/** What questions are written for when they are printed: `table` as the configuration names it. */
export function printedTarget(dialect: PrintedDialect, table: string): PrintedTarget {
  return { dialect, table: quotedTable(table, DIALECTS[dialect].name), shard: null };
}
