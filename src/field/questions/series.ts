import type { Engine } from '../engines/engine.ts';
import { DIALECTS } from '../engines/dialects.ts';
import template from '../sql/series.sql';
import { valuesOfNode } from './nodes.ts';
import { groupKeys, groupOf, numberOf, sortedBy, textOf } from './read-rows.ts';
import type { Bucket, Cap } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { casesOf, scopeValues, type Target } from './text.ts';

export type BucketUnit = 'hour' | 'day';

export function seriesText(target: Target, scope: Scope, unit: BucketUnit, caps: readonly Cap[]): string {
  const node = pathsOf(caps).map((path) => ({
    ...valuesOfNode(target.dialect, path),
    cap: casesOf(
      target.dialect,
      scope.by,
      caps.filter((each) => each.path === path),
    ),
  }));
  const bucket = DIALECTS[target.dialect].bucket(unit, 't');
  return fillTemplate(template, { ...scopeValues(target, scope), bucket }, { node });
}

/** Sums of each node per time bucket and commit, in the groups and of the paths that a cap is given for. */
export async function askSeries(
  engine: Engine,
  scope: Scope,
  unit: BucketUnit,
  caps: readonly Cap[],
): Promise<Bucket[]> {
  if (caps.length === 0) return [];
  const paths = pathsOf(caps);
  const rows = await engine.query(seriesText(engine, scope, unit, caps));
  const buckets = rows.flatMap((row) =>
    paths.map((path, i) => ({
      ...groupOf(row, scope.by),
      path,
      sha: textOf(row, 'sha'),
      at: textOf(row, 'bucket'),
      n: numberOf(row, `n_${i}`),
      sum: numberOf(row, `sum_${i}`),
      squares: numberOf(row, `squares_${i}`),
    })),
  );
  const answers = buckets.filter(({ n }) => n > 0);
  return sortedBy(answers, (each) => [...groupKeys(each), paths.indexOf(each.path), each.at, each.sha]);
}

const pathsOf = (caps: readonly Cap[]): string[] => [...new Set(caps.map(({ path }) => path))];
