import { DIALECTS } from '../engines/dialects.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import type { Dimension, Group, Scope } from './scope.ts';
import type { Values } from './template.ts';

/** What a text is written for: an engine, or a dialect that it is printed in. */
export interface Target {
  readonly dialect: PrintedDialect;
  readonly table: string;
  readonly shard: string | null;
}

const COLUMN_OF: Readonly<Record<Dimension, string>> = {
  device: 'device',
  connection: 'connection',
  country: 'country',
  state: 'state',
  variant: 'variant',
  pageType: 'page_type',
  sha: 'sha',
};

/** The table of a target, and what its rows are grouped by on each shard. */
export function tableValues({ dialect, table, shard }: Target): Values {
  const { key } = DIALECTS[dialect];
  const ofShard = shard === null ? '' : `${shard}, `;
  return { beacons: table, shard: ofShard, session_key: key('session'), view_key: key('view') };
}

/** What a template says of a scope. */
export function scopeValues(target: Target, { from, to, by, sha }: Scope): Values {
  const { instant, text } = DIALECTS[target.dialect];
  const column = sliceColumn(by);
  const ofSha = sha === null ? '' : ` AND sha = ${text(sha)}`;
  return {
    ...tableValues(target),
    window: `t >= ${instant(from)} AND t <= ${instant(to)}${ofSha}`,
    slice: column === null ? '' : ', slice',
    slice_as: column === null ? '' : `, ${column} AS slice`,
    slice_by: column === null ? '' : `, ${column}`,
  };
}

/** The column that groups are sliced by; null: they are by device already, or there is none. */
export function sliceColumn(by: Dimension | null): string | null {
  return by === null || by === 'device' ? null : COLUMN_OF[by];
}

/** A number for each group, as an expression: NULL where none is given. */
export function casesOf(
  dialect: PrintedDialect,
  by: Dimension | null,
  numbers: readonly (Group & { readonly value: number })[],
): string {
  const column = sliceColumn(by);
  const levels: ((group: Group) => readonly [column: string, value: string | null])[] = [
    ({ route }) => ['route', route],
    ({ device }) => ['device', device],
    ...(column === null ? [] : [(group: Group) => [column, group.by] as const]),
  ];
  return nestedCases(dialect, levels, numbers);
}

function nestedCases(
  dialect: PrintedDialect,
  [level, ...below]: readonly ((group: Group) => readonly [column: string, value: string | null])[],
  numbers: readonly (Group & { readonly value: number })[],
): string {
  if (level === undefined) return numberLiteral(numbers[0]?.value);
  const branches = Map.groupBy(numbers, (each) => level(each)[1])
    .entries()
    .map(([value, those]) => {
      const [column] = level(those[0] ?? NO_GROUP);
      const condition = value === null ? `${column} IS NULL` : `${column} = ${DIALECTS[dialect].text(value)}`;
      return `WHEN ${condition} THEN ${nestedCases(dialect, below, those)}`;
    });
  return `CASE ${[...branches].join(' ')} END`;
}

const NO_GROUP: Group = { route: '', device: null, by: null };

/** Never anything but an integer, whatever a caller was given. */
export function numberLiteral(value: number | undefined): string {
  if (!Number.isSafeInteger(value)) throw new Error(`${value} is not an integer`);
  return String(value);
}
