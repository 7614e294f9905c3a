import type { ControlRoute } from '../../model/config.ts';
import type { Condition, Route } from '../../model/route.ts';
import { routeBudgets } from '../budgets/defaults.ts';
import type { Recordings } from './recordings.ts';
import { resolveInteraction } from './interactions/interactions.ts';
import { resolveSession } from './resolve-session.ts';
import type { ConfigInput } from '../schema.ts';
import { parseDurationMs } from '../units/time-and-percent.ts';

/** Every route with its budgets merged over the defaults. */
export function resolveRoutes(input: ConfigInput, recordings: Recordings): Route[] {
  const scripts = input.routes.map((route) => route.interactions.map((step) => resolveInteraction(step, recordings)));
  return input.routes.map((route, index) => {
    const interactions = scripts[index] ?? [];
    const session = resolveSession(input, route, recordings);
    const settleMs = route.settle === undefined ? undefined : parseDurationMs(route.settle);
    return {
      name: route.name,
      path: route.path,
      conditions: route.conditions,
      interactions,
      ...(settleMs === undefined ? {} : { settleMs }),
      ...(session === undefined ? {} : { session }),
      budgets: routeBudgets(input.budgets, route.budgets, interactions),
    };
  });
}

/** The control page as a route, visited by a new visitor or with the file's own session. */
export function resolveControl(input: ConfigInput, recordings: Recordings): ControlRoute | null {
  const { control } = input;
  if (control === undefined) return null;
  const session = resolveSession(input, {}, recordings);
  const page = { name: 'control', path: control.path, conditions: [], interactions: [], budgets: [] };
  return {
    route: { ...page, ...(session === undefined ? {} : { session }) },
    adjustsByControl: control['difference-in-differences'],
  };
}

/** Those conditions that routes refer to. */
export function conditionsOf(routes: readonly Route[], all: readonly Condition[]): Condition[] {
  const used = new Set(routes.flatMap((route) => route.conditions));
  return all.filter((condition) => used.has(condition.name));
}
