import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Policy } from '../../model/config.ts';
import type { CostBudget, CostProblem } from '../../model/graphql.ts';
import { GRAPH_METRICS, type GraphMetric } from '../../model/metric.ts';
import type { BudgetRow } from '../../model/verdict.ts';
import { compareCosts } from '../check/compare-costs.ts';
import { judgeCost } from '../check/judge-cost.ts';
import type { CostedSide } from '../check/sides.ts';
import { routeNotes } from './route-notes.ts';
import { typicalVisit, type ObservedVisit, type VisitCost } from './visit-costs.ts';

/** What the operations of benchmarked routes came to. */
export interface RouteCosts {
  readonly comparisons: readonly Comparison[];
  readonly rows: readonly BudgetRow[];
  readonly notes: readonly string[];
  readonly problems: readonly CostProblem[];
}

interface CostedSides {
  readonly base: CostedSide | null;
  readonly head: CostedSide;
}

/** The operations that visits really sent, with their real variables, held to the budgets of their routes. */
export function costRoutes(
  visits: readonly ObservedVisit[],
  costed: CostedSides,
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
  { base, head }: CostedSides,
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
  return { comparisons, rows, problems, notes: onHead === null ? [] : routeNotes(route, onHead) };
}

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

/** One part per operation; one that is sent twice costs twice. Null if the metric is not computed. */
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
