import { LAYERS_COLUMN, NODE_COLUMNS, REQUIRED, TEXT_COLUMNS } from './columns.ts';
import type { Dialect } from './engine.ts';

interface Types {
  readonly text: string;
  readonly instant: string;
  readonly value: string;
  readonly layers: string;
  readonly nullable: (type: string) => string;
  readonly required: (type: string) => string;
  readonly end: string;
}

const standard = { nullable: (type: string) => type, required: (type: string) => `${type} NOT NULL` };

const TYPES: Readonly<Record<Dialect, Types>> = {
  duckdb: { text: 'VARCHAR', instant: 'TIMESTAMP', value: 'DOUBLE', layers: 'VARCHAR', ...standard, end: ')' },
  postgres: {
    text: 'text',
    instant: 'timestamp(3)',
    value: 'double precision',
    layers: 'jsonb',
    ...standard,
    end: ')',
  },
  clickhouse: {
    text: 'String',
    instant: "DateTime64(3, 'UTC')",
    value: 'Float64',
    layers: 'String',
    nullable: (type) => `Nullable(${type})`,
    required: (type) => type,
    end: ') ENGINE = ReplacingMergeTree(version) ORDER BY (view, type)',
  },
};

/** Values only grow, so that the latest record of a view is the one with the largest: 22, 20 and 22 bits. */
const VERSION =
  'bitShiftLeft(toUInt64(ifNull(inp, 0)), 42) + bitShiftLeft(toUInt64(ifNull(cls, 0) * 1000), 22) + toUInt64(ifNull(lcp, 0))';

/** The statement that makes the table. `table` is quoted already. */
export function ddlOf(dialect: Dialect, table: string): string {
  const types = TYPES[dialect];
  const column = (name: string, type: string): string =>
    `  ${name} ${REQUIRED.includes(name) ? types.required(type) : types.nullable(type)}`;
  const columns = [
    ...TEXT_COLUMNS.map((name) => column(name, types.text)),
    column('t', types.instant),
    ...NODE_COLUMNS.map((node) => column(node.column, types.value)),
    column(LAYERS_COLUMN, types.layers),
    dialect === 'clickhouse' ? `  version UInt64 MATERIALIZED ${VERSION}` : '  PRIMARY KEY (view, type)',
  ];
  return `CREATE TABLE ${table} (\n${columns.join(',\n')}\n${types.end};`;
}
