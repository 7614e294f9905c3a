import { checkColumns } from '../engines/check-columns.ts';
import { COLUMNS } from '../engines/columns.ts';
import { DIALECTS } from '../engines/dialects.ts';
import { columnsOfPostgres, type PostgresSession } from '../engines/postgres.ts';
import { quotedTable } from '../engines/table-name.ts';
import { GROWING, type Writer } from './writer.ts';

const { name } = DIALECTS.postgres;

/** Inserts a batch in one statement, whatever its size: the rows are one JSON text. */
export async function postgresWriter(session: PostgresSession, table: string): Promise<Writer> {
  const quoted = quotedTable(table, name);
  checkColumns('postgres', quoted, await columnsOfPostgres(session, quoted));
  const statement = insertText(quoted);
  return {
    write: async (rows) => {
      const [row] = await session.query(statement, [JSON.stringify(rows)]);
      return Number(row?.['written'] ?? 0);
    },
  };
}

function insertText(table: string): string {
  const columns = COLUMNS.map(name).join(', ');
  return `WITH written AS (
INSERT INTO ${table} AS known (${columns})
SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1::json)
ON CONFLICT (view, type) DO UPDATE SET ${COLUMNS.map((each) => `${name(each)} = EXCLUDED.${name(each)}`).join(', ')}
WHERE (${growthOf('EXCLUDED')}) > (${growthOf('known')})
RETURNING 1)
SELECT COUNT(*) AS written FROM written`;
}

function growthOf(row: string): string {
  return GROWING.map((column) => `COALESCE(${row}.${column}, -1)`).join(', ');
}
