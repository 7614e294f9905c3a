import { compareCampaign, isAdjusted, type CampaignResult, type CompareRule } from '../compare/compare.ts';
import { compareHosts, type Hosts } from '../compare/control.ts';
import type { Budget } from '../model/budget.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Policy } from '../model/config.ts';
import type { Metric } from '../model/metric.ts';
import { comparedUnder } from '../model/metrics/index.ts';
import type { GatedRoute } from '../model/route.ts';
import type { BudgetRow } from '../model/verdict.ts';
import { judgeAbsolute } from './absolute.ts';
import { confirm } from './agreement.ts';
import { evidenceOf } from './confirm.ts';
import { inconclusive, withoutBase, type Finding } from './finding.ts';
import { freshRoots, isAgreed, valued, withFresh } from './fresh-numbers.ts';
import { judgeIncrease } from './increase.ts';
import { limitsOf, rowOf, type DeclaredLimit, type JudgedLimit } from './limits.ts';
import { besideFailures, campaignFailure, metricFailure } from './unmeasured.ts';

/** A row, and what it rests on. */
export interface JudgedRow {
  readonly row: BudgetRow;
  readonly finding: Finding;
  /** Whether its budget is declared to block: a row may only warn nevertheless. */
  readonly isBlocking: boolean;
}

/** What one campaign came to. */
export interface CampaignJudgement {
  readonly route: string;
  readonly condition: string;
  /** Per metric: its comparison, the values behind it and its noise floor; null if the campaign could not be judged. */
  readonly metrics: CampaignResult | null;
  /** One finding per row of this campaign, in the same order. */
  readonly findings: readonly JudgedRow[];
  /** Whether a red waits for fresh blocks that have not been made. */
  readonly needsConfirmation: boolean;
  /** The metrics whose numbers come from the fresh blocks alone. */
  readonly confirmed: readonly Metric[];
  readonly hosts: Hosts;
}

/** Judges one campaign by the budgets of its route: the looks first, then the guard, then the confirmation. */
export function judgeCampaign(
  route: GatedRoute,
  condition: string,
  campaign: Campaign | undefined,
  rule: CompareRule,
  policy: Policy,
): CampaignJudgement {
  const about = { route: route.name, condition };
  const failure = campaignFailure(campaign, rule.plan, { policy, budgets: route.budgets });
  const decided = campaign === undefined || failure ? null : compareCampaign(campaign, route.budgets, rule);
  const hosts = campaign === undefined ? 'not-compared' : compareHosts(campaign.blocks, campaign.hasBase);
  const first = route.budgets.flatMap(limitsOf).map((declared): JudgedLimit => {
    const finding = findingOf(declared, { campaign, metrics: decided, failure, rule, policy });
    const beside = besideFailures(guarded(finding, declared, hosts, rule), declared.budget, campaign, rule.plan);
    return { declared, finding: waitedFor(asFarAsDecided(beside, campaign, rule), declared) };
  });
  const compared = comparedUnder(route.budgets);
  const fresh = campaign === undefined ? null : freshRoots(campaign, compared, rule);
  const judged = first.map((each) => confirm(each, { fresh, rule, campaign }));
  const confirmed = compared.filter((metric) => judged.some((each) => isAgreed(each, metric)));
  const metrics = decided === null ? null : withFresh(decided, judged, confirmed, { fresh, hosts, rule });
  return {
    ...about,
    metrics,
    findings: judged.map(({ declared, finding }) => ({
      row: {
        ...about,
        ...rowOf(declared, valued(declared, finding, metrics, confirmed), evidenceOf(finding, rule.plan, campaign)),
      },
      finding,
      isBlocking: declared.budget.enforce === 'block',
    })),
    needsConfirmation: fresh === null && judged.some(({ finding }) => finding.confirmation === 'pending'),
    confirmed,
    hosts,
  };
}

interface Context {
  readonly campaign: Campaign | undefined;
  readonly metrics: CampaignResult | null;
  readonly failure: ((budget: Budget) => Finding) | null;
  readonly rule: CompareRule;
  readonly policy: Policy;
}

function findingOf(declared: DeclaredLimit, { campaign, metrics, failure, policy }: Context): Finding {
  const { budget, kind, limit } = declared;
  const hasBase = campaign?.hasBase ?? true;
  if (kind === 'max-increase' && !hasBase) return withoutBase(budget);
  if (failure) return failure(budget);
  const result = metrics?.[budget.metric];
  if (result === undefined) throw new Error(`nothing compared for ${budget.path}`);
  if (result.status !== 'measured') return metricFailure(budget, result);
  if (kind === 'max-increase') {
    const finding = judgeIncrease(budget, limit, result, result.rule);
    return policy.isSinceAnchor === true ? { ...finding, enforce: 'warn' } : finding;
  }
  return judgeAbsolute(budget, limit[0], result.raw, { ...result.rule, hasBase, preExisting: policy.preExisting });
}

/**
 * Where the control page differs between the hosts, a comparison of them says nothing of the change, unless that
 * difference was taken out. An SLO that is kept is kept.
 */
function guarded(finding: Finding, { budget, kind }: DeclaredLimit, hosts: Hosts, rule: CompareRule): Finding {
  if (hosts !== 'differ' && hosts !== 'unknown') return finding;
  if (kind === 'max-increase' && isAdjusted(budget.metric, rule)) return finding;
  const compared = kind === 'max-increase' ? finding.decision !== null : finding.slo?.standing === 'over';
  return compared ? inconclusive(finding, hosts === 'differ' ? 'hosts-differ' : 'hosts-unknown') : finding;
}

/** In a campaign that is not over nothing is decided that later blocks can change, and nothing before its only look. */
function asFarAsDecided(finding: Finding, campaign: Campaign | undefined, { plan }: CompareRule): Finding {
  if (campaign === undefined || campaign.stopped !== null) return finding;
  const isEarly = plan.kind === 'fixed' && campaign.blocks.length < plan.blocks;
  const isSaid = finding.verdict === 'fail' || finding.verdict === 'pass';
  return isSaid && (isEarly || finding.open) ? inconclusive(finding, 'interrupted') : finding;
}

/** Default budgets never prolong a run. They report what the visits show that are made anyway. */
function waitedFor(finding: Finding, { budget }: DeclaredLimit): Finding {
  return budget.isDefault ? { ...finding, open: false } : finding;
}
