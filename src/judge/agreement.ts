import type { CompareRule } from '../compare/compare.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { nodeAt } from '../model/breakdown.ts';
import type { Campaign, Confirmation } from '../model/campaign.ts';
import { standing } from './absolute.ts';
import { freshFailure, isConfirmed, isLossConfirmed, isStillFailing, needsConfirmation } from './confirm.ts';
import { inconclusive, unconfirmed, withoutNumbers, type Finding } from './finding.ts';
import type { Fresh } from './fresh-numbers.ts';
import type { DeclaredLimit, JudgedLimit } from './limits.ts';

interface ConfirmationInput {
  readonly fresh: Fresh | null;
  readonly rule: CompareRule;
  readonly campaign: Campaign | undefined;
}

/** What fresh blocks make of a finding: a red that may not block without them waits, is agreed to or is not. */
export function confirm(judged: JudgedLimit, { fresh, rule, campaign }: ConfirmationInput): JudgedLimit {
  const { declared, finding } = judged;
  if (campaign === undefined || !needsConfirmation(finding, rule.plan, campaign)) return judged;
  const { confirmation } = campaign;
  if (confirmation === null || fresh === null) return { declared, finding: unconfirmed(finding, 'pending') };
  return { declared, finding: confirmedBy(confirmation, judged, fresh) ?? unagreed(confirmation, judged, fresh) };
}

/** The red as fresh blocks agree to it; null if they do not. */
function confirmedBy(confirmation: Confirmation, { declared, finding }: JudgedLimit, fresh: Fresh): Finding | null {
  const { budget, kind } = declared;
  if (finding.reason === 'not-measurable-on-head')
    return isLossConfirmed(confirmation, budget.metric) ? { ...finding, confirmation: 'agreed' } : null;
  const roots = fresh[budget.metric] ?? null;
  if (roots === null || !isConfirmed(kind === 'max' ? roots.raw : roots.root, budget)) return null;
  const values = kind === 'max' ? confirmedSlo(declared, roots.raw) : {};
  return values === null ? null : { ...finding, ...values, confirmation: 'agreed' };
}

/** What becomes of a red that fresh blocks did not agree to: they refused it, or they could not be made. */
function unagreed(confirmation: Confirmation, { declared, finding }: JudgedLimit, fresh: Fresh): Finding {
  const seen = finding.reason === 'not-measurable-on-head' ? null : (fresh[declared.budget.metric]?.root ?? 'nowhere');
  const failure = freshFailure(confirmation, seen);
  if (failure === 'gone-on-head')
    return { ...withoutNumbers(declared.budget, 'not-measurable-on-head', 'fail'), confirmation: 'agreed' };
  if (failure === 'not-made') return unconfirmed(finding, 'impossible');
  // Head failed beyond chance and still fails. The fresh blocks alone do not prove it, but they do not clear head
  // either.
  if (finding.reason === 'not-measurable-on-head' && isStillFailing(confirmation))
    return { ...finding, verdict: 'unmeasured', confirmation: 'refused' };
  return inconclusive(finding, 'not-confirmed', 'refused');
}

/** The percentile in the fresh visits; null if those keep the SLO. */
function confirmedSlo(
  { budget, limit }: Extract<DeclaredLimit, { readonly kind: 'max' }>,
  raw: SeriesNode,
): Pick<Finding, 'value' | 'low' | 'high' | 'slo'> | null {
  const node = nodeAt(raw, budget.segments);
  if (node === undefined) return null;
  const slo = standing(node.series, budget, limit[0]);
  return slo.standing === 'under' ? null : { value: slo.value, low: slo.low, high: slo.high, slo };
}
