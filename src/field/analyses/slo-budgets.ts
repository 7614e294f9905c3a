import type { Budget } from '../../model/budget.ts';
import type { FieldConfig, FieldRoute } from '../../model/field.ts';
import { percentileOf } from '../../stats/clustered-quantile.ts';
import type { ClusterThreshold, Distribution } from '../questions/rows.ts';
import type { Group } from '../questions/scope.ts';

/** What is reported of every node. */
export const P75 = 75;

/** The absolute budgets that are not held against the field, because records do not have their node. */
export function unheldPaths({ routes, budgets }: FieldConfig, isKnown: (path: string) => boolean): string[] {
  const all = [...budgets, ...routes.flatMap((route) => route.budgets)];
  return [...new Set(all.filter(({ max, path }) => max !== null && !isKnown(path)).map(({ path }) => path))];
}

/** The routes as declared; where none are, those of the data, under the conditions of the data. */
export function routesOf(config: FieldConfig, cells: readonly Group[]): FieldRoute[] {
  if (config.routes.length > 0) return [...config.routes];
  const names = [...new Set(cells.map(({ route }) => route))].toSorted();
  return names.map((name) => ({ name, conditions: devicesOf(name, cells), budgets: config.budgets }));
}

function devicesOf(route: string, cells: readonly Group[]): string[] {
  const devices = cells.flatMap((cell) => (cell.route === route && cell.device !== null ? [cell.device] : []));
  return [...new Set(devices)].toSorted();
}

/** The percentile of each distribution that its budget is about, which clusters are counted at. */
export function thresholdsOf(
  routes: readonly FieldRoute[],
  distributions: readonly Distribution[],
): ClusterThreshold[] {
  const byName = new Map(routes.map((route) => [route.name, route]));
  return distributions.flatMap(({ route, device, by, path, n, values }) => {
    const declared = byName.get(route);
    if (declared === undefined) return [];
    const value = percentileOf(values, percentileFor(declared, device, path));
    return value === undefined ? [] : [{ route, device, by, path, n, value }];
  });
}

function percentileFor(route: FieldRoute, device: string | null, path: string): number {
  return budgetFor(route, device, path)?.percentile ?? P75;
}

/** The absolute budget of a node, if the route declares the condition. */
export function budgetFor(
  { conditions, budgets }: FieldRoute,
  device: string | null,
  path: string,
): Budget | undefined {
  if (device === null || !conditions.includes(device)) return undefined;
  return budgets.find((budget) => budget.path === path && budget.max !== null);
}
