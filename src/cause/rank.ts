import { nodeAt, parsePath } from '../model/breakdown.ts';
import type { FoundCause } from '../model/cause.ts';
import type { BrokenBudget } from './find-causes.ts';

/** The order of the causes of a budget: the larger share first, which puts reasons before what only also changed. */
export function byRank(one: Ranked, other: Ranked): number {
  return Number(other.because) - Number(one.because) || shareIn(other) - shareIn(one);
}

type Ranked = Pick<FoundCause, 'because' | 'share'>;

/** What is without bound is all of it. */
function shareIn({ share }: Ranked): number {
  return share ?? 1;
}

/** What says in which order broken budgets come. */
export interface RankedBudget extends Pick<BrokenBudget, 'path' | 'comparison'> {
  readonly isBlocking: boolean;
}

/**
 * The order of broken budgets, in which they are looked into and told: those that block, and of these the one whose node
 * grew by the largest fraction of what it was.
 */
export function worstFirst(one: RankedBudget, other: RankedBudget): number {
  const [first, second] = [growthIn(one), growthIn(other)];
  const byGrowth = first === second ? 0 : second - first;
  return Number(other.isBlocking) - Number(one.isBlocking) || byGrowth;
}

function growthIn({ path, comparison: { base, difference } }: RankedBudget): number {
  const segments = parsePath(path) ?? [];
  const change = difference === null ? 0 : (nodeAt(difference, segments)?.value ?? 0);
  const before = base === null ? 0 : (nodeAt(base, segments)?.value ?? 0);
  if (change <= 0) return 0;
  return before > 0 ? change / before : Infinity;
}
