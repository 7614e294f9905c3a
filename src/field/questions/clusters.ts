import type { Engine, Row } from '../engines/engine.ts';
import template from '../sql/clusters.sql';
import { valuesOfNode } from './nodes.ts';
import { groupKeys, groupOf, numberOf, sortedBy } from './read-rows.ts';
import type { ClusterSums, ClusterThreshold, Threshold } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { casesOf, numberLiteral, scopeValues, type Target } from './text.ts';

/** Paths by the views that have them, each in one set: the views are counted once for each set. */
type Sets = readonly (readonly string[])[];

/** @param sets without them, those that the numbers of page views tell */
export function clustersText(
  target: Target,
  scope: Scope,
  thresholds: readonly ClusterThreshold[],
  sets: Sets = setsOf(thresholds),
): string {
  const groups = groupsOf(thresholds);
  const numbers = groups.flatMap(([first], value) => (first === undefined ? [] : [{ ...first, value }]));
  const paths = sets.flat();
  const variable = (path: string): string => `v_${paths.indexOf(path)}`;
  const node = paths.map((path) => ({
    ...valuesOfNode(target.dialect, path),
    set: String(sets.findIndex((set) => set.includes(path))),
    threshold: numberedCases(groups.map((group) => group.find((each) => each.path === path)?.value)),
  }));
  const set = sets.map(([path = '']) => ({ member: variable(path) }));
  const group_number = casesOf(target.dialect, scope.by, numbers);
  const odd = oddOf(sets.map((each) => each.map(variable)));
  return fillTemplate(template, { ...scopeValues(target, scope), group_number, odd }, { node, set });
}

/** Whether a view lacks one of a set and has another, as a condition. (Shards are not sent COALESCE.) */
function oddOf(sets: Sets): string {
  const conditions = sets
    .filter(({ length }) => length > 1)
    .map((set) => `(${set.join(' + ')} IS NULL AND (${set.map((node) => `${node} IS NOT NULL`).join(' OR ')}))`);
  return conditions.length === 0 ? '1 = 0' : conditions.join(' OR ');
}

/** The number for each group by its own number, as an expression that compares few times, however many groups there are. */
function numberedCases(values: readonly (number | undefined)[], first = 0): string {
  if (values.length <= 1) return values[0] === undefined ? 'NULL' : numberLiteral(values[0]);
  const half = Math.ceil(values.length / 2);
  const [below, others] = [
    numberedCases(values.slice(0, half), first),
    numberedCases(values.slice(half), first + half),
  ];
  return below === others ? below : `CASE WHEN g < ${first + half} THEN ${below} ELSE ${others} END`;
}

/** For each threshold, how many page views of how many sessions are at or below it. One threshold per group and path. */
export async function askClusters(
  engine: Engine,
  scope: Scope,
  thresholds: readonly ClusterThreshold[],
): Promise<ClusterSums[]> {
  if (thresholds.length === 0) return [];
  const paths = pathsOf(thresholds);
  const asked = new Set(thresholds.map(keyOf));
  const { rows, sets } = await rowsOf(engine, scope, thresholds);
  const nodes = sets.flatMap((set, s) => set.map((path) => ({ path, s })));
  const sums = rows.flatMap((row) =>
    nodes.map(({ path, s }, i) => ({
      ...groupOf(row, scope.by),
      path,
      sessions: numberOf(row, `sessions_${s}`),
      n: numberOf(row, `n_${s}`),
      below: numberOf(row, `below_${i}`),
      bb: numberOf(row, `bb_${i}`),
      bm: numberOf(row, `bm_${i}`),
      mm: numberOf(row, `mm_${s}`),
    })),
  );
  const answers = sums.filter((each) => each.n > 0 && asked.has(keyOf(each)));
  return sortedBy(answers, (each) => [...groupKeys(each), paths.indexOf(each.path)]);
}

/** Equal numbers of views need not be the same views: where they are not, each node is counted by itself. */
async function rowsOf(engine: Engine, scope: Scope, thresholds: readonly ClusterThreshold[]) {
  const sets = setsOf(thresholds);
  const rows = await engine.query(clustersText(engine, scope, thresholds, sets));
  if (!rows.some(isOdd)) return { rows, sets };
  const alone = pathsOf(thresholds).map((path) => [path]);
  return { rows: await engine.query(clustersText(engine, scope, thresholds, alone)), sets: alone };
}

const isOdd = (row: Row): boolean => numberOf(row, 'odd') > 0;

/** Paths that as many views of each group have. */
function setsOf(thresholds: readonly ClusterThreshold[]): Sets {
  const groups = groupsOf(thresholds);
  const countsOf = (path: string): string =>
    JSON.stringify(groups.map((group) => group.find((each) => each.path === path)?.n ?? null));
  return [...Map.groupBy(pathsOf(thresholds), countsOf).values()];
}

const groupsOf = (thresholds: readonly ClusterThreshold[]): ClusterThreshold[][] => [
  ...Map.groupBy(thresholds, (each) => JSON.stringify(groupKeys(each))).values(),
];
const pathsOf = (thresholds: readonly Threshold[]): string[] => [...new Set(thresholds.map(({ path }) => path))];
const keyOf = (each: Omit<Threshold, 'value'>): string => JSON.stringify([...groupKeys(each), each.path]);
