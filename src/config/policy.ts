import type { PolicyChange } from '../model/policy.ts';
import { changesBetween, type Written } from './policy-changes.ts';
import type { ConfigInput } from './schema.ts';

/**
 * Whose word counts on a pull request. What is *enforced* is the base's: a pull request cannot raise its own limits.
 * What is *visited* is head's, because only head knows its pages: deploys, routes and their paths, interactions, who
 * visits.
 */
const OF_BASE = [
  'budgets',
  'waivers',
  'on-inconclusive',
  'on-unmeasured',
  'pre-existing',
  'false-alarms',
  'max-blocks',
  'max-minutes',
  'control',
  'settle',
  'comment',
] as const satisfies readonly (keyof ConfigInput)[];
/** Of the `graphql` section: everything but where the graph and the operations are. */
const GRAPHQL_OF_BASE = ['budgets', 'profile', 'list-size', 'variables', 'variable-defaults', 'router'] as const;

type RouteInput = ConfigInput['routes'][number];

export interface MergedPolicy {
  readonly input: ConfigInput;
  readonly changes: readonly PolicyChange[];
}

/** The configuration of head under the policy of base, and everything in which the two differ that a reviewer must see. */
export function underPolicy(head: ConfigInput, base: ConfigInput): MergedPolicy {
  const pairs = pairRoutes(head.routes, base.routes);
  const input = {
    ...head,
    ...pick(base, OF_BASE),
    conditions: conditionsUnder(head.conditions, base.conditions),
    routes: pairs.map(([route, known]) => (known === null ? route : enforced(route, known))),
    graphql:
      head.graphql === undefined || base.graphql === undefined
        ? head.graphql
        : { ...head.graphql, ...pick(base.graphql, GRAPHQL_OF_BASE) },
  } as ConfigInput;
  return { input, changes: changesOf(head, base, pairs) };
}

function pick<Of extends object>(from: Of, keys: readonly (keyof Of)[]): Partial<Of> {
  // A key that the base does not write must not stay as head wrote it: it is taken over as undefined.
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Partial<Of>;
}

interface NamedRoute {
  readonly name: string;
  readonly path: string;
}
type PairOf<Head> = readonly [head: Head, base: RouteInput | null];
type Pair = PairOf<RouteInput>;

/** A route is the base's by its name; one that was renamed, by its path. */
export function pairRoutes<Head extends NamedRoute>(
  head: readonly Head[],
  base: readonly RouteInput[],
): PairOf<Head>[] {
  const names = new Set(head.map(({ name }) => name));
  const renamed = base.filter(({ name }) => !names.has(name));
  return head.map((route) => {
    const same = base.find(({ name }) => name === route.name) ?? renamed.find(({ path }) => path === route.path);
    return [route, same ?? null];
  });
}

/** Under conditions of its own a route may be visited as well, but not instead. */
function enforced(route: RouteInput, known: RouteInput): RouteInput {
  return { ...route, conditions: enforcedConditions(route.conditions, known.conditions), budgets: known.budgets };
}

export function enforcedConditions(head: readonly string[], base: readonly string[]): string[] {
  return [...base, ...head.filter((name) => !base.includes(name))];
}

/** A device or network of the base's cannot be redefined. */
function conditionsUnder(head: ConfigInput['conditions'], base: ConfigInput['conditions']): ConfigInput['conditions'] {
  return { ...head, ...base };
}

// --- what a reviewer must see ---------------------------------------------------------------------------------------

function changesOf(head: ConfigInput, base: ConfigInput, pairs: readonly Pair[]): PolicyChange[] {
  const paired = new Set(pairs.map(([, known]) => known));
  const gone = base.routes.filter((route) => !paired.has(route));
  return [
    ...OF_BASE.flatMap((key) => changesBetween(key, writtenOf(base, key), writtenOf(head, key), 'base')),
    ...conditionChanges(head, base),
    ...pairs.flatMap(([route, known]) => (known === null ? [] : routeChanges(route, known))),
    ...gone.flatMap(({ name, path }) => changesBetween(`routes.${name}`, path, undefined, 'head')),
    ...GRAPHQL_OF_BASE.flatMap((key) =>
      base.graphql === undefined
        ? []
        : changesBetween(`graphql.${key}`, base.graphql[key], head.graphql?.[key], 'base'),
    ),
    ...changesBetween('deploys', base.deploys, head.deploys, 'head'),
  ];
}

function routeChanges(head: RouteInput, base: RouteInput): PolicyChange[] {
  const at = (key: string): string => `routes.${base.name}.${key}`;
  const dropped = base.conditions.every((name) => head.conditions.includes(name));
  return [
    ...changesBetween(at('name'), base.name, head.name, 'head'),
    ...changesBetween(at('path'), base.path, head.path, 'head'),
    ...changesBetween(at('budgets'), base.budgets, head.budgets, 'base'),
    ...(dropped ? [] : changesBetween(at('conditions'), base.conditions, head.conditions, 'base')),
    ...changesBetween(at('interactions'), base.interactions, head.interactions, 'head'),
  ];
}

function conditionChanges(head: ConfigInput, base: ConfigInput): PolicyChange[] {
  return Object.entries(base.conditions).flatMap(([name, known]) =>
    changesBetween(`conditions.${name}`, known, head.conditions[name], 'base'),
  );
}

/** Waivers by the budget that they are about, so that each is a change of its own. */
function writtenOf(input: ConfigInput, key: (typeof OF_BASE)[number]): Written {
  if (key !== 'waivers') return input[key];
  return Object.fromEntries(
    input.waivers.map(({ budget, until, reason, ...by }) => [
      budget,
      `until ${until}: ${reason}${by['approved-by'] === undefined ? '' : ` (${by['approved-by']})`}`,
    ]),
  );
}
