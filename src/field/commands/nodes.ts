import type { FieldConfig } from '../../model/field.ts';
import { NODE_COLUMNS } from '../engines/columns.ts';
import { isFieldPath, LAYERS_PATH } from '../questions/nodes.ts';

/** Known nodes in the order of the metrics, each server layer behind the request that it is a part of. */
export function nodePaths({ routes, budgets }: FieldConfig, found: readonly string[]): string[] {
  const declared = [...budgets, ...routes.flatMap((route) => route.budgets)]
    .map(({ path }) => path)
    .filter((path) => isFieldPath(path) && path.startsWith(`${LAYERS_PATH}.`));
  const layers = [...new Set([...declared, ...found])];
  return NODE_COLUMNS.flatMap(({ path }) => (path === LAYERS_PATH ? [path, ...layers] : [path]));
}

/** Whether a route of the data is looked at: all are where none is declared, because names come from outside. */
export function isLookedAt({ routes }: FieldConfig, route: string): boolean {
  return routes.length === 0 || routes.some(({ name }) => name === route);
}
