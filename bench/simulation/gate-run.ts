import { quantityOf, toleranceOf } from '../../src/compare/quantity.ts';
import type { SeriesNode } from '../../src/compare/series-tree.ts';
import { CONFIRMATION_LOOKS, isConfirmed } from '../../src/judge/confirm.ts';
import type { Budget } from '../../src/model/budget.ts';
import { decideByPlan } from '../../src/stats/decide.ts';
import type { PlannedDecision, Question } from '../../src/stats/decide.ts';
import { looksOf } from '../../src/stats/plan.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import type { Series } from '../../src/stats/series.ts';
import type { SimulatedCampaign, Truth } from './campaign.ts';

/** A node with a blocking budget on its increase: what it truly is on either side, and what is asked of it. */
export interface Gated extends Truth {
  readonly budget: Budget;
}

/** What the gate found of one node. */
export interface Finding {
  readonly decision: PlannedDecision;
  /** Whether a red was confirmed and so blocks. */
  readonly blocked: boolean;
}

/**
 * Gates one route as the gate does: blocks up to the next look, every open comparison decided there, on until none is
 * open or the plan ends; then a fresh campaign confirms what is red. One finding per budget.
 */
export function gateRoute(
  campaign: SimulatedCampaign,
  budgets: readonly Budget[],
  rule: DecisionRule,
  fresh: () => SimulatedCampaign,
): Finding[] {
  const decisions = decideRoute(campaign, budgets.map(questionOf), rule);
  // Nothing is spent on a confirmation where nothing is red.
  const isRed = decisions.some(({ verdict }) => verdict === 'worse');
  const confirmation = isRed ? fresh().upTo(CONFIRMATION_LOOKS.at(-1) ?? 0) : [];
  return decisions.map((decision, index) => {
    const [series, budget] = [confirmation[index], budgets[index]];
    const isRepeated = series !== undefined && budget !== undefined && agrees(series, budget);
    return { decision, blocked: decision.verdict === 'worse' && isRepeated };
  });
}

/** What the judgement of a `max-increase` asks of the blocks. */
function questionOf({ metric, segments, maxIncrease }: Budget): Question {
  return { quantity: quantityOf(metric, segments), tolerances: (maxIncrease ?? []).map(toleranceOf) };
}

/** The tree that the fresh values of a node are found in: the node and what stands above it. */
function agrees(series: Series, budget: Budget): boolean {
  const ids = budget.segments.toReversed();
  const root = ids.reduce<SeriesNode | null>((node, id) => ({ id, series, parts: node === null ? [] : [node] }), null);
  return root !== null && isConfirmed(root, budget);
}

function decideRoute(
  campaign: SimulatedCampaign,
  questions: readonly Question[],
  rule: DecisionRule,
): readonly PlannedDecision[] {
  let decisions: readonly PlannedDecision[] = [];
  for (const look of looksOf(rule)) {
    const series = campaign.upTo(look.blocks);
    decisions = questions.map((question, index) => {
      const before = decisions[index];
      return before && before.verdict !== 'continue' ? before : decideByPlan(series[index] ?? [], question, rule);
    });
    if (decisions.every(({ verdict }) => verdict !== 'continue')) break;
  }
  return decisions;
}
