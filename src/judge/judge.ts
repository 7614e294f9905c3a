import { compareCampaign } from '../compare/compare.ts';
import type { CampaignResult } from '../compare/compare.ts';
import { formatPath } from '../model/breakdown.ts';
import type { Budget } from '../model/budget.ts';
import type { Campaign } from '../model/campaign.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Config } from '../model/config.ts';
import { METRICS } from '../model/metric.ts';
import type { Route } from '../model/route.ts';
import type { BudgetRow } from '../model/verdict.ts';
import type { DecisionRule, Plan } from '../stats/plan.ts';
import { judgeAbsolute } from './absolute.ts';
import { familySize } from './family.ts';
import { withoutBase } from './finding.ts';
import type { Finding } from './finding.ts';
import { judgeIncrease } from './increase.ts';
import { outcomeOf } from './outcome.ts';
import type { RunOutcome } from './outcome.ts';
import { campaignFailure, metricFailure } from './unmeasured.ts';

export interface JudgeInput {
  /** The routes of the whole run, in the order of the configuration. */
  readonly routes: readonly Route[];
  readonly policy: Config['policy'];
  readonly campaigns: readonly Campaign[];
  readonly plan: Plan;
  /** The chance of any false red in an unchanged run, e.g. 0.01. */
  readonly alpha: number;
}

/** What one campaign came to. */
interface CampaignJudgement {
  readonly route: string;
  readonly condition: string;
  /** Per metric: its comparison, the values behind it and its noise floor; null where the campaign could not be judged. */
  readonly metrics: CampaignResult | null;
  /** One finding per row of this campaign, in the same order. */
  readonly findings: readonly { readonly row: BudgetRow; readonly finding: Finding }[];
}

export interface Judgement extends RunOutcome {
  /** One row per budget kind per route and condition, in the order of the configuration. */
  readonly rows: readonly BudgetRow[];
  readonly comparisons: readonly Comparison[];
  readonly campaigns: readonly CampaignJudgement[];
}

/** Holds every campaign against the budgets of its route. The worst of the blocking rows decides. */
export function judge({ routes, policy, campaigns, plan, alpha }: JudgeInput): Judgement {
  const rule: DecisionRule = { plan, alpha, comparisons: familySize(routes) };
  const judged = routes.flatMap((route) =>
    route.conditions.map((condition) => {
      const campaign = campaigns.find((each) => each.route === route.name && each.condition === condition);
      return judgeCampaign(route, condition, campaign, rule, policy);
    }),
  );
  const rows = judged.flatMap(({ findings }) => findings.map(({ row }) => row));
  return { ...outcomeOf(rows, policy), rows, comparisons: judged.flatMap(comparisonsOf), campaigns: judged };
}

function judgeCampaign(
  route: Route,
  condition: string,
  campaign: Campaign | undefined,
  rule: DecisionRule,
  policy: Config['policy'],
): CampaignJudgement {
  const about = { route: route.name, condition };
  const failure = campaignFailure(campaign);
  const metrics = campaign === undefined || failure ? null : compareCampaign(campaign, route.budgets, rule);
  const findings = route.budgets.flatMap(limitsOf).map((declared) => {
    const finding = findingOf(declared, { campaign, metrics, failure, rule, policy });
    return { row: { ...about, ...rowOf(declared, finding) }, finding };
  });
  return { ...about, metrics, findings };
}

/** One of a budget's two kinds of limit: what a row is about. */
type Declared =
  | { readonly budget: Budget; readonly kind: 'max'; readonly limit: readonly [NonNullable<Budget['max']>] }
  | { readonly budget: Budget; readonly kind: 'max-increase'; readonly limit: NonNullable<Budget['maxIncrease']> };

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
  readonly rule: DecisionRule;
  readonly policy: Config['policy'];
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
  return judgeAbsolute(budget, limit[0], result.root, { ...rule, hasBase, preExisting: policy.preExisting });
}

function rowOf({ budget, kind, limit }: Declared, finding: Finding): Omit<BudgetRow, 'route' | 'condition'> {
  const { value, low, high, verdict, reason, enforce } = finding;
  return { path: formatPath(budget.segments), kind, limit: [...limit], value, low, high, verdict, reason, enforce };
}

function comparisonsOf({ metrics }: CampaignJudgement): Comparison[] {
  if (metrics === null) return [];
  return METRICS.flatMap((metric) => {
    const result = metrics[metric];
    return result.status === 'measured' ? [result.comparison] : [];
  });
}
