import { formatPath } from '../model/breakdown.ts';
import type { Budget } from '../model/budget.ts';
import { definitionOf } from '../model/metric.ts';
import type { GatedRoute } from '../model/route.ts';
import { smallestRedBlocks } from '../stats/plan.ts';

/** One node that a blocking budget guards: one comparison of the family that shares α. */
export interface GuardedNode {
  readonly route: string;
  readonly condition: string;
  readonly path: string;
}

/** The distinct nodes with at least one blocking budget, as declared: before the first visit, for the whole run. */
export function blockingNodes(routes: readonly GatedRoute[]): GuardedNode[] {
  return routes.flatMap((route) => {
    const paths = [...new Set(route.budgets.filter(isBlocking).map((budget) => formatPath(budget.segments)))];
    return route.conditions.flatMap((condition) => paths.map((path) => ({ route: route.name, condition, path })));
  });
}

/**
 * How many comparisons share α: m in docs/statistics.md, at least 1.
 *
 * @param adjustsByControl whether increases are compared in units of the control page, and SLOs as they were measured: a
 * node that has both is then compared twice
 */
export function familySize(routes: readonly GatedRoute[], adjustsByControl = false): number {
  const twice = adjustsByControl ? routes.flatMap(({ conditions, budgets }) => conditions.flatMap(() => budgets)) : [];
  return Math.max(1, blockingNodes(routes).length + twice.filter(isComparedTwice).length);
}

function isComparedTwice(budget: Budget): boolean {
  const { isAdjustedByControl } = definitionOf(budget.metric);
  return isAdjustedByControl && isBlocking(budget) && budget.max !== null && budget.maxIncrease !== null;
}

/** The fewest blocks at which a single look can turn a blocking budget of these routes red at all: 6^−N ≤ α / m, N ≥ 3. */
export function neededBlocks(routes: readonly GatedRoute[], alpha: number): number {
  return smallestRedBlocks(alpha, familySize(routes));
}

function isBlocking(budget: Budget): boolean {
  return budget.enforce === 'block' && (budget.max !== null || budget.maxIncrease !== null);
}
