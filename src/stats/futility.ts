import type { PlannedDecision } from './decide.ts';
import { normalUpperQuantile } from './distributions.ts';
import { looksOf, type DecisionRule } from './plan.ts';

type Evidence = Pick<PlannedDecision, 'pZero' | 'pTol' | 'blocks'>;

/** What is less likely than this is not waited for, where nothing depends on it any more. */
const CHANCE = 0.1;

/**
 * Whether an open comparison may still be found worse by the last look of its plan, if it goes on as it has: with a chance
 * of 10 % or more, both for "slower at all" and for "slower by more than the tolerance". The z-value of either grows with
 * the square root of the blocks, and what is still to come scatters it by as much as is left (conditional power under the
 * current trend).
 */
export function mayTurnWorse({ pZero, pTol, blocks }: Evidence, rule: DecisionRule): boolean {
  const last = looksOf(rule).at(-1);
  if (last === undefined || blocks >= last.blocks) return false;
  const part = blocks / last.blocks;
  return mayPass(pZero, last.thresholds.zero, part) && mayPass(pTol, last.thresholds.tolerance, part);
}

/** Whether a p-value after this part of the blocks may come below the level at the end. */
function mayPass(p: number, level: number, part: number): boolean {
  const distance = zOf(level) - zOf(p) / Math.sqrt(part);
  return distance / Math.sqrt(1 - part) <= zOf(CHANCE);
}

function zOf(p: number): number {
  return p <= 0.5 ? normalUpperQuantile(p) : -normalUpperQuantile(1 - p);
}
