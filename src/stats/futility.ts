import type { PlannedDecision } from './decide.ts';
import { normalUpperQuantile } from './distributions.ts';
import { looksOf, type DecisionRule } from './plan.ts';

/** What is less likely than this is not waited for, where nothing depends on it any more. */
const CHANCE = 0.1;

/**
 * Whether an open comparison may still be found worse by the last look of its plan, if it goes on as it has: with a chance
 * of 10 % or more. The z-value of "slower by more than the tolerance" grows with the square root of the blocks, and what
 * is still to come scatters it by as much as is left (conditional power under the current trend).
 */
export function mayTurnWorse({ pTol, blocks }: PlannedDecision, rule: DecisionRule): boolean {
  const last = looksOf(rule).at(-1);
  if (last === undefined || blocks >= last.blocks) return false;
  const part = blocks / last.blocks;
  const distance = zOf(last.thresholds.tolerance) - zOf(pTol) / Math.sqrt(part);
  return distance / Math.sqrt(1 - part) <= zOf(CHANCE);
}

function zOf(p: number): number {
  return p <= 0.5 ? normalUpperQuantile(p) : -normalUpperQuantile(1 - p);
}
