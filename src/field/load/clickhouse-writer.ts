import { checkColumns } from '../engines/check-columns.ts';
import { columnsOfClickHouse, type ClickHouseSession } from '../engines/clickhouse.ts';
import { DIALECTS } from '../engines/dialects.ts';
import { quotedTable } from '../engines/table-name.ts';
import type { Writer } from './writer.ts';

/** Inserts a batch as one block; the table replaces rows by itself (`ReplacingMergeTree`). */
export async function clickHouseWriter(session: ClickHouseSession, table: string): Promise<Writer> {
  const quoted = quotedTable(table, DIALECTS.clickhouse.name);
  checkColumns('clickhouse', quoted, await columnsOfClickHouse(session, table));
  return {
    write: async (rows) => {
      await session.insert(
        quoted,
        rows.map((row) => ({ ...row, layers: row['layers'] === null ? null : JSON.stringify(row['layers']) })),
      );
      return rows.length;
    },
  };
}
