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

/**
 * Looks at the fresh blocks after a red, made after the browser (and the servers of the gate) were started anew: four must
 * say "head is slower at all", or else eight. Together they are passed by chance in less than 10 % (9.6 % simulated, the
 * level of STATS.md's single look at .10), and a true +20 % at typical noise passes in 99.7 % instead of 96 %.
 */
const LOOKS = [
  { blocks: 4, level: 0.075 },
  { blocks: 8, level: 0.05 },
] as const;

/** Fresh blocks at each look. */
export const CONFIRMATION_LOOKS: readonly number[] = LOOKS.map(({ blocks }) => blocks);

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
  return (
    isAgreed(blocks.length, (count) => lossLevel(blocks.slice(0, count), metric)) ||
    isAgreed(failures.length, (count) => blockPermutationTest(gridScores(failures.slice(0, count), 1)).upper)
  );
}

/** Whether the fresh blocks alone say that head is slower at the budget's node. A node they did not see is not. */
export function isConfirmed(fresh: SeriesNode, budget: Budget): boolean {
  const node = nodeOf(fresh, budget.segments);
  if (node === undefined) return false;
  const quantity = quantityOf(budget.metric, budget.segments);
  return isAgreed(
    node.series.length,
    (count) => blockPermutationTest(zeroScores(node.series.slice(0, count), quantity)).upper,
  );
}

function isAgreed(blocks: number, levelAfter: (count: number) => number): boolean {
  return LOOKS.some((look) => look.blocks <= blocks && levelAfter(look.blocks) <= look.level);
}
