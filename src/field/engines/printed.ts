import { DIALECTS } from './dialects.ts';
import type { PrintedDialect } from './engine.ts';
import { quotedTable } from './table-name.ts';

const PLAIN = /^[a-z_][a-z0-9_]*$/;

/** A table that texts are printed for, without a connection to it: each name is quoted that needs it. */
export function printedTable(dialect: PrintedDialect, table: string) {
  const quote = (name: string): string => (PLAIN.test(name) ? name : DIALECTS[dialect].name(name));
  return { dialect, table: quotedTable(table, quote), shard: null };
}
