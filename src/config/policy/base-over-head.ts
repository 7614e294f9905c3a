import type { PolicyChange, Removal } from '../../model/policy.ts';
import { changesBetween, type ConfigValue } from './changes.ts';
import { hasBase } from '../deploys/schema.ts';
import type { ConfigInput } from '../schema.ts';

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
  'measure-identical',
  'false-alarms',
  'max-blocks',
  'max-minutes',
  'explain',
  'price',
  'history',
  'lanes',
  'control',
  'settle',
  'comment',
  'comment-key',
] as const satisfies readonly (keyof ConfigInput)[];
/** The rest of the file that is a matter of its own below; what is left over is head's. */
const APART: readonly (keyof ConfigInput)[] = ['deploys', 'routes', 'conditions', 'graphql'];
/** Of the `graphql` section: everything but where the graph and the operations are. */
const GRAPHQL_OF_BASE = ['budgets', 'profile', 'list-size', 'variables', 'variable-defaults', 'router'] as const;

type RouteInput = ConfigInput['routes'][number];

export interface MergedPolicy {
  readonly input: ConfigInput;
  readonly changes: readonly PolicyChange[];
}

/** The configuration of head under the policy of base, and everything in which the two differ. */
export function applyBasePolicy(head: ConfigInput, base: ConfigInput): MergedPolicy {
  const pairs = pairRoutes(head.routes, base.routes);
  const input = {
    ...head,
    ...pick(base, OF_BASE),
    deploys: deploysUnder(head.deploys, base.deploys),
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

/**
 * Head decides where head is served. If head configures no base, the base branch's applies, because otherwise no
 * increase would be judged.
 */
function deploysUnder(head: ConfigInput['deploys'], base: ConfigInput['deploys']): ConfigInput['deploys'] {
  if (hasBase(head) || !hasBase(base)) return head;
  return base.base === undefined ? base : { ...head, base: base.base };
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

/** Under conditions of its own a route may be visited as well, but not instead; and it is not done sooner. */
function enforced(route: RouteInput, known: RouteInput): RouteInput {
  const { settle: _, ...own } = route;
  const settle = known.settle === undefined ? {} : { settle: known.settle };
  return {
    ...own,
    ...settle,
    conditions: enforcedConditions(route.conditions, known.conditions),
    budgets: known.budgets,
  };
}

export function enforcedConditions(head: readonly string[], base: readonly string[]): string[] {
  return [...base, ...head.filter((name) => !base.includes(name))];
}

/** A device or network of the base's cannot be redefined. */
function conditionsUnder(head: ConfigInput['conditions'], base: ConfigInput['conditions']): ConfigInput['conditions'] {
  return { ...head, ...base };
}

/** What is known of who changed what. */
export interface ChangedFrom {
  /** The configuration of the head commit, which need not be that of the work tree. */
  readonly head: ConfigInput;
  /** The configuration at the fork point of head and base; null if unknown. */
  readonly fork: ConfigInput | null;
}

/**
 * The differences between head and the applied policy that head made. A change that the base branch made after head
 * branched off is not a change of the pull request.
 */
export function ownChanges(all: readonly PolicyChange[], { head, fork }: ChangedFrom): PolicyChange[] {
  if (fork === null) return [...all];
  const present = new Map(all.map((change) => [change.key, change]));
  return applyBasePolicy(head, fork).changes.flatMap((change) => {
    const known = present.get(change.key);
    if (known === undefined) return [];
    return [{ ...change, applied: known.applied, ...(known.base === change.base ? {} : { now: known.base }) }];
  });
}

/** What base gates and head removed. */
export function removalsOf(base: ConfigInput, { head, fork }: ChangedFrom): Omit<Removal, 'line'>[] {
  const goneFrom = (from: ConfigInput): string[] => {
    const paired = new Set(pairRoutes(head.routes, from.routes).map(([, known]) => known));
    return from.routes.filter((route) => !paired.has(route)).map(({ name }) => name);
  };
  const own = fork === null ? null : new Set(goneFrom(fork));
  const routes = goneFrom(base).filter((name) => own === null || own.has(name));
  const hadGraph = base.graphql !== undefined && (fork === null || fork.graphql !== undefined);
  return [
    ...routes.map((name) => ({ kind: 'route', name }) as const),
    ...(hadGraph && head.graphql === undefined ? [{ kind: 'graphql', name: 'graphql' } as const] : []),
  ];
}

// --- what a reviewer must see ---------------------------------------------------------------------------------------

function changesOf(head: ConfigInput, base: ConfigInput, pairs: readonly Pair[]): PolicyChange[] {
  const rest = ([...new Set([...Object.keys(base), ...Object.keys(head)])] as (keyof ConfigInput)[]).filter(
    (key) => !APART.includes(key) && !(OF_BASE as readonly string[]).includes(key),
  );
  return [
    ...OF_BASE.flatMap((key) => changesBetween(key, writtenOf(base, key), writtenOf(head, key), 'base')),
    ...conditionChanges(head, base),
    ...routesChanges(base, pairs),
    ...graphqlChanges(head.graphql, base.graphql),
    ...deploysChanges(head, base),
    ...rest.flatMap((key) => changesBetween(key, base[key] as ConfigValue, head[key] as ConfigValue, 'head')),
  ];
}

function routesChanges(base: ConfigInput, pairs: readonly Pair[]): PolicyChange[] {
  const paired = new Set(pairs.map(([, known]) => known));
  const gone = base.routes.filter((route) => !paired.has(route));
  return [
    ...pairs.flatMap(([route, known]) =>
      known === null
        ? changesBetween(`routes.${route.name}`, undefined, { path: route.path, budgets: route.budgets }, 'head')
        : routeChanges(route, known),
    ),
    ...gone.flatMap(({ name, path }) => changesBetween(`routes.${name}`, path, undefined, 'head')),
  ];
}

function routeChanges(head: RouteInput, base: RouteInput): PolicyChange[] {
  const at = (key: string): string => `routes.${base.name}.${key}`;
  const dropped = base.conditions.some((name) => !head.conditions.includes(name));
  const rest = ([...new Set([...Object.keys(base), ...Object.keys(head)])] as (keyof RouteInput)[]).filter(
    (key) => key !== 'budgets' && key !== 'conditions' && key !== 'settle',
  );
  return [
    ...changesBetween(at('budgets'), base.budgets, head.budgets, 'base'),
    ...changesBetween(at('conditions'), base.conditions, head.conditions, dropped ? 'base' : 'head'),
    ...changesBetween(at('settle'), base.settle, head.settle, 'base'),
    ...rest.flatMap((key) => changesBetween(at(key), base[key] as ConfigValue, head[key] as ConfigValue, 'head')),
  ];
}

function conditionChanges(head: ConfigInput, base: ConfigInput): PolicyChange[] {
  return [...new Set([...Object.keys(base.conditions), ...Object.keys(head.conditions)])].flatMap((name) => {
    const known = base.conditions[name];
    return changesBetween(`conditions.${name}`, known, head.conditions[name], known === undefined ? 'head' : 'base');
  });
}

function sectionOf(graphql: ConfigInput['graphql']): string | undefined {
  return graphql === undefined ? undefined : `a section with ${graphql.budgets.length} budgets`;
}

/** Head decides what is costed, even if that is empty; base decides what it may cost. */
function graphqlChanges(head: ConfigInput['graphql'], base: ConfigInput['graphql']): PolicyChange[] {
  if (head === undefined || base === undefined)
    return changesBetween('graphql', sectionOf(base), sectionOf(head), 'head');
  const ofBase: readonly string[] = GRAPHQL_OF_BASE;
  const keys = [...new Set([...Object.keys(base), ...Object.keys(head)])] as (keyof typeof base)[];
  return keys.flatMap((key) =>
    changesBetween(
      `graphql.${key}`,
      base[key] as ConfigValue,
      head[key] as ConfigValue,
      ofBase.includes(key) ? 'base' : 'head',
    ),
  );
}

function deploysChanges({ deploys: head }: ConfigInput, { deploys: base }: ConfigInput): PolicyChange[] {
  const applied = deploysUnder(head, base);
  const keys = [...new Set([...Object.keys(base), ...Object.keys(head)])] as (keyof typeof base)[];
  return keys.flatMap((key) =>
    changesBetween(`deploys.${key}`, base[key], head[key], applied[key] === head[key] ? 'head' : 'base'),
  );
}

/** Waivers by the budget that they are about, so that each is a change of its own. */
function writtenOf(input: ConfigInput, key: (typeof OF_BASE)[number]): ConfigValue {
  if (key !== 'waivers') return input[key];
  return Object.fromEntries(
    input.waivers.map(({ budget, until, reason, ...by }) => [
      budget,
      `until ${until}: ${reason}${by['approved-by'] === undefined ? '' : ` (${by['approved-by']})`}`,
    ]),
  );
}
