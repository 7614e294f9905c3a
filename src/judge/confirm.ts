import { lossLevel } from '../compare/collect.ts';
import { quantityOf } from '../compare/quantity.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { nodeAt } from '../model/breakdown.ts';
import { type Campaign, type Confirmation, failureSeries } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import type { Metric } from '../model/metric.ts';
import type { Budget } from '../model/budget.ts';
import type { Plan } from '../stats/plan.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { gridScores } from '../stats/scores.ts';
import { zeroScores } from '../stats/views.ts';
import type { Finding } from './finding.ts';

/**
 * Looks at the fresh blocks after a red, made after the browser (and the gate's servers) were restarted: four must say
 * "head is slower at all", otherwise eight. Together they pass by chance in less than 10 % (9.6 % simulated, the level
 * of a single look at .10), and a true +20 % at typical noise passes in 99.7 % instead of 96 %.
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
export function isLossConfirmed(confirmation: Confirmation, metric: Metric): boolean {
  const { blocks } = confirmation;
  return isAgreed(blocks.length, (count) => lossLevel(blocks.slice(0, count), metric)) || isFailingOnHead(confirmation);
}

/** Whether fresh visits to head fail at the first attempt as well. */
function isFailingOnHead({ firstAttempts, unmeasurable }: Confirmation): boolean {
  const failures = failureSeries(firstAttempts);
  const levelAfter = (count: number): number => blockPermutationTest(gridScores(failures.slice(0, count), 1)).upper;
  const last = LOOKS.at(-1)?.level ?? 0;
  // Blocks that were dropped end the fresh blocks: that is the last look at them, wherever it comes.
  return isAgreed(failures.length, levelAfter) || (unmeasurable !== null && levelAfter(failures.length) <= last);
}

/** The red's metric over the fresh blocks; null if too few blocks have it, or it does not matter. */
type FreshMetric = SeriesNode | 'nowhere' | null;

/** Why fresh blocks cannot confirm a red. */
export type FreshFailure = 'gone-on-head' | 'not-made';

/**
 * Why the fresh blocks are too few to agree or to refuse; null if they are enough. A head that cannot be visited any
 * more while base can is broken, as it would be before the first block. Any other obstacle says nothing about head.
 */
export function freshFailure(confirmation: Confirmation, metric: FreshMetric): FreshFailure | null {
  const { blocks, firstAttempts, unmeasurable } = confirmation;
  if (unmeasurable === null) {
    const measured = metric === 'nowhere' ? 0 : (metric?.series.length ?? blocks.length);
    return measured < LOOKS[0].blocks ? 'not-made' : null;
  }
  const isOnHeadAlone = unmeasurable.sides.includes('head') && !unmeasurable.sides.includes('base');
  const isSaid = firstAttempts.length === 0 || isFailingOnHead(confirmation);
  return isOnHeadAlone && isSaid ? 'gone-on-head' : 'not-made';
}

/** Whether fresh visits to head failed more often than those to base, though not beyond chance. */
export function isStillFailing({ firstAttempts }: Confirmation): boolean {
  const on = (side: Side): number => firstAttempts.flat().filter((each) => each.failed && each.side === side).length;
  return on('head') > on('base');
}

/** Whether the fresh blocks alone say that head is slower at the budget's node. A node they did not see is not. */
export function isConfirmed(fresh: SeriesNode, budget: Budget): boolean {
  const node = nodeAt(fresh, budget.segments);
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
