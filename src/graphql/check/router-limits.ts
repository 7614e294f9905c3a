import { quote, suggestion } from '../../source/diagnostic.ts';
import type { CostBudget } from '../../model/graphql.ts';
import type { SubgraphSizes } from '../cost/types.ts';
import type { TextFile } from '../files/files.ts';
import type { Environment } from './router-expansions.ts';
import { unknownKeys } from './router-keys.ts';
import { readSection, ROOT, type Estimate } from './router-section.ts';

/** What a router's configuration says of costs. */
export interface RouterLimits {
  readonly budgets: readonly CostBudget[];
  /** Its own size of lists that nothing else sizes; null if it has none. */
  readonly listSize: number | null;
  readonly subgraphSizes: SubgraphSizes;
  /** What it says that does not count here, one sentence each. */
  readonly notes: readonly string[];
}

export const NO_LIMITS: RouterLimits = {
  budgets: [],
  listSize: null,
  subgraphSizes: { all: null, own: new Map() },
  notes: [],
};

/** Whose limits they are. */
export interface RouterContext {
  /** The names of the graph's subgraphs; empty for a graph that is not composed. */
  readonly subgraphs: readonly string[];
  /** What `${env.…}` asks for. */
  readonly env: Environment;
}

const ESTIMATE = ['strategy', 'static_estimated'];

/**
 * Reads the `demand_control` of an Apollo Router configuration as budgets of every operation: `max` of what is planned,
 * and the limits of subgraphs of what is planned there. If the router only measures, the budgets only warn.
 *
 * @throws GateError `graphql-input` if the section is missing or cannot be read
 */
export function readRouterLimits(file: TextFile, { subgraphs, env }: RouterContext): RouterLimits {
  const { written, section, place } = readSection(file, env);
  const { enabled, mode, strategy } = section;
  const estimate = strategy.static_estimated;
  const budgets = budgetsOf(estimate, subgraphs, {
    enforce: enabled && mode === 'enforce' ? 'block' : 'warn',
    where: (keys) => place([...ESTIMATE, ...keys]),
  });
  const notes = notesOf(written, estimate, subgraphs, place);
  return { budgets, listSize: estimate.list_size ?? null, subgraphSizes: sizesOf(estimate), notes };
}

interface LimitContext {
  readonly enforce: CostBudget['enforce'];
  readonly where: (keys: readonly string[]) => string;
}

/** A graph that is not composed is one service, which receives the unchanged operation. */
function budgetsOf(estimate: Estimate, subgraphs: readonly string[], { enforce, where }: LimitContext): CostBudget[] {
  const { subgraph } = estimate;
  const limitOf = (
    limit: number | null | undefined,
    metric: 'cost' | 'planned-cost',
    part: readonly string[],
    keys: readonly string[],
  ): CostBudget[] => {
    if (limit === undefined || limit === null) return [];
    const budget = { target: { kind: 'operation', name: '*' } as const, metric, part, maxIncrease: null, enforce };
    return [{ ...budget, max: { value: limit, unit: 'cost' }, where: where(keys) }];
  };
  const whole = limitOf(estimate.max, subgraphs.length === 0 ? 'cost' : 'planned-cost', [], ['max']);
  const planned = subgraphs.flatMap((name) => {
    const own = ownOf(estimate, name)?.max;
    return own === undefined || own === null
      ? limitOf(subgraph?.all?.max, 'planned-cost', [name], ['subgraph', 'all', 'max'])
      : limitOf(own, 'planned-cost', [name], ['subgraph', 'subgraphs', name, 'max']);
  });
  return [...whole, ...planned];
}

function ownOf({ subgraph }: Estimate, name: string) {
  const { subgraphs } = subgraph ?? {};
  return subgraphs && Object.hasOwn(subgraphs, name) ? subgraphs[name] : undefined;
}

function sizesOf({ subgraph }: Estimate): SubgraphSizes {
  const own = Object.entries(subgraph?.subgraphs ?? {}).flatMap(([name, settings]) => {
    const size = settings?.list_size;
    return size === undefined || size === null ? [] : [[name, size] as const];
  });
  return { all: subgraph?.all?.list_size ?? null, own: new Map(own) };
}

function notesOf(
  written: unknown,
  estimate: Estimate,
  subgraphs: readonly string[],
  place: (keys: readonly string[]) => string,
): string[] {
  const unknown = unknownKeys(written).map(
    (keys) => `${place(keys)}: ${[ROOT, ...keys].join('.')} is not known here, so it is ignored.`,
  );
  const strangers = Object.keys(estimate.subgraph?.subgraphs ?? {}).filter((name) => !subgraphs.includes(name));
  const unmatched = strangers.map((name) => {
    const at = place([...ESTIMATE, 'subgraph', 'subgraphs', name]);
    return `${at}: The graph has no subgraph ${quote(name)}, so its limits do not count. ${suggestion(name, subgraphs, 'There are')}`.trimEnd();
  });
  return [...unknown, ...unmatched];
}
