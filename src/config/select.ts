import { GateError } from '../errors.ts';
import type { Config } from '../model/config.ts';
import { quote, suggestion } from '../source/diagnostic.ts';
import { conditionsOf } from './routes/resolve-routes.ts';

/** The names a run is narrowed to; all where empty. */
export interface Selection {
  readonly routes: readonly string[];
  readonly conditions: readonly string[];
}

/**
 * The configuration with only the selected routes and conditions.
 *
 * @throws GateError `usage` for a name that the configuration does not have, or if nothing is left
 */
export function selectRoutes(config: Config, selection: Selection): Config {
  if (config.routes.length === 0 && selection.routes.length + selection.conditions.length === 0) return config;
  const names = config.routes.map((route) => route.name);
  for (const name of selection.routes) checkName('route', name, names);
  const conditionNames = config.conditions.map((condition) => condition.name);
  for (const name of selection.conditions) checkName('condition', name, conditionNames);
  const routes = config.routes
    .filter((route) => isSelected(route.name, selection.routes))
    .map((route) => ({
      ...route,
      conditions: route.conditions.filter((condition) => isSelected(condition, selection.conditions)),
    }))
    .filter((route) => route.conditions.length > 0);
  if (routes.length === 0)
    throw new GateError('usage', {
      what: `None of the routes ${selection.routes.join(', ')} is visited under ${selection.conditions.join(', ')}.`,
      todo: 'Change --route or --condition, or the conditions of the route.',
    });
  return { ...config, routes, conditions: conditionsOf(routes, config.conditions) };
}

function isSelected(name: string, selected: readonly string[]): boolean {
  return selected.length === 0 || selected.includes(name);
}

function checkName(kind: 'route' | 'condition', name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const what = `--${kind}: the configuration has no ${kind} ${quote(name)}.`;
  throw new GateError('usage', { what, todo: suggestion(name, known, `Its ${kind}s are`) });
}
