import { GateError } from '../../errors.ts';
import { COLUMNS } from './columns.ts';
import { ddlOf } from './ddl.ts';
import type { Dialect } from './engine.ts';

/**
 * Holds the columns of a relation against those that the questions are asked of.
 *
 * @throws GateError `field-no-table` if it has no columns, `field-columns` with those that it lacks
 */
export function checkColumns(dialect: Dialect, table: string, columns: readonly unknown[]): void {
  const ddl = ddlOf(dialect, table);
  if (columns.length === 0) throw new GateError('field-no-table', { table, ddl });
  const missing = COLUMNS.filter((column) => !columns.includes(column));
  if (missing.length > 0) throw new GateError('field-columns', { table, missing: missing.join(', '), ddl });
}
