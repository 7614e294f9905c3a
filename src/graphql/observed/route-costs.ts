import { GateError } from '../../errors.ts';
import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Policy } from '../../model/config.ts';
import type { Side } from '../../model/deploy.ts';
import type { CostBudget, CostProblem } from '../../model/graphql.ts';
import { GRAPH_METRICS, type GraphMetric } from '../../model/metric.ts';
import type { BudgetRow } from '../../model/verdict.ts';
import { compareCosts } from '../check/compare-costs.ts';
import { judgeCost } from '../check/judge-cost.ts';
import type { CostedSide } from '../check/sides.ts';
import { costSettingsOf, priceOperation, type Priced, type PriceSettings } from '../price/price-operation.ts';
import { costText } from '../price/price-text.ts';
import { actualCost, type ActualCost } from './actual-cost.ts';
import { readRequests, type Exchange } from './requests.ts';
import { OperationIndex, type Resolved } from './resolve.ts';

/** What one visit of a route sent and got. */
export interface ObservedVisit {
  readonly route: string;
  readonly side: Side;
  readonly exchanges: readonly Exchange[];
}

/** What the operations of benchmarked routes came to. */
export interface RouteCosts {
  readonly comparisons: readonly Comparison[];
  readonly rows: readonly BudgetRow[];
  readonly notes: readonly string[];
  readonly problems: readonly CostProblem[];
}

interface Costed {
  readonly base: CostedSide | null;
  readonly head: CostedSide;
}

/** The operations that visits really sent, with their real variables, held to the budgets of their routes. */
export function costRoutes(
  visits: readonly ObservedVisit[],
  costed: Costed,
  budgets: readonly CostBudget[],
  policy: Policy,
): RouteCosts {
  const routes = new Set([...visits.map(({ route }) => route), ...routesIn(budgets)]);
  const costs = Array.from(routes, (route) => costRoute(route, visits, costed, budgets, policy));
  return {
    comparisons: costs.flatMap(({ comparisons }) => comparisons),
    rows: costs.flatMap(({ rows }) => rows),
    notes: costs.flatMap(({ notes }) => notes),
    problems: costs.flatMap(({ problems }) => problems),
  };
}

function routesIn(budgets: readonly CostBudget[]): string[] {
  return budgets.flatMap(({ target }) => (target.kind === 'route' ? [target.name] : []));
}

function costRoute(
  route: string,
  visits: readonly ObservedVisit[],
  { base, head }: Costed,
  budgets: readonly CostBudget[],
  policy: Policy,
): RouteCosts {
  const about = { route, condition: 'route' };
  const onHead = typicalVisit(visits, route, 'head', head);
  const onBase = base === null ? null : typicalVisit(visits, route, 'base', base);
  const own = budgets.filter(({ target }) => target.kind === 'route' && target.name === route);
  const isWhole = onHead !== null && onHead.problems.length === 0 && onHead.operations.length > 0;
  const comparisons = isWhole ? comparisonsOf(about, onBase, onHead) : [];
  const rows = own.flatMap((budget) => {
    const comparison = comparisons.find(({ metric }) => metric === budget.metric) ?? null;
    const judged = judgeCost(budget, { ...about, comparison }, policy);
    const isSilent = onHead !== null && onHead.operations.length === 0 && onHead.problems.length === 0;
    return isSilent ? judged.map((row): BudgetRow => ({ ...row, reason: 'not-seen' })) : judged;
  });
  const problems = (onHead?.problems ?? []).map((message) => ({ ...about, message, where: null }));
  return { comparisons, rows, problems, notes: onHead === null ? [] : notesOf(route, onHead) };
}

// --- one visit -----------------------------------------------------------------------------------------------------

interface SentCost {
  readonly label: string;
  readonly costs: Readonly<Partial<Record<GraphMetric, number>>>;
  readonly actual: ActualCost | null;
}

interface VisitCost {
  readonly operations: readonly SentCost[];
  /** What was sent and could not be costed. */
  readonly problems: readonly string[];
}

/** Of the visits of a side the middle one, by what its operations cost; null where none was made. */
function typicalVisit(
  visits: readonly ObservedVisit[],
  route: string,
  side: Side,
  costed: CostedSide,
): VisitCost | null {
  const index = new OperationIndex(costed.priced.map(({ operation }) => operation));
  const own = visits.filter((visit) => visit.route === route && visit.side === side);
  const costs = own.map(({ exchanges }) => costVisit(exchanges, index, costed));
  const ordered = costs.toSorted((one, other) => totalOf(one) - totalOf(other));
  return ordered[Math.floor(ordered.length / 2)] ?? null;
}

function totalOf({ operations }: VisitCost): number {
  return operations.reduce((sum, { costs }) => sum + Object.values(costs).reduce((total, cost) => total + cost, 0), 0);
}

function costVisit(exchanges: readonly Exchange[], index: OperationIndex, costed: CostedSide): VisitCost {
  const resolved = exchanges.flatMap(readRequests).flatMap((sent) => index.resolve(sent));
  const results = resolved.map((each) => costSent(each, costed));
  return {
    operations: results.flatMap((result) => ('label' in result ? [result] : [])),
    problems: results.flatMap((result) => ('problem' in result ? [result.problem] : [])),
  };
}

function costSent(
  resolved: Resolved,
  { graph, settings, planner }: CostedSide,
): SentCost | { readonly problem: string } {
  const { sent } = resolved;
  const named = sent.operationName ?? 'an operation';
  if (resolved.status === 'unresolved')
    return { problem: `The page sends ${named} by the id ${resolved.id}, which none of the manifests has.` };
  const { operation } = resolved;
  // What was really sent is not assumed: a variable without a value is absent.
  const real: PriceSettings = { ...settings, unknownVariables: false, variables: { '*': sent.variables } };
  const label = operation.name ?? 'anonymous';
  const priced = priceSent(operation, graph, real, planner);
  // What the page sent is not repeated: it may be somebody's own.
  if (priced === null) return { problem: `The page sends ${label} with variables of other types than it declares.` };
  if (!priced.valid)
    return { problem: `The page sends ${label}, which is invalid: ${priced.problems[0]?.message ?? ''}` };
  const costs = Object.entries(priced.breakdowns).map(([metric, { value }]) => [metric, value] as const);
  const costSettings = costSettingsOf(priced.operation, graph, real);
  const actual = sent.data === null ? null : actualCost(priced.operation, graph, costSettings, sent.data);
  return { label, costs: Object.fromEntries(costs), actual };
}

function priceSent(...request: Parameters<typeof priceOperation>): Priced | null {
  try {
    return priceOperation(...request);
  } catch (error) {
    if (error instanceof GateError) return null;
    throw error;
  }
}

// --- what it comes to ----------------------------------------------------------------------------------------------

function comparisonsOf(
  about: { route: string; condition: string },
  base: VisitCost | null,
  head: VisitCost,
): Comparison[] {
  return GRAPH_METRICS.flatMap((metric) => {
    const after = breakdownOf(head, metric);
    if (after === null) return [];
    const isKnown = base !== null && base.problems.length === 0;
    return [compareCosts({ ...about, metric }, isKnown ? breakdownOf(base, metric) : null, after)];
  });
}

/** One part per operation; one that is sent twice costs twice. Null where the metric is not computed. */
function breakdownOf({ operations }: VisitCost, metric: GraphMetric): Breakdown | null {
  if (operations.some(({ costs }) => costs[metric] === undefined)) return null;
  const byLabel = Map.groupBy(operations, ({ label }) => label);
  const parts = Array.from(byLabel, ([label, sent]) =>
    leaf(
      label,
      sent.reduce((sum, { costs }) => sum + (costs[metric] ?? 0), 0),
    ),
  );
  return parts.length === 0 ? leaf(metric, 0) : sumOf(metric, parts);
}

function notesOf(route: string, { operations }: VisitCost): string[] {
  if (operations.length === 0) return [];
  const byLabel = Map.groupBy(operations, ({ label }) => label);
  const names = Array.from(byLabel, ([label, sent]) => (sent.length === 1 ? label : `${label} (${sent.length} times)`));
  const ratios = new Map(
    operations.flatMap(({ actual }) => actual?.lists ?? []).map((list) => [list.coordinate, list]),
  );
  return [
    `A visit of ${route} sends ${names.join(', ')}.${actualText(operations)}`,
    ...[...ratios.values()].flatMap(({ coordinate, estimated, actual, longest, suggested }) => {
      if (!(estimated >= 2 * actual || estimated < longest)) return [];
      const came = `${coordinate} is estimated at ${costText(estimated)} items and came with ${costText(actual)} on ${route}`;
      return [suggested === null ? `${came}.` : `${came}: assumedSize: ${suggested} would have been enough.`];
    }),
  ];
}

/** The estimate beside what the answers cost, where every answer was seen. */
function actualText(operations: readonly SentCost[]): string {
  const metrics = ['type-cost', 'field-cost', 'cost'] as const;
  const texts = metrics.flatMap((metric) => {
    if (!operations.every(({ costs, actual }) => costs[metric] !== undefined && actual !== null)) return [];
    const estimated = operations.reduce((sum, { costs }) => sum + (costs[metric] ?? 0), 0);
    const actual = operations.reduce((sum, each) => sum + (each.actual?.totals[metric] ?? 0), 0);
    return [`${metric.replaceAll('-', ' ')} ${costText(estimated)}, by the answers ${costText(actual)}`];
  });
  return texts.length === 0 ? '' : ` Estimated ${texts.join('; ')}.`;
}
