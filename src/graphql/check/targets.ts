import { suggestion } from '../../source/diagnostic.ts';
import { GateError } from '../../errors.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { CostBudget } from '../../model/graphql.ts';
import { matchesName } from '../operations/variables.ts';
import { subgraphComparison, type AllCosts } from './costs.ts';
import type { PlacedComparison } from './judge-cost.ts';
import type { CostedSide } from './sides.ts';

/** A budget and what it is held against. */
export interface Claim {
  readonly budget: CostBudget;
  readonly held: readonly PlacedComparison[];
}

/** Both sides with their costs; `base` is null without a baseline. */
export interface ComparedSides {
  readonly base: CostedSide | null;
  readonly head: CostedSide;
  readonly costs: AllCosts;
}

/**
 * What each budget of operations and subgraphs is about. Budgets of routes are judged after the visits.
 *
 * @throws GateError `operation-not-found` if the operation (on either side) or the subgraph does not exist
 */
export function claimsOf(budgets: readonly CostBudget[], compared: ComparedSides): Claim[] {
  return budgets.flatMap((budget): Claim[] => {
    if (budget.target.kind === 'route') return [];
    const held =
      budget.target.kind === 'operation' ? operationsHeld(budget, compared) : [subgraphHeld(budget, compared)];
    return [{ budget, held }];
  });
}

function operationsHeld({ target, metric, where }: CostBudget, { costs }: ComparedSides): PlacedComparison[] {
  const matching = costs.operations.filter(({ head }) => matchesName(target.name, head.operation.name));
  const wasThere = costs.removed.some(({ name }) => matchesName(target.name, name));
  if (matching.length === 0 && !wasThere) {
    const names = [...new Set(costs.operations.flatMap(({ head }) => head.operation.name ?? []))];
    throw notFound('operation', target.name, names, where);
  }
  return matching
    .filter(({ head }) => head.valid)
    .map(({ label, comparisons }) => ({
      route: label,
      condition: 'operation',
      comparison: comparisons.find((each) => each.metric === metric) ?? null,
    }));
}

function subgraphHeld({ target, metric, where }: CostBudget, { base, head, costs }: ComparedSides): PlacedComparison {
  const names = head.graph.ownership.subgraphs;
  const known = [...names, ...(base?.graph.ownership.subgraphs ?? [])];
  if (!known.includes(target.name)) throw notFound('subgraph', target.name, names, where);
  const isComputed = costs.operations.some(({ comparisons }) => comparisons.some((each) => each.metric === metric));
  const comparison = isComputed ? subgraphComparison(target.name, metric, costs, base !== null) : null;
  return { route: target.name, condition: 'subgraph', comparison };
}

function notFound(kind: 'operation' | 'subgraph', name: string, known: readonly string[], where: string): GateError {
  const todo = suggestion(name, known.slice(0, 50), 'There are') || 'Correct the name, or remove the budget.';
  return new GateError('operation-not-found', { kind, name: JSON.stringify(name), todo }, { where });
}

/** The comparisons of subgraphs, which only budgets ask for, each once. */
export function subgraphComparisons(claims: readonly Claim[]): Comparison[] {
  const found = new Map<string, Comparison>();
  for (const { held } of claims)
    for (const { condition, comparison } of held)
      if (condition === 'subgraph' && comparison !== null)
        found.set(JSON.stringify([comparison.route, comparison.metric]), comparison);
  return [...found.values()];
}
