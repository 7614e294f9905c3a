import { formatPath, nodeAt } from '../../model/breakdown.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { Policy } from '../../model/config.ts';
import type { CostBudget, CostLimit } from '../../model/graphql.ts';
import type { BudgetRow } from '../../model/verdict.ts';
import { minus } from './compare-costs.ts';

/** What a budget of a cost is held against; `comparison` is null if the cost could not be computed. */
export interface PlacedComparison {
  readonly route: string;
  readonly condition: string;
  readonly comparison: Comparison | null;
}

/** How far a sum of fractions may miss a limit, relative to it. */
const DUST = 1e-9;

/** One row per limit of the budget. Costs are exact, so rows have no interval. */
export function judgeCost(budget: CostBudget, held: PlacedComparison, policy: Policy): BudgetRow[] {
  const { max, maxIncrease } = budget;
  return [
    ...(max === null ? [] : [judgeMax(budget, max, held, policy)]),
    ...(maxIncrease === null ? [] : [judgeIncrease(budget, maxIncrease, held)]),
  ];
}

function judgeMax(budget: CostBudget, max: CostLimit, held: PlacedComparison, { preExisting }: Policy): BudgetRow {
  const row = { ...rowOf(budget, held), kind: 'max' as const, limit: [max] };
  const values = valuesOf(budget, held);
  if (values === null) return { ...row, ...unmeasured() };
  const { base, head } = values;
  const value = { value: head, low: head, high: head };
  if (!exceeds(head, max.value)) return { ...row, ...value, verdict: 'pass', reason: 'under' };
  if (base === null || exceeds(minus(head, base), 0)) return { ...row, ...value, verdict: 'fail', reason: 'over' };
  const enforce = preExisting === 'block' ? budget.enforce : 'warn';
  return { ...row, ...value, verdict: 'fail', reason: 'pre-existing', enforce };
}

function judgeIncrease(budget: CostBudget, tolerances: readonly CostLimit[], held: PlacedComparison): BudgetRow {
  const row = { ...rowOf(budget, held), kind: 'max-increase' as const, limit: [...tolerances] };
  const values = valuesOf(budget, held);
  if (values === null) return { ...row, ...unmeasured() };
  const { base, head } = values;
  // A new operation has no baseline, so it does not block.
  if (base === null)
    return { ...row, value: null, low: null, high: null, verdict: 'unmeasured', reason: 'no-base', enforce: 'warn' };
  const change = minus(head, base);
  const value = { value: change, low: change, high: change };
  const isWorse = tolerances.every(({ value: limit, unit }) =>
    exceeds(change, unit === '%' ? (base * limit) / 100 : limit),
  );
  return isWorse
    ? { ...row, ...value, verdict: 'fail', reason: 'worse' }
    : { ...row, ...value, verdict: 'pass', reason: 'within-tolerance' };
}

function unmeasured() {
  return { value: null, low: null, high: null, verdict: 'unmeasured', reason: 'not-measurable' } as const;
}

function rowOf({ metric, part, enforce }: CostBudget, { route, condition }: PlacedComparison) {
  return { route, condition, path: formatPath([metric, ...part]), enforce };
}

/** The budget's node on both sides; a part that a side lacks is 0 there. */
function valuesOf(
  { metric, part }: CostBudget,
  { comparison }: PlacedComparison,
): { base: number | null; head: number } | null {
  if (comparison === null) return null;
  const { base, head } = comparison;
  const at = (tree: Comparison['head']): number => nodeAt(tree, [metric, ...part])?.value ?? 0;
  return { base: base === null ? null : at(base), head: at(head) };
}

function exceeds(value: number, limit: number): boolean {
  return value > limit + DUST * Math.max(1, Math.abs(limit === Infinity ? 0 : limit));
}
