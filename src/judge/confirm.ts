import { lossLevel } from '../compare/collect.ts';
import { quantityOf } from '../compare/quantity.ts';
import { nodeOf } from '../compare/series-tree.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { type Campaign, type Confirmation, failureSeries } from '../model/campaign.ts';
import type { Metric } from '../model/metric.ts';
import type { Budget } from '../model/budget.ts';
import type { Plan } from '../stats/plan.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { gridScores } from '../stats/scores.ts';
import { zeroScores } from '../stats/views.ts';
import type { Finding } from './finding.ts';

/** Fresh blocks after a red, made after the browser (and the servers of the gate) were started anew. STATS.md. */
export const CONFIRMATION_BLOCKS = 4;
/** They must say "head is slower at all" at this level, on their own. */
const LEVEL = 0.1;

/**
 * Whether a finding may not block before fresh blocks point the same way: a red on planned looks. A fixed number of
 * blocks is one look at the full level; without a base, or where head never answered at all, nothing can be confirmed.
 */
export function needsConfirmation(
  { verdict, reason, enforce }: Finding,
  plan: Plan,
  { hasBase, firstAttempts }: Campaign,
): boolean {
  if (verdict !== 'fail' || enforce !== 'block' || !hasBase || plan.kind !== 'looks') return false;
  return reason === 'worse' || reason === 'over' || (reason === 'not-measurable-on-head' && firstAttempts.length > 0);
}

/** Whether head lacks the metric, or fails at first attempts, in the fresh blocks too. */
export function isLossConfirmed({ blocks, firstAttempts }: Confirmation, metric: Metric): boolean {
  const failures = failureSeries(firstAttempts);
  const lost = blocks.length > 0 && lossLevel(blocks, metric) <= LEVEL;
  return lost || (failures.length > 0 && blockPermutationTest(gridScores(failures, 1)).upper <= LEVEL);
}

/** Whether the fresh blocks alone say that head is slower at the budget's node. A node they did not see is not. */
export function isConfirmed(fresh: SeriesNode, budget: Budget): boolean {
  const node = nodeOf(fresh, budget.segments);
  if (node === undefined) return false;
  const scores = zeroScores(node.series, quantityOf(budget.metric, budget.segments));
  return blockPermutationTest(scores).upper <= LEVEL;
}
