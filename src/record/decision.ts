import type { RunRecord } from '../model/record.ts';
import { DECISION_VERSIONS, isDecisionVersion, type DecisionVersion } from '../stats/versions.ts';

/** The version of a run that names none: its record was not written then. */
const FIRST: DecisionVersion = 1;

type Decided = Pick<RunRecord, 'decision' | 'tool'>;

/** The version of the rule that a run was planned by, and is judged by. Throws on one that reading would have refused. */
export function decisionOf({ decision = FIRST }: Pick<RunRecord, 'decision'>): DecisionVersion {
  if (!isDecisionVersion(decision)) throw new RangeError(`version ${decision} of the rule of decision is not known`);
  return decision;
}

/** Why a run cannot be judged, as a sentence; null if it can. */
export function unknownDecision({ decision = FIRST, tool }: Decided): string | null {
  if (isDecisionVersion(decision)) return null;
  const known = DECISION_VERSIONS.join(' and ');
  return `It was recorded by vitals-gate ${tool} for version ${decision} of the rule of decision, and this one knows versions ${known}.`;
}

/** Why two runs cannot be judged as one, as the end of a sentence about the first; null if they can. */
export function otherDecision(one: Decided, other: Decided): string | null {
  const [own, others] = [decisionOf(one), decisionOf(other)];
  if (own === others) return null;
  return `vitals-gate ${one.tool} recorded them for version ${own} of the rule of decision, and the others are for version ${others}`;
}
