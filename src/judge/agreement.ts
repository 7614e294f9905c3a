import type { CompareRule } from '../compare/compare.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { nodeAt } from '../model/breakdown.ts';
import type { Campaign, Confirmation } from '../model/campaign.ts';
import { standing } from './absolute.ts';
import { absenceProven, isStillFailing, needsConfirmation, provenAt, type FreshStanding } from './confirm.ts';
import { inconclusive, unconfirmed, withoutNumbers, type Finding } from './finding.ts';
import { flakiness } from './flaky.ts';
import type { Fresh } from './fresh-numbers.ts';
import type { DeclaredLimit, JudgedLimit } from './limits.ts';

interface ConfirmationInput {
  readonly fresh: Fresh | null;
  readonly rule: CompareRule;
  readonly campaign: Campaign | undefined;
}

/**
 * What fresh blocks make of a finding: a red that may not block without them waits until they are made or enough, is proven
 * or is not.
 */
export function confirm(judged: JudgedLimit, { fresh, rule, campaign }: ConfirmationInput): JudgedLimit {
  const { declared, finding } = judged;
  if (campaign === undefined || !needsConfirmation(finding, rule.plan, campaign)) return judged;
  const { confirmation } = campaign;
  if (confirmation === null || fresh === null) return { declared, finding: unconfirmed(finding, 'pending') };
  const how = freshStanding(judged, { fresh, rule, campaign, confirmation });
  if (how !== 'confirmed') return { declared, finding: unproven(how, confirmation, judged) };
  return { declared, finding: provenBy(judged, fresh, rule) ?? unproven('refused', confirmation, judged) };
}

interface MadeFresh extends ConfirmationInput {
  readonly fresh: Fresh;
  readonly campaign: Campaign;
  readonly confirmation: Confirmation;
}

function freshStanding(
  { declared: { budget, kind }, finding }: JudgedLimit,
  { fresh, rule, campaign, confirmation }: MadeFresh,
): FreshStanding {
  if (finding.reason === 'not-measurable-on-head') {
    const absence = flakiness(campaign, rule.plan) === 'worse-on-head' ? 'failing' : 'losing';
    return absenceProven(confirmation, budget.metric, absence, rule.version);
  }
  const roots = fresh[budget.metric] ?? null;
  const values = kind === 'max' ? roots?.raw : roots?.root;
  return provenAt(values ?? null, budget, confirmation, rule.version);
}

/** The red as fresh blocks confirm it; null where they keep the SLO. */
function provenBy({ declared, finding }: JudgedLimit, fresh: Fresh, rule: CompareRule): Finding | null {
  const raw = fresh[declared.budget.metric]?.raw;
  if (declared.kind !== 'max' || finding.reason !== 'over' || raw === undefined)
    return { ...finding, confirmation: 'agreed' };
  const values = confirmedSlo(declared, raw, rule);
  return values === null ? null : { ...finding, ...values, confirmation: 'agreed' };
}

/** What becomes of a red that fresh blocks did not confirm: they refused it, or more must tell, or could not be made. */
function unproven(
  how: Exclude<FreshStanding, 'confirmed'>,
  confirmation: Confirmation,
  { declared, finding }: JudgedLimit,
): Finding {
  if (how === 'gone-on-head')
    return { ...withoutNumbers(declared.budget, 'not-measurable-on-head', 'fail'), confirmation: 'agreed' };
  if (how !== 'refused') return unconfirmed(finding, how === 'open' ? 'pending' : 'impossible');
  // Head failed beyond chance and still fails. The fresh blocks alone do not prove it, but they do not clear head either.
  if (finding.reason === 'not-measurable-on-head' && isStillFailing(confirmation))
    return { ...finding, verdict: 'unmeasured', confirmation: 'refused' };
  return inconclusive(finding, 'not-confirmed', 'refused');
}

/** The percentile in the fresh visits; null if those keep the SLO. */
function confirmedSlo(
  { budget, limit }: Extract<DeclaredLimit, { readonly kind: 'max' }>,
  raw: SeriesNode,
  { spreads }: CompareRule,
): Pick<Finding, 'value' | 'low' | 'high' | 'slo'> | null {
  const node = nodeAt(raw, budget.segments);
  if (node === undefined) return null;
  const slo = standing(node.series, budget, limit[0], spreads);
  return slo.standing === 'under' ? null : { value: slo.value, low: slo.low, high: slo.high, slo };
}
