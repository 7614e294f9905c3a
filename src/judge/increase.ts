import type { MetricResult } from '../compare/compare.ts';
import { quantityOf, toleranceOf } from '../compare/quantity.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import { nodeAt } from '../model/breakdown.ts';
import type { Budget, Limit } from '../model/budget.ts';
import { definitionOf, isExact } from '../model/metric.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import { decideByPlan } from '../stats/decide.ts';
import type { Decision, PlannedDecision } from '../stats/decide.ts';
import { looksOf } from '../stats/plan.ts';
import type { DecisionRule } from '../stats/plan.ts';
import { lastProofLook } from '../stats/proof.ts';
import { smallestChangeMs } from '../stats/smallest-change.ts';
import type { Tolerance } from '../stats/views.ts';
import { withoutBase, withoutNumbers } from './finding.ts';
import type { Finding } from './finding.ts';

const VERDICTS: Readonly<Record<Decision['verdict'], { readonly verdict: Verdict; readonly reason: Reason }>> = {
  worse: { verdict: 'fail', reason: 'worse' },
  same: { verdict: 'pass', reason: 'within-tolerance' },
  better: { verdict: 'pass', reason: 'within-tolerance' },
  unclear: { verdict: 'inconclusive', reason: 'unclear' },
  continue: { verdict: 'inconclusive', reason: 'unclear' },
};

/** A metric that was compared. */
type MeasuredMetric = Pick<
  Extract<MetricResult, { status: 'measured' }>,
  'comparison' | 'root' | 'noise' | 'decision' | 'decidedFor'
>;

/** Judges a `max-increase`: the exact test decides; the report shows the additive estimate and its interval. */
export function judgeIncrease(
  budget: Budget,
  limits: readonly Limit[],
  measured: MeasuredMetric,
  rule: DecisionRule,
): Finding {
  const { difference } = measured.comparison;
  if (difference === null) return withoutBase(budget);
  const node = nodeAt(measured.root, budget.segments);
  const change = nodeAt(difference, budget.segments);
  if (node === undefined || change === undefined) return withoutNumbers(budget, 'not-seen');
  const tolerances = limits.map(toleranceOf);
  const question = { quantity: quantityOf(budget.metric, budget.segments), tolerances };
  const decision = decidedAlready(budget, measured) ?? decideByPlan(node.series, question, rule);
  const { value, low, high } = change;
  const open = decision.verdict === 'continue';
  const smallest = smallestOf(measured, node, budget, tolerances, rule);
  const found = { value, low, high, ...VERDICTS[decision.verdict], enforce: budget.enforce };
  return { ...found, decision, slo: null, open, confirmation: 'none', minimumDetectable: smallest };
}

/** A budget on a whole metric was already decided when the metric was labelled, by the same test on the same values. */
function decidedAlready(budget: Budget, { decision, decidedFor }: MeasuredMetric): PlannedDecision | null {
  return budget === decidedFor ? decision : null;
}

/** The smallest increase of the node that the last look would have found in four of five runs, ms; scores are exact. */
function smallestOf(
  { comparison, root, noise }: MeasuredMetric,
  node: SeriesNode,
  budget: Budget,
  tolerances: readonly Tolerance[],
  rule: DecisionRule,
): number | null {
  const thresholds = looksOf(rule).at(-1)?.thresholds;
  if (isExact(budget.metric) || thresholds === undefined || comparison.base === null) return null;
  const base = nodeAt(comparison.base, budget.segments)?.value ?? 0;
  if (node === root) return noise === null ? null : noise.minimumDetectable * base;
  const change = comparison.difference === null ? 0 : (nodeAt(comparison.difference, budget.segments)?.value ?? 0);
  return smallestChangeMs(node.series, {
    change,
    base,
    step: definitionOf(budget.metric).partStep,
    tolerances,
    thresholds,
    proof: lastProofLook(rule),
  });
}
