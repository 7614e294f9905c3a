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

/** The order of broken budgets: the one whose node grew by the largest fraction of what it was comes first. */
export function worstFirst(one: BrokenBudget, other: BrokenBudget): number {
  const [first, second] = [growthIn(one), growthIn(other)];
  return first === second ? 0 : second - first;
}

function growthIn({ path, comparison: { base, difference } }: BrokenBudget): number {
  const segments = parsePath(path) ?? [];
  const change = difference === null ? 0 : (nodeAt(difference, segments)?.value ?? 0);
  const before = base === null ? 0 : (nodeAt(base, segments)?.value ?? 0);
  if (change <= 0) return 0;
  return before > 0 ? change / before : Infinity;
}
