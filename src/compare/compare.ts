import type { Budget } from '../model/budget.ts';
import type { Block, Campaign } from '../model/campaign.ts';
import type { Comparison } from '../model/comparison.ts';
import type { MachineSpreads } from '../model/machine-spread.ts';
import { definitionOf, isExact, unitOf, type Metric } from '../model/metric.ts';
import { comparedUnder, type PerMetric } from '../model/metrics/index.ts';
import { decideByPlan } from '../stats/decide.ts';
import type { PlannedDecision } from '../stats/decide.ts';
import { relativeChange } from '../stats/interval.ts';
import { noiseFloor } from '../stats/noise-floor.ts';
import { lastProofLook } from '../stats/proof.ts';
import type { NoiseFloor } from '../stats/noise-floor.ts';
import { looksOf } from '../stats/plan.ts';
import type { DecisionRule } from '../stats/plan.ts';
import { isUnstableOnHead } from '../stats/tail.ts';
import type { Tolerance } from '../stats/views.ts';
import { constantsOf, type DecisionVersion } from '../stats/versions.ts';
import { blocksUntilLoss, collect, collectBlocks } from './collect.ts';
import type { CollectedMetric } from './collect.ts';
import { inUnitsOfControl } from './control.ts';
import { estimateHead, estimateTrees } from './estimate-tree.ts';
import { labellingBudget, quantityOf, rootTolerances } from './quantity.ts';
import type { SeriesNode } from './series-tree.ts';

/**
 * One metric of a campaign: its comparison and the values behind each of its nodes, or why it could not be compared.
 */
export type MetricResult =
  | {
      readonly status: 'measured';
      readonly comparison: Comparison;
      /** The values of every node in every visit of the complete blocks, as they are compared. */
      readonly root: SeriesNode;
      /** The same as they were measured: what an SLO holds. */
      readonly raw: SeriesNode;
      /** By what its nodes are decided. */
      readonly rule: CompareRule;
      /** The blocks after which the whole metric's comparison froze. */
      readonly decided: number;
      /** The decision that labels the whole metric; null without a base. */
      readonly decision: PlannedDecision | null;
      /** The budget whose tolerances that decision is about; null if it is about the defaults. */
      readonly decidedFor: Budget | null;
      /** What this campaign could have seen; null without a base and for scores. */
      readonly noise: NoiseFloor | null;
      /** Whether head has slow visits that base does not have: advice, no verdict. */
      readonly unstable: boolean;
    }
  | Exclude<CollectedMetric, { status: 'measured' }>;

export interface CompareRule extends DecisionRule {
  /** Whether the control page's slowness is taken out of LCP (difference in differences). */
  readonly adjustsByControl?: boolean;
  /** By what share values differ between machines, where that is known. */
  readonly spreads?: MachineSpreads | undefined;
}

/** Of each metric that is compared. */
export type CampaignResult = PerMetric<MetricResult>;

/**
 * Compares the metrics of a campaign that are compared under its budgets. The budgets' tolerances on whole metrics label the
 * effect; where none is declared the default tolerances do. Throws if a visit's parts do not sum or a value is not finite:
 * an implementation error.
 */
export function compareCampaign(campaign: Campaign, budgets: readonly Budget[], rule: CompareRule): CampaignResult {
  const results = comparedUnder(budgets).map(
    (metric) => [metric, compareMetric(campaign, metric, budgets, rule)] as const,
  );
  return Object.fromEntries(results) as CampaignResult;
}

function compareMetric(
  campaign: Campaign,
  metric: Metric,
  budgets: readonly Budget[],
  runRule: CompareRule,
): MetricResult {
  const { rule, collected } = collectUnder(campaign, metric, runRule);
  if (collected.status !== 'measured') return collected;
  const { root, blocks } = collected;
  const raw = isAdjusted(metric, rule) ? (collectBlocks(campaign.blocks, metric) ?? root) : root;
  const { route, condition } = campaign;
  const about = { route, condition, metric, unit: unitOf(metric), blocks };
  if (!campaign.hasBase)
    return { ...first(root), rule, comparison: { ...about, ...withoutBase(root) }, decided: blocks };
  const question = { quantity: quantityOf(metric, [metric]), tolerances: rootTolerances(metric, budgets) };
  const decision = decideByPlan(root.series, question, rule);
  const trees = estimateTrees(root);
  const relative = relativeOf(root, metric, decision, { version: rule.version, tolerances: question.tolerances });
  const effect = decision.verdict === 'continue' ? 'unclear' : decision.verdict;
  const noise = noiseOf(
    root,
    { change: relative.value, base: trees.base.value, tolerances: question.tolerances },
    rule,
  );
  // If head as a whole is slower, its visits exceed base's anyway.
  const unstable = !isExact(metric) && effect !== 'worse' && isUnstableOnHead(root.series);
  const comparison = { ...about, ...trees, relative, effect };
  const by = { decided: decision.blocks, decision, decidedFor: labellingBudget(metric, budgets) };
  return { status: 'measured', comparison, root, raw, noise, unstable, rule, ...by };
}

/** The values of a metric, and the rule that they are decided by. */
function collectUnder(
  campaign: Campaign,
  metric: Metric,
  runRule: CompareRule,
): { readonly rule: CompareRule; readonly collected: CollectedMetric } {
  const blocks = comparedBlocks(campaign.blocks, metric, runRule);
  const { sharesLevels } = constantsOf(runRule.version);
  if (!sharesLevels)
    return { rule: runRule, collected: collect({ ...campaign, blocks }, { blocks, metric, rule: runRule }) };
  const rule = campaign.hasBase ? ruleAfterLoss(campaign, metric, runRule) : runRule;
  return { rule, collected: collect(campaign, { blocks, metric, rule }) };
}

/** The run's rule, told since when the metric may also turn red as lost. */
function ruleAfterLoss({ blocks }: Campaign, metric: Metric, rule: CompareRule): CompareRule {
  const whole = blocksUntilLoss(blocks, metric);
  if (whole.length === blocks.length) return rule;
  // A fixed number of blocks is looked at once: then it is known what visits lack.
  const before = rule.plan.kind === 'fixed' ? 0 : comparedBlocks(whole, metric, rule).length;
  return { ...rule, blocksBeforeLoss: before };
}

function first(root: SeriesNode) {
  const undecided = { decision: null, decidedFor: null };
  return { status: 'measured', root, raw: root, noise: null, unstable: false, ...undecided } as const;
}

/** The blocks a metric is compared on: as they are, or in units of the control page. */
export function comparedBlocks(blocks: readonly Block[], metric: Metric, rule: CompareRule): readonly Block[] {
  return isAdjusted(metric, rule) ? inUnitsOfControl(blocks, metric) : blocks;
}

/** Whether a metric is compared in units of the control page. */
export function isAdjusted(metric: Metric, { adjustsByControl }: CompareRule): boolean {
  return adjustsByControl === true && definitionOf(metric).isAdjustedByControl;
}

function noiseOf(
  root: SeriesNode,
  { change, ...about }: { change: number | null; base: number; tolerances: readonly Tolerance[] },
  rule: DecisionRule,
): NoiseFloor | null {
  const thresholds = looksOf(rule).at(-1)?.thresholds;
  if (change === null || thresholds === undefined) return null;
  return noiseFloor(root.series, { ...about, change, thresholds, proof: lastProofLook(rule) });
}

function withoutBase(root: SeriesNode) {
  return { base: null, head: estimateHead(root), difference: null, relative: null, effect: null };
}

/** From the very blocks and levels of the decision, so that the interval cannot contradict it. A score has none. */
function relativeOf(
  root: SeriesNode,
  metric: Metric,
  { blocks, thresholds }: PlannedDecision,
  { version, tolerances }: { readonly version: DecisionVersion | undefined; readonly tolerances: readonly Tolerance[] },
) {
  if (isExact(metric)) return { value: null, low: null, high: null };
  const fractions = tolerances.flatMap((each) => (each.kind === 'relative' ? [each.fraction] : []));
  const series = root.series.slice(0, blocks);
  return relativeChange(series, definitionOf(metric).step, thresholds, { version, fractions });
}
