import { collectBlocks } from '../compare/collect.ts';
import { comparedBlocks, compareCampaign, isAdjusted } from '../compare/compare.ts';
import type { CampaignResult, CompareRule, MetricResult } from '../compare/compare.ts';
import { compareHosts, type Hosts } from '../compare/control.ts';
import { estimateTrees } from '../compare/estimate-tree.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { formatPath, nodeAt } from '../model/breakdown.ts';
import type { Budget } from '../model/budget.ts';
import type { Campaign, Confirmation } from '../model/campaign.ts';
import type { Policy } from '../model/config.ts';
import { METRICS, type Metric } from '../model/metric.ts';
import { comparedUnder, type PerMetric } from '../model/metrics/index.ts';
import type { GatedRoute } from '../model/route.ts';
import type { BudgetRow } from '../model/verdict.ts';
import { judgeAbsolute, standing } from './absolute.ts';
import { freshFailure, isConfirmed, isLossConfirmed, isStillFailing, needsConfirmation } from './confirm.ts';
import { inconclusive, unconfirmed, withoutBase, withoutNumbers, type Finding } from './finding.ts';
import { judgeIncrease } from './increase.ts';
import { besideFailures, campaignFailure, metricFailure } from './unmeasured.ts';

/** What one campaign came to. */
export interface CampaignJudgement {
  readonly route: string;
  readonly condition: string;
  /** Per metric: its comparison, the values behind it and its noise floor; null where the campaign could not be judged. */
  readonly metrics: CampaignResult | null;
  /** One finding per row of this campaign, in the same order. */
  readonly findings: readonly { readonly row: BudgetRow; readonly finding: Finding }[];
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
  const failure = campaignFailure(campaign, rule.plan);
  const decided = campaign === undefined || failure ? null : compareCampaign(campaign, route.budgets, rule);
  const hosts = campaign === undefined ? 'not-compared' : compareHosts(campaign.blocks, campaign.hasBase);
  const first = route.budgets.flatMap(limitsOf).map((declared): Judged => {
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
      row: { ...about, ...rowOf(declared, valued(declared, finding, metrics, confirmed)) },
      finding,
    })),
    needsConfirmation: fresh === null && judged.some(({ finding }) => finding.confirmation === 'pending'),
    confirmed,
    hosts,
  };
}

/** One of a budget's two kinds of limit: what a row is about. */
type Declared =
  | { readonly budget: Budget; readonly kind: 'max'; readonly limit: readonly [NonNullable<Budget['max']>] }
  | { readonly budget: Budget; readonly kind: 'max-increase'; readonly limit: NonNullable<Budget['maxIncrease']> };

interface Judged {
  readonly declared: Declared;
  readonly finding: Finding;
}

function limitsOf(budget: Budget): Declared[] {
  const { max, maxIncrease } = budget;
  const declared: Declared[] = [];
  if (max !== null) declared.push({ budget, kind: 'max', limit: [max] });
  if (maxIncrease !== null) declared.push({ budget, kind: 'max-increase', limit: maxIncrease });
  return declared;
}

interface Context {
  readonly campaign: Campaign | undefined;
  readonly metrics: CampaignResult | null;
  readonly failure: ((budget: Budget) => Finding) | null;
  readonly rule: CompareRule;
  readonly policy: Policy;
}

function findingOf(declared: Declared, { campaign, metrics, failure, rule, policy }: Context): Finding {
  const { budget, kind, limit } = declared;
  const hasBase = campaign?.hasBase ?? true;
  if (kind === 'max-increase' && !hasBase) return withoutBase(budget);
  if (failure) return failure(budget);
  const result = metrics?.[budget.metric];
  if (result === undefined) throw new Error(`nothing compared for ${budget.path}`);
  if (result.status !== 'measured') return metricFailure(budget, result);
  if (kind === 'max-increase') return judgeIncrease(budget, limit, result, rule);
  return judgeAbsolute(budget, limit[0], result.raw, { ...rule, hasBase, preExisting: policy.preExisting });
}

/**
 * Where the control page differs between the hosts, a comparison of them says nothing of the change, unless that
 * difference was taken out. An SLO that is kept is kept.
 */
function guarded(finding: Finding, { budget, kind }: Declared, hosts: Hosts, rule: CompareRule): Finding {
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

/** Nobody wrote the defaults, so nobody waits for them: they say what the visits show that are made anyhow. */
function waitedFor(finding: Finding, { budget }: Declared): Finding {
  return budget.isDefault ? { ...finding, open: false } : finding;
}

// --- confirmation --------------------------------------------------------------------------------------------------

type Fresh = PerMetric<FreshRoots | null>;

/** A metric's values in the fresh blocks: as they are compared, and as they were measured. */
interface FreshRoots {
  readonly root: SeriesNode;
  readonly raw: SeriesNode;
}

/** The fresh blocks' values per metric; null where no fresh blocks were made. */
function freshRoots({ confirmation }: Campaign, compared: readonly Metric[], rule: CompareRule): Fresh | null {
  if (confirmation === null) return null;
  const roots = compared.map((metric) => {
    const root = collectBlocks(comparedBlocks(confirmation.blocks, metric, rule), metric);
    const raw = collectBlocks(confirmation.blocks, metric);
    return [metric, root === null || raw === null ? null : { root, raw }] as const;
  });
  return Object.fromEntries(roots) as Fresh;
}

interface Confirming {
  readonly fresh: Fresh | null;
  readonly rule: CompareRule;
  readonly campaign: Campaign | undefined;
}

function confirm(judged: Judged, { fresh, rule, campaign }: Confirming): Judged {
  const { declared, finding } = judged;
  if (campaign === undefined || !needsConfirmation(finding, rule.plan, campaign)) return judged;
  const { confirmation } = campaign;
  if (confirmation === null || fresh === null) return { declared, finding: unconfirmed(finding, 'pending') };
  return { declared, finding: confirmedBy(confirmation, judged, fresh) ?? unagreed(confirmation, judged, fresh) };
}

/** The red as fresh blocks agree to it; null where they do not. */
function confirmedBy(confirmation: Confirmation, { declared, finding }: Judged, fresh: Fresh): Finding | null {
  const { budget, kind } = declared;
  if (finding.reason === 'not-measurable-on-head')
    return isLossConfirmed(confirmation, budget.metric) ? { ...finding, confirmation: 'agreed' } : null;
  const roots = fresh[budget.metric] ?? null;
  if (roots === null || !isConfirmed(kind === 'max' ? roots.raw : roots.root, budget)) return null;
  const values = kind === 'max' ? confirmedSlo(declared, roots.raw) : {};
  return values === null ? null : { ...finding, ...values, confirmation: 'agreed' };
}

/** What becomes of a red that fresh blocks did not agree to: they refused it, or they could not be made. */
function unagreed(confirmation: Confirmation, { declared, finding }: Judged, fresh: Fresh): Finding {
  const seen = finding.reason === 'not-measurable-on-head' ? null : (fresh[declared.budget.metric]?.root ?? 'nowhere');
  const failure = freshFailure(confirmation, seen);
  if (failure === 'gone-on-head')
    return { ...withoutNumbers(declared.budget, 'not-measurable-on-head', 'fail'), confirmation: 'agreed' };
  if (failure === 'not-made') return unconfirmed(finding, 'impossible');
  // It failed beyond chance and fails still: that is no head to clear, though the fresh blocks alone do not prove it.
  if (finding.reason === 'not-measurable-on-head' && isStillFailing(confirmation))
    return { ...finding, verdict: 'unmeasured', confirmation: 'refused' };
  return inconclusive(finding, 'not-confirmed', 'refused');
}

/** The percentile in the fresh visits; null where those keep the SLO. */
function confirmedSlo(
  { budget, limit }: Extract<Declared, { readonly kind: 'max' }>,
  raw: SeriesNode,
): Pick<Finding, 'value' | 'low' | 'high' | 'slo'> | null {
  const node = nodeAt(raw, budget.segments);
  if (node === undefined) return null;
  const slo = standing(node.series, budget, limit[0]);
  return slo.standing === 'under' ? null : { value: slo.value, low: slo.low, high: slo.high, slo };
}

/** Whether fresh blocks agreed about a number of the metric. */
function isAgreed({ declared, finding }: Judged, metric: Metric): boolean {
  return (
    finding.confirmation === 'agreed' &&
    declared.budget.metric === metric &&
    finding.reason !== 'not-measurable-on-head'
  );
}

/**
 * After a confirmation base, head and difference come from the fresh blocks alone: those were not chosen for being slow,
 * so they are unbiased. The old blocks only decided. A red that was not confirmed, or that hosts explain, leaves the
 * effect unclear.
 */
function withFresh(
  decided: CampaignResult,
  judged: readonly Judged[],
  confirmed: readonly Metric[],
  { fresh, hosts, rule }: { readonly fresh: Fresh | null; readonly hosts: Hosts; readonly rule: CompareRule },
): CampaignResult {
  const results = METRICS.flatMap((metric): [Metric, MetricResult][] => {
    const result = decided[metric];
    if (result === undefined) return [];
    const root = fresh?.[metric]?.root ?? null;
    if (result.status !== 'measured') return [[metric, result]];
    if (confirmed.includes(metric) && root !== null)
      return [[metric, { ...result, comparison: { ...result.comparison, ...estimateTrees(root) } }]];
    const doubted = judged.some(
      ({ declared: { budget }, finding }) => budget.metric === metric && finding.confirmation !== 'none',
    );
    const blurred = (hosts === 'differ' || hosts === 'unknown') && !isAdjusted(metric, rule);
    const { effect } = result.comparison;
    if (effect === null || !(blurred || (doubted && effect === 'worse'))) return [[metric, result]];
    return [[metric, { ...result, comparison: { ...result.comparison, effect: 'unclear' } }]];
  });
  return Object.fromEntries(results) as CampaignResult;
}

/** An increase of a confirmed metric shows what the fresh blocks say of its node; a part they did not see is 0. */
function valued(
  { budget, kind }: Declared,
  finding: Finding,
  metrics: CampaignResult | null,
  confirmed: readonly Metric[],
): Finding {
  if (kind === 'max' || finding.decision === null || !confirmed.includes(budget.metric)) return finding;
  const result = metrics?.[budget.metric];
  if (result?.status !== 'measured' || result.comparison.difference === null) return finding;
  const { value, low, high } = nodeAt(result.comparison.difference, budget.segments) ?? { value: 0, low: 0, high: 0 };
  return { ...finding, value, low, high };
}

function rowOf({ budget, kind, limit }: Declared, finding: Finding): Omit<BudgetRow, 'route' | 'condition'> {
  const { value, low, high, verdict, reason, enforce } = finding;
  return { path: formatPath(budget.segments), kind, limit: [...limit], value, low, high, verdict, reason, enforce };
}
