import type { CostShare } from '../../model/graphql.ts';
import { GateError } from '../../errors.ts';
import { costOperation } from '../cost/operation.ts';
import type { CostMetric, CostTotal } from '../cost/types.ts';
import type { Graph } from '../graph/graph.ts';
import { checkOperation } from '../operations/check-operation.ts';
import type { Operation } from '../operations/operation.ts';
import { ownContributions } from '../ownership/cost-breakdown.ts';
import { costSettingsOf, type PricedOperation, type PriceSettings } from '../command/price-operation.ts';
import type { MixedGraphs } from './mixed-graphs.ts';

/** One side of a changed operation. */
export interface ExplainedSide {
  readonly priced: PricedOperation;
  readonly graph: Graph;
  readonly settings: PriceSettings;
}

/** A changed cost of one operation, on both sides. */
export interface Change {
  readonly metric: CostMetric;
  /** The subgraph whose part of it is meant; null for the whole. */
  readonly subgraph: string | null;
  readonly base: ExplainedSide;
  readonly head: ExplainedSide;
  readonly graphs: MixedGraphs;
}

/** A share of a change, before git is asked who made it. */
export type ShareDraft = Omit<CostShare, 'where' | 'commit' | 'note' | 'owner' | 'fraction'> & {
  readonly amount: number;
};

/** Of a share that no field can be named for. */
export const NOWHERE = { path: null, coordinate: null, subgraph: null } as const;

/** The amount that no single change accounts for; empty if it is 0. */
export function interaction(amount: number): ShareDraft[] {
  return Math.abs(amount) <= 1e-9 ? [] : [{ ...NOWHERE, by: 'interaction', amount }];
}

// --- costs on graphs in between ------------------------------------------------------------------------------------

/** Stands in for "unbounded", so that the change that removed the bound can be found. */
const FINITE_LIST_SIZE = 1_000_000;
/** What lists without a size are on the way from base to head: nothing can be said of differences between infinities. */
export function withFiniteLists(change: Change): Change {
  return { ...change, base: withFiniteList(change.base), head: withFiniteList(change.head) };
}

function withFiniteList(side: ExplainedSide): ExplainedSide {
  const { settings } = side;
  return { ...side, settings: { ...settings, listSize: Math.min(settings.listSize, FINITE_LIST_SIZE) } };
}

/** An operation's cost on a graph that it may not fit; null if it is invalid there. */
export function costOn(
  operation: Operation,
  graph: Graph,
  settings: PriceSettings,
  { metric, subgraph }: What,
): number | null {
  const total = totalOn(operation, graph, settings, metric);
  if (total === null || subgraph === null) return total?.total ?? null;
  const owned = ownContributions(total.contributions, graph.ownership);
  return owned.reduce((sum, { owner, cost }) => (owner === subgraph ? sum + cost : sum), 0);
}

type What = Pick<Change, 'metric' | 'subgraph'>;

/** Null if the operation, or a value that is declared for it, does not fit the graph. */
export function totalOn(
  operation: Operation,
  graph: Graph,
  settings: PriceSettings,
  metric: CostMetric,
): CostTotal | null {
  if (!checkOperation(operation, graph).valid) return null;
  try {
    const own = costSettingsOf(operation, graph, settings);
    return costOperation(graph.costs, operation.document, operation.name, own).totals[metric] ?? null;
  } catch (error) {
    if (error instanceof GateError) return null;
    throw error;
  }
}
