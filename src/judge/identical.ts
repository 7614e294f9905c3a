import type { Budget } from '../model/budget.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Policy } from '../model/config.ts';
import { withoutNumbers, type Finding } from './finding.ts';

/**
 * What holds for a budget of a campaign that was not measured, because base and head serve identical bytes: it is kept. If
 * the policy that applies asks for a measurement, nothing is known.
 */
export function identicalFinding(budget: Budget, { identity = null }: Campaign, policy: Policy): Finding {
  const isKept = identity?.kind === 'identical' && policy.measureIdentical !== true && !looksAtHead(budget, policy);
  return isKept ? withoutNumbers(budget, 'identical-bytes', 'pass') : withoutNumbers(budget, 'not-measurable');
}

/** Whether a budget can be broken although nothing changed: then its route is measured, whatever it serves. */
export function looksAtHead({ max }: Pick<Budget, 'max'>, { preExisting }: Pick<Policy, 'preExisting'>): boolean {
  return max !== null && preExisting === 'block';
}
