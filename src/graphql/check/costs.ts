import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import type { Comparison } from '../../model/comparison.ts';
import { GRAPH_METRICS, type GraphMetric } from '../../model/metric.ts';
import { matchOperations } from '../operations/match-operations.ts';
import type { Operation } from '../operations/operation.ts';
import type { PricingResult, PricedOperation } from '../command/price-operation.ts';
import { compareCosts, isUnchanged, pruned } from './compare-costs.ts';
import { labelsOf } from './labels.ts';
import type { CostedSide } from './sides.ts';

/** An operation of head beside what it was on base. */
export interface OperationCosts {
  readonly label: string;
  readonly head: PricingResult;
  /** Null: the operation is new, or the baseline is missing. */
  readonly base: PricingResult | null;
  readonly renamedFrom: string | null;
  /** One per metric; none if head's operation is invalid. */
  readonly comparisons: readonly Comparison[];
}

export interface AllCosts {
  readonly operations: readonly OperationCosts[];
  readonly removed: readonly Operation[];
}

/** The parts of what did not change are of little interest: its owners are enough. */
const SHALLOW = 1;

/** Compares every operation of head with the same one on base. `base` is null without a baseline. */
export function compareOperations(base: CostedSide | null, head: CostedSide): AllCosts {
  const onHead = head.priced.map(({ operation }) => operation);
  const onBase = base?.priced.map(({ operation }) => operation) ?? [];
  const { pairs, removed } = matchOperations(onBase, onHead);
  const labels = labelsOf(onHead);
  const headOf = new Map(head.priced.map((each) => [each.operation, each]));
  const baseOf = new Map(base?.priced.map((each) => [each.operation, each]));
  const operations = pairs.flatMap((pair): OperationCosts[] => {
    const own = headOf.get(pair.head);
    if (own === undefined) return [];
    const before = pair.base === null ? null : (baseOf.get(pair.base) ?? null);
    const label = labels.get(pair.head) ?? '';
    const comparisons = own.valid ? comparisonsOf(label, before, own) : [];
    return [{ label, head: own, base: before, renamedFrom: pair.renamedFrom, comparisons }];
  });
  return { operations, removed };
}

function comparisonsOf(label: string, base: PricingResult | null, head: PricedOperation): Comparison[] {
  return GRAPH_METRICS.flatMap((metric) => {
    const after = head.breakdowns[metric];
    if (after === undefined) return [];
    const before = base?.valid === true ? (base.breakdowns[metric] ?? null) : null;
    const comparison = compareCosts({ route: label, condition: 'operation', metric }, before, after);
    return [isUnchanged(comparison) ? shallow(comparison) : comparison];
  });
}

function shallow({ base, head, ...rest }: Comparison): Comparison {
  const about = { route: rest.route, condition: rest.condition, metric: rest.metric as GraphMetric };
  return compareCosts(about, base === null ? null : pruned(base, SHALLOW), pruned(head, SHALLOW));
}

/** What all operations together cost in one subgraph, each counted once; its parts are the operations. */
export function subgraphComparison(
  subgraph: string,
  metric: GraphMetric,
  costs: AllCosts,
  hasBase: boolean,
): Comparison {
  const about = { route: subgraph, condition: 'subgraph', metric };
  const head = subgraphTotal(costs, ({ label, head: priced }) => shareOf(label, priced, metric, subgraph), metric);
  const base = subgraphTotal(costs, ({ label, base: priced }) => shareOf(label, priced, metric, subgraph), metric);
  return compareCosts(about, hasBase ? base : null, head);
}

/** Breakdowns list at most so many operations; the rest is one part. */
const MOST_OPERATIONS = 500;

function subgraphTotal(
  { operations }: AllCosts,
  share: (costs: OperationCosts) => Breakdown,
  metric: GraphMetric,
): Breakdown {
  const parts = operations.map(share).filter(({ value }) => value !== 0);
  const shown = parts.slice(0, MOST_OPERATIONS);
  const rest = parts.slice(MOST_OPERATIONS).reduce((sum, { value }) => sum + value, 0);
  return sumOf(metric, parts.length > MOST_OPERATIONS ? [...shown, leaf('other', rest)] : shown);
}

function shareOf(label: string, priced: PricingResult | null, metric: GraphMetric, subgraph: string): Breakdown {
  const breakdown = priced?.valid === true ? priced.breakdowns[metric] : undefined;
  return leaf(label, breakdown?.parts.find(({ id }) => id === subgraph)?.value ?? 0);
}
