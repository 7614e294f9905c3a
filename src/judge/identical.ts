import { isClear } from '../identity/times.ts';
import { maxWithoutHeadroom, toleranceMsOf } from '../identity/tolerance.ts';
import { slowerWarmUp } from '../identity/warm-ups.ts';
import type { Budget } from '../model/budget.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Policy } from '../model/config.ts';
import { withoutNumbers, type Finding } from './finding.ts';

/**
 * What holds for each budget of a campaign that was not measured, because base and head serve identical bytes: it is kept.
 * If the policy that applies asks for a measurement, or its budgets for a smaller tolerance than was tested, nothing is
 * known.
 */
export function identicalFindings(
  campaign: Campaign,
  { policy, budgets }: IdenticalTerms,
): (budget: Budget) => Finding {
  const isKnown = policy.measureIdentical !== true && isIdentical(campaign, budgets);
  return (budget) =>
    isKnown && !looksAtHead(budget, policy)
      ? withoutNumbers(budget, 'identical-bytes', 'pass')
      : withoutNumbers(budget, 'not-measurable');
}

export interface IdenticalTerms {
  readonly policy: Policy;
  /** All budgets of the route. */
  readonly budgets: readonly Budget[];
}

/**
 * Whether the recorded response times and warm-up visits say so. No times are recorded where the gate's own server has the
 * same files for both.
 */
function isIdentical(
  { identity = null, baseWarmUp: base = null, headWarmUp: head = null }: Campaign,
  budgets: readonly Budget[],
): boolean {
  if (identity?.kind !== 'identical') return false;
  const { replay } = identity;
  if (replay === null) return true;
  if (base === null || head === null || maxWithoutHeadroom(budgets, base) !== null) return false;
  const toleranceMs = toleranceMsOf(budgets, base);
  if (toleranceMs === null || replay.toleranceMs > toleranceMs) return false;
  return isClear(replay) && slowerWarmUp(base, head, replay.toleranceMs) === null;
}

/** Whether a budget can be broken although nothing changed: then its route is measured, whatever it serves. */
export function looksAtHead({ max }: Pick<Budget, 'max'>, { preExisting }: Pick<Policy, 'preExisting'>): boolean {
  return max !== null && preExisting === 'block';
}
