import type { Engine } from '../engines/engine.ts';
import template from '../sql/counts.sql';
import { valuesOfNode } from './nodes.ts';
import { groupKeys, groupOf, numberOf, sortedBy, textOf } from './read-rows.ts';
import type { Distribution } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, type Target } from './text.ts';

export function distributionsText(target: Target, scope: Scope, paths: readonly string[]): string {
  const node = paths.map((path) => valuesOfNode(target.dialect, path));
  return fillTemplate(template, scopeValues(target, scope), { node });
}

/** How often each node had each value, by route, device and what the scope is sliced by. */
export async function askDistributions(
  engine: Engine,
  scope: Scope,
  paths: readonly string[],
): Promise<Distribution[]> {
  if (paths.length === 0) return [];
  const rows = await engine.query(distributionsText(engine, scope, paths));
  const readings = rows.map((row) => ({
    ...groupOf(row, scope.by),
    path: textOf(row, 'node'),
    value: numberOf(row, 'reading'),
    n: numberOf(row, 'n'),
  }));
  const groups = Map.groupBy(readings, (each) => JSON.stringify([...groupKeys(each), each.path]));
  const distributions = [...groups.values()].map(distributionOf);
  return sortedBy(distributions, (each) => [...groupKeys(each), paths.indexOf(each.path)]);
}

type Reading = Omit<Distribution, 'values'> & { readonly value: number };

function distributionOf(readings: readonly Reading[]): Distribution {
  const { route = '', device = null, by = null, path = '' } = readings[0] ?? {};
  const values = readings.map(({ value, n }) => ({ value, n })).toSorted((one, other) => one.value - other.value);
  return { route, device, by, path, n: values.reduce((sum, { n }) => sum + n, 0), values };
}
