import { quantityOf } from '../compare/quantity.ts';
import { nodeOf } from '../compare/series-tree.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import type { Budget } from '../model/budget.ts';
import type { Plan } from '../stats/plan.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { zeroScores } from '../stats/views.ts';
import type { Finding } from './finding.ts';

/** Fresh blocks after a red, made after the browser (and the servers of the gate) were started anew. STATS.md. */
export const CONFIRMATION_BLOCKS = 4;
/** They must say "head is slower at all" at this level, on their own. */
const LEVEL = 0.1;

/**
 * Whether a finding may not block before fresh blocks point the same way: a red on planned looks. A fixed number of
 * blocks is one look at the full level; without a base nothing can be confirmed.
 */
export function needsConfirmation({ verdict, reason, enforce }: Finding, plan: Plan, hasBase: boolean): boolean {
  const red = verdict === 'fail' && enforce === 'block' && (reason === 'worse' || reason === 'over');
  return red && hasBase && plan.kind === 'looks';
}

/** Whether the fresh blocks alone say that head is slower at the budget's node. A node they did not see is not. */
export function isConfirmed(fresh: SeriesNode, budget: Budget): boolean {
  const node = nodeOf(fresh, budget.segments);
  if (node === undefined) return false;
  const scores = zeroScores(node.series, quantityOf(budget.metric, budget.segments));
  return blockPermutationTest(scores).upper <= LEVEL;
}
