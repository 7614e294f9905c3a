import { resolve } from 'node:path';

import type { DeploySource } from '../model/config.ts';
import type { Condition, Route } from '../model/route.ts';
import { mergeBudgets } from './budgets.ts';
import { trimUrl } from './deploy-url.ts';
import type { Recordings } from './recordings.ts';
import { lowerCased } from './resolve-conditions.ts';
import { resolveInteraction, resolveSession } from './resolve-session.ts';
import type { ConfigInput, DeployInput } from './schema.ts';

/** Where a deploy comes from; folders are relative to the configuration's own. */
export function resolveDeploy(input: DeployInput | undefined, folder: string): DeploySource | null {
  if (input?.static !== undefined) return { kind: 'static', folder: resolve(folder, input.static) };
  if (input?.url === undefined) return null;
  const hosts = input.hosts === undefined ? {} : { hosts: lowerCased(input.hosts) };
  return { kind: 'url', url: trimUrl(input.url), ...hosts };
}

/** Every route with its budgets merged over the defaults. */
export function resolveRoutes(input: ConfigInput, recordings: Recordings): Route[] {
  const scripts = input.routes.map((route) => route.interactions.map((step) => resolveInteraction(step, recordings)));
  return input.routes.map((route, index) => {
    const interactions = scripts[index] ?? [];
    const session = resolveSession(input, route, recordings);
    return {
      name: route.name,
      path: route.path,
      conditions: route.conditions,
      interactions,
      ...(session === undefined ? {} : { session }),
      budgets: mergeBudgets(input.budgets, route.budgets),
    };
  });
}

/** Those conditions that routes refer to. */
export function conditionsOf(routes: readonly Route[], all: readonly Condition[]): Condition[] {
  const used = new Set(routes.flatMap((route) => route.conditions));
  return all.filter((condition) => used.has(condition.name));
}
