import { PROFILE_METRICS } from '../../model/graphql.ts';
import { quote, suggestion } from '../../source/diagnostic.ts';
import { valueAt, type PathDiagnostic } from '../messages/findings.ts';
import type { KeyPath } from '../../source/yaml.ts';

/** What no schema can see of `graphql:`: budgets on what the profile does not compute, or on routes that are not there. */
export function graphqlFindings(file: unknown): PathDiagnostic[] {
  const profile = valueAt(file, ['graphql', 'profile']) ?? 'ibm';
  return [...budgetFindings(file, profile), ...routerFindings(file, profile)];
}

/** A router's limits are of the cost that it enforces. */
function routerFindings(file: unknown, profile: unknown): PathDiagnostic[] {
  if (valueAt(file, ['graphql', 'router']) === undefined || profile === 'apollo-router') return [];
  const what = `A router’s limits do not apply to the costs that the profile ${String(profile)} computes.`;
  return [{ what, todo: 'Write profile: apollo-router.', path: ['graphql', 'router'], part: 'key' }];
}

function budgetFindings(file: unknown, profile: unknown): PathDiagnostic[] {
  const budgets = valueAt(file, ['graphql', 'budgets']);
  if (!Array.isArray(budgets)) return [];
  const routes = valueAt(file, ['routes']);
  const names = Array.isArray(routes) ? routes.map((route: unknown) => valueAt(route, ['name'])) : [];
  return budgets.flatMap((budget: unknown, index) => {
    const path = ['graphql', 'budgets', index];
    return [...foreignMetrics(budget, path, profile), ...unknownRoute(budget, path, names)];
  });
}

function foreignMetrics(budget: unknown, path: KeyPath, profile: unknown): PathDiagnostic[] {
  return Object.entries(PROFILE_METRICS).flatMap(([other, metrics]) =>
    metrics.flatMap((metric): PathDiagnostic[] => {
      if (other === profile || valueAt(budget, [metric]) === undefined) return [];
      const own = profile === 'ibm' ? PROFILE_METRICS.ibm : PROFILE_METRICS['apollo-router'];
      const what = `The profile ${String(profile)} does not compute ${metric}.`;
      return [{ what, todo: `It computes ${own.join(' and ')}.`, path: [...path, metric], part: 'key' }];
    }),
  );
}

function unknownRoute(budget: unknown, path: KeyPath, names: readonly unknown[]): PathDiagnostic[] {
  const route = valueAt(budget, ['route']);
  if (typeof route !== 'string' || names.includes(route)) return [];
  const known = names.filter((name) => typeof name === 'string');
  const todo = suggestion(route, known, 'There are') || 'Declare it under routes.';
  return [{ what: `There is no route ${quote(route)}.`, todo, path: [...path, 'route'], part: 'value' }];
}
