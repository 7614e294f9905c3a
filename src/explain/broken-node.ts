import { nodeAt, parsePath, type Breakdown } from '../model/breakdown.ts';
import type { Attribution } from '../model/attribution.ts';
import type { ClueAbout } from '../model/clue.ts';
import type { Comparison, Difference } from '../model/comparison.ts';
import type { CostCause } from '../model/graphql.ts';
import { keyOf } from '../model/place.ts';
import type { GateReport, RouteReport } from '../model/report.ts';
import type { BudgetRow } from '../model/verdict.ts';

/** What a report knows before anything is explained. */
export type ClueSources = Pick<GateReport, 'result' | 'routes' | 'graphql'>;

/** The node of a budget that this change broke, with everything that is known about it. */
export interface BrokenNode {
  readonly about: ClueAbout;
  readonly segments: readonly string[];
  readonly hasBase: boolean;
  readonly base: Breakdown | null;
  readonly head: Breakdown | null;
  readonly difference: Difference | null;
  readonly evidence: RouteReport['evidence'];
  readonly deployUrls: { readonly base: string | null; readonly head: string | null };
  readonly attribution: Attribution | null;
  readonly cost: CostCause | null;
}

/** Each node that a budget says this change broke, once, in the order of the budgets. */
export function brokenNodes(sources: ClueSources): BrokenNode[] {
  const { result, routes, graphql } = sources;
  const known = {
    comparisons: firstBy(result.comparisons, (each) => key(each, each.metric)),
    routes: firstBy(routes, keyOf),
    attributions: firstBy(result.attribution ?? [], (each) => key(each, each.path)),
    costs: firstBy(graphql?.causes ?? [], (each) => key(each, each.metric)),
  };
  const rows = firstBy(result.budgets.filter(isBlamed), (row) => key(row, row.path));
  return [...rows.values()].flatMap((row): BrokenNode[] => {
    const segments = parsePath(row.path) ?? [row.path];
    const comparison = known.comparisons.get(key(row, segments[0] ?? ''));
    if (comparison === undefined) return [];
    return [
      {
        about: aboutOf(row, comparison, result.head.sha),
        segments,
        ...nodesOf(comparison, segments),
        evidence: known.routes.get(keyOf(row))?.evidence ?? { base: null, head: null },
        deployUrls: { base: result.base.url, head: result.head.url },
        attribution: known.attributions.get(key(row, row.path)) ?? null,
        cost: known.costs.get(key(row, comparison.metric)) ?? null,
      },
    ];
  });
}

/** Whether this change broke the budget; otherwise there is nothing to explain. */
export function isBlamed({ verdict, reason }: BudgetRow): boolean {
  if (reason === 'pre-existing' || reason === 'not-measurable-on-head') return false;
  return verdict === 'fail' || verdict === 'waived';
}

function aboutOf({ route, condition, path }: BudgetRow, { metric, unit }: Comparison, sha: string | null): ClueAbout {
  return { route, condition, metric, unit, path, sha };
}

function nodesOf({ base, head, difference }: Comparison, segments: readonly string[]) {
  return {
    hasBase: difference !== null,
    base: base === null ? null : (nodeAt(base, segments) ?? null),
    head: nodeAt(head, segments) ?? null,
    difference: difference === null ? null : (nodeAt(difference, segments) ?? null),
  };
}

function key(place: Parameters<typeof keyOf>[0], what: string): string {
  return JSON.stringify([keyOf(place), what]);
}

function firstBy<Item>(items: readonly Item[], keyOfItem: (item: Item) => string): Map<string, Item> {
  const first = new Map<string, Item>();
  for (const item of items) if (!first.has(keyOfItem(item))) first.set(keyOfItem(item), item);
  return first;
}
