import { quantityOf, toleranceOf } from '../../src/compare/quantity.ts';
import type { SeriesNode } from '../../src/compare/series-tree.ts';
import { nodeStanding } from '../../src/judge/confirm.ts';
import { waitedFor } from '../../src/judge/open.ts';
import { runSequential, sequentialPlan, type OpenAsk, type SequentialEvent } from '../../src/judge/sequential.ts';
import type { Budget } from '../../src/model/budget.ts';
import { decideByPlan } from '../../src/stats/decide.ts';
import type { PlannedDecision, Question } from '../../src/stats/decide.ts';
import { mayTurnWorse } from '../../src/stats/futility.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import type { ProofStanding } from '../../src/stats/proof.ts';
import type { Series } from '../../src/stats/series.ts';
import type { SimulatedCampaign, Truth } from './campaign.ts';

/** A node with a blocking budget on its increase: its true value on either side, and its budget. */
export interface GatedNode extends Truth {
  readonly budget: Budget;
}

/** What the gate found of one node. */
export interface Finding {
  readonly decision: PlannedDecision;
  /** Whether a red was confirmed and so blocks. */
  readonly blocked: boolean;
}

/**
 * Gates one route by the gate's own rules of what to do next; only the blocks and what is asked of them are simulated.
 * One finding per budget.
 */
export function gateRoute(
  campaign: SimulatedCampaign,
  budgets: readonly Budget[],
  rule: DecisionRule,
  fresh: () => SimulatedCampaign,
): Finding[] {
  const route = new SimulatedRoute(campaign, budgets, rule, fresh);
  const { confirmed } = runSequential(sequentialPlan(rule), route.answer);
  return route.decisions.map((decision, index) => ({
    decision,
    blocked: confirmed?.includes(String(index)) ?? false,
  }));
}

/** Budgets by their index: several may be on one path. */
class SimulatedRoute {
  readonly #campaign: SimulatedCampaign;
  readonly #budgets: readonly Budget[];
  readonly #questions: readonly Question[];
  readonly #rule: DecisionRule;
  readonly #fresh: () => SimulatedCampaign;
  #again: SimulatedCampaign | null = null;
  #blocks = 0;
  #freshBlocks = 0;
  decisions: readonly PlannedDecision[] = [];

  constructor(
    campaign: SimulatedCampaign,
    budgets: readonly Budget[],
    rule: DecisionRule,
    fresh: () => SimulatedCampaign,
  ) {
    this.#campaign = campaign;
    this.#budgets = budgets;
    this.#questions = budgets.map(questionOf);
    this.#rule = rule;
    this.#fresh = fresh;
  }

  readonly answer = (ask: OpenAsk): SequentialEvent => {
    if (ask.kind === 'blocks') return this.#look(ask.count);
    if (ask.kind === 'judgement') return { type: 'judged', reds: this.#withVerdict('worse') };
    return this.#confirm(ask.count);
  };

  #look(count: number): SequentialEvent {
    this.#blocks += count;
    const series = this.#campaign.upTo(this.#blocks);
    this.decisions = this.#questions.map((question, index) => {
      const before = this.decisions[index];
      return before && before.verdict !== 'continue' ? before : decideByPlan(series[index] ?? [], question, this.#rule);
    });
    return { type: 'looked', open: this.#open() };
  }

  /** As the gate has it if every budget blocks and an inconclusive one does not. */
  #open(): string[] {
    const standings = this.decisions.map((decision, index) => ({
      index,
      isOpen: decision.verdict === 'continue',
      isBroken: decision.verdict === 'worse',
      mayBreak: () => mayTurnWorse(decision, this.#rule),
    }));
    return waitedFor(standings, { inconclusiveBlocks: false }).map(({ index }) => String(index));
  }

  #confirm(count: number): SequentialEvent {
    this.#again ??= this.#fresh();
    this.#freshBlocks += count;
    const series = this.#again.upTo(this.#freshBlocks);
    const reds = Map.groupBy(this.#withVerdict('worse'), (red) => {
      const [values, budget] = [series[Number(red)], this.#budgets[Number(red)]];
      return values === undefined || budget === undefined ? 'refused' : proven(values, budget);
    });
    const [confirmed = [], unconfirmed = []] = [reds.get('confirmed'), reds.get('open')];
    return { type: 'fresh-looked', made: count, confirmed, unconfirmed };
  }

  #withVerdict(verdict: PlannedDecision['verdict']): string[] {
    return this.decisions.flatMap((decision, index) => (decision.verdict === verdict ? [String(index)] : []));
  }
}

/** What the judgement of a `max-increase` asks of the blocks. */
function questionOf({ metric, segments, maxIncrease }: Budget): Question {
  return { quantity: quantityOf(metric, segments), tolerances: (maxIncrease ?? []).map(toleranceOf) };
}

/** The tree that the fresh values of a node are found in: the node and what stands above it. */
function proven(series: Series, budget: Budget): ProofStanding {
  const ids = budget.segments.toReversed();
  const root = ids.reduce<SeriesNode | null>((node, id) => ({ id, series, parts: node === null ? [] : [node] }), null);
  return root === null ? 'refused' : nodeStanding(root, budget);
}
