import { isAdjusted, type CompareRule } from '../compare/compare.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Policy } from '../model/config.ts';
import type { MachineSpreads } from '../model/machine-spread.ts';
import { METRICS, type Metric } from '../model/metric.ts';
import { keyOf } from '../model/place.ts';
import type { GatedRoute } from '../model/route.ts';
import type { BudgetRow } from '../model/verdict.ts';
import type { Waivers } from '../model/waiver.ts';
import type { Plan } from '../stats/plan.ts';
import { constantsOf, CURRENT, type DecisionVersion } from '../stats/versions.ts';
import { judgeCampaign, type CampaignJudgement } from './campaign.ts';
import { familySize } from './family.ts';
import type { JudgedCampaign } from './judged.ts';
import { openPaths } from './open.ts';
import { outcomeOf } from './outcome.ts';
import type { Completeness, RunOutcome } from './outcome.ts';
import { sequentialPlan, type SequentialPlan } from './sequential.ts';
import { waive } from './waive.ts';

/** By what a run is judged: declared before the first visit. */
export interface Rules {
  /** The routes of the whole run, in the order of the configuration. */
  readonly routes: readonly GatedRoute[];
  readonly policy: Policy;
  readonly plan: Plan;
  /** The chance of any false red at the looks of an unchanged run, e.g. 0.1. */
  readonly alpha: number;
  /** Of the rule of decision that the run was planned by; absent: the current one. */
  readonly version?: DecisionVersion;
  /** Whether the control page's slowness is taken out of LCP (difference in differences). */
  readonly adjustsByControl?: boolean;
  /** By what share values differ between machines; absent: nothing is known. */
  readonly spreads?: MachineSpreads | undefined;
  /** Absent: none. */
  readonly waivers?: Waivers;
}

export interface Judgement<Judged extends JudgedCampaign = JudgedCampaign> extends RunOutcome {
  /** Whether any page was measured, or need not be, where any was to be. */
  readonly isMeasured: boolean;
  /** One row per budget kind per route and condition, in the order of the configuration. */
  readonly rows: readonly BudgetRow[];
  readonly comparisons: readonly Comparison[];
  readonly campaigns: readonly Judged[];
}

/** Judges the campaigns of a run, one at a time: the route, the condition, and its campaign if it was begun. */
export type Judge = (route: GatedRoute, condition: string, campaign: Campaign | undefined) => CampaignJudgement;

/** Holds each campaign against the budgets of its route. */
export function judgeBy(rules: Rules): Judge {
  const rule = ruleOf(rules);
  return (route, condition, campaign) =>
    applyWaivers(rules, judgeCampaign(route, condition, campaign, rule, rules.policy));
}

/**
 * The judgement of a run from those of its campaigns, all of them in the order of the configuration. The worst of the
 * blocking rows decides; a run that was interrupted or lacks shards could not measure everything, whatever the rows say.
 */
export function judgementFrom<Judged extends JudgedCampaign>(
  { policy }: Rules,
  judged: readonly Judged[],
  completeness: Completeness = true,
): Judgement<Judged> {
  const rows = judged.flatMap(({ findings }) => findings.map(({ row }) => row));
  const comparisons = judged.flatMap(comparisonsOf);
  const isMeasured = judged.length === 0 || comparisons.length > 0 || rows.some(isOfIdentical);
  return { ...outcomeOf(rows, policy, completeness, isMeasured), isMeasured, rows, comparisons, campaigns: judged };
}

/** Judges campaigns that are all in memory. */
export function judge(
  rules: Rules,
  campaigns: readonly Campaign[],
  completeness: Completeness = true,
): Judgement<CampaignJudgement> {
  const made = new Map(campaigns.map((campaign) => [keyOf(campaign), campaign]));
  const judgeEach = judgeBy(rules);
  const judged = rules.routes.flatMap((route) =>
    route.conditions.map((condition) => judgeEach(route, condition, made.get(keyOf({ route: route.name, condition })))),
  );
  return judgementFrom(rules, judged, completeness);
}

function applyWaivers({ waivers, policy }: Rules, judged: CampaignJudgement): CampaignJudgement {
  if (waivers === undefined) return judged;
  const findings = judged.findings.map((each) => ({ ...each, row: waive(each.row, waivers, policy) }));
  return { ...judged, findings };
}

/** The judgement of one unfinished campaign, which the gate needs after each look. */
export function judgeOne(rules: Rules, route: GatedRoute, campaign: Campaign): CampaignJudgement {
  return judgeCampaign(route, campaign.condition, campaign, ruleOf(rules), rules.policy);
}

/** The paths of the budgets for which a campaign that was judged alone takes more blocks. */
export function openIn(rules: Rules, { findings }: CampaignJudgement): string[] {
  return openPaths(findings, { rule: ruleOf(rules), policy: rules.policy, waivers: rules.waivers });
}

/** The plan that every campaign of the run follows. */
export function campaignPlan(rules: Rules): SequentialPlan {
  return sequentialPlan(ruleOf(rules));
}

/** The run's decision rule: its comparisons share α, even if one campaign is judged alone. */
function ruleOf({ plan, alpha, routes, version = CURRENT, adjustsByControl = false, spreads }: Rules): CompareRule {
  const comparisons = familySize(routes, adjustsByControl && constantsOf(version).sharesLevels);
  return { plan, alpha, comparisons, version, adjustsByControl, spreads };
}

/** The metrics whose numbers the report must say are in units of the control page. */
export function adjustedMetrics(rules: Rules): Metric[] {
  return METRICS.filter((metric) => isAdjusted(metric, ruleOf(rules)));
}

function isOfIdentical({ reason }: BudgetRow): boolean {
  return reason === 'identical-bytes';
}

function comparisonsOf({ metrics }: JudgedCampaign): Comparison[] {
  if (metrics === null) return [];
  return METRICS.flatMap((metric) => {
    const result = metrics[metric];
    return result?.status === 'measured' ? [result.comparison] : [];
  });
}
