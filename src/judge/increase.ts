import { quantityOf, toleranceOf } from '../compare/quantity.ts';
import { nodeOf } from '../compare/series-tree.ts';
import type { SeriesNode } from '../compare/series-tree.ts';
import type { Budget, Limit } from '../model/budget.ts';
import type { Comparison } from '../model/comparison.ts';
import type { Reason, Verdict } from '../model/verdict.ts';
import { decideByPlan } from '../stats/decide.ts';
import type { Decision } from '../stats/decide.ts';
import type { DecisionRule } from '../stats/plan.ts';
import { withoutBase, withoutNumbers } from './finding.ts';
import type { Finding } from './finding.ts';

const VERDICTS: Readonly<Record<Decision['verdict'], { readonly verdict: Verdict; readonly reason: Reason }>> = {
  worse: { verdict: 'fail', reason: 'worse' },
  same: { verdict: 'pass', reason: 'within-tolerance' },
  better: { verdict: 'pass', reason: 'within-tolerance' },
  unclear: { verdict: 'inconclusive', reason: 'unclear' },
  continue: { verdict: 'inconclusive', reason: 'unclear' },
};

/** Judges a `max-increase`: the exact test decides, the additive estimate and its interval are what is shown. */
export function judgeIncrease(
  budget: Budget,
  limits: readonly Limit[],
  measured: { readonly comparison: Comparison; readonly root: SeriesNode },
  rule: DecisionRule,
): Finding {
  const { difference } = measured.comparison;
  if (difference === null) return withoutBase(budget);
  const node = nodeOf(measured.root, budget.segments);
  const change = nodeOf(difference, budget.segments);
  if (node === undefined || change === undefined) return withoutNumbers(budget, 'not-seen');
  const question = { quantity: quantityOf(budget.metric, budget.segments), tolerances: limits.map(toleranceOf) };
  const decision = decideByPlan(node.series, question, rule);
  const { value, low, high } = change;
  const open = decision.verdict === 'continue';
  return { value, low, high, ...VERDICTS[decision.verdict], enforce: budget.enforce, decision, slo: null, open };
}
