import type { Engine } from '../engines/engine.ts';
import template from '../sql/clusters.sql';
import { valuesOfNode } from './nodes.ts';
import { groupKeys, groupOf, numberOf, sortedBy } from './read-rows.ts';
import type { ClusterSums, Threshold } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { casesOf, numberLiteral, scopeValues, type Target } from './text.ts';

export function clustersText(target: Target, scope: Scope, thresholds: readonly Threshold[]): string {
  const groups = [...Map.groupBy(thresholds, (each) => JSON.stringify(groupKeys(each))).values()];
  const numbers = groups.flatMap(([first], value) => (first === undefined ? [] : [{ ...first, value }]));
  const node = pathsOf(thresholds).map((path) => ({
    ...valuesOfNode(target.dialect, path),
    threshold: numberedCases(groups.map((group) => group.find((each) => each.path === path)?.value)),
  }));
  const group_number = casesOf(target.dialect, scope.by, numbers);
  return fillTemplate(template, { ...scopeValues(target, scope), group_number }, { node });
}

/** The number for each group by its own number, as an expression. */
function numberedCases(values: readonly (number | undefined)[]): string {
  const branches = values.flatMap((value, g) =>
    value === undefined ? [] : [`WHEN ${g} THEN ${numberLiteral(value)}`],
  );
  return `CASE g ${branches.join(' ')} END`;
}

/** For each threshold, how many page views of how many sessions are at or below it. One threshold per group and path. */
export async function askClusters(
  engine: Engine,
  scope: Scope,
  thresholds: readonly Threshold[],
): Promise<ClusterSums[]> {
  if (thresholds.length === 0) return [];
  const paths = pathsOf(thresholds);
  const asked = new Set(thresholds.map(keyOf));
  const rows = await engine.query(clustersText(engine, scope, thresholds));
  const sums = rows.flatMap((row) =>
    paths.map((path, i) => ({
      ...groupOf(row, scope.by),
      path,
      sessions: numberOf(row, `sessions_${i}`),
      n: numberOf(row, `n_${i}`),
      below: numberOf(row, `below_${i}`),
      bb: numberOf(row, `bb_${i}`),
      bm: numberOf(row, `bm_${i}`),
      mm: numberOf(row, `mm_${i}`),
    })),
  );
  const answers = sums.filter((each) => each.n > 0 && asked.has(keyOf(each)));
  return sortedBy(answers, (each) => [...groupKeys(each), paths.indexOf(each.path)]);
}

const pathsOf = (thresholds: readonly Threshold[]): string[] => [...new Set(thresholds.map(({ path }) => path))];
const keyOf = (each: Omit<Threshold, 'value'>): string => JSON.stringify([...groupKeys(each), each.path]);
