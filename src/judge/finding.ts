import type { Budget, Enforcement } from '../model/budget.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import type { PlannedDecision } from '../stats/decide.ts';
import type { SloFinding } from '../stats/slo.ts';

/** What was found out about one budget: the row's own fields and what they rest on. */
export interface Finding {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly enforce: Enforcement;
  /** The test behind a `max-increase`; null elsewhere. */
  readonly decision: PlannedDecision | null;
  /** The bounds behind a `max`; null elsewhere. */
  readonly slo: SloFinding | null;
  /** Whether later looks of the plan could still decide what this one could not. */
  readonly open: boolean;
  /** What fresh blocks said of a red: `pending` before they are made or enough, `impossible` where they could not be. */
  readonly confirmation: 'none' | 'pending' | 'agreed' | 'refused' | 'impossible';
  /** The smallest increase this run would have found in four of five runs, in the metric's unit; null if not known. */
  readonly minimumDetectable: number | null;
}

/** A budget that could not be measured: no numbers, and `unmeasured` unless another verdict is given. */
export function withoutNumbers(budget: Budget, reason: Reason, verdict: Verdict = 'unmeasured'): Finding {
  const nothing = { value: null, low: null, high: null, decision: null, slo: null, open: false };
  const silent = { confirmation: 'none', minimumDetectable: null } as const;
  return { ...nothing, ...silent, verdict, reason, enforce: budget.enforce };
}

/** A first run has no base to compare with, so an increase does not block. */
export function withoutBase(budget: Budget): Finding {
  return { ...withoutNumbers(budget, 'no-base'), enforce: 'warn' };
}

/** The same numbers, and no answer. */
export function inconclusive(
  finding: Finding,
  reason: Reason,
  confirmation: Finding['confirmation'] = finding.confirmation,
): Finding {
  return { ...finding, verdict: 'inconclusive', reason, confirmation };
}

/** A red that fresh blocks have not answered: the numbers say that head is worse, and that is not enough to block. */
export function unconfirmed(finding: Finding, confirmation: 'pending' | 'impossible'): Finding {
  return { ...finding, verdict: 'unmeasured', reason: 'unconfirmed', confirmation };
}
