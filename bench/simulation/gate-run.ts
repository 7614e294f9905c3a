import { quantityOf, toleranceOf } from '../../src/compare/quantity.ts';
import type { SeriesNode } from '../../src/compare/series-tree.ts';
import { nodeStanding } from '../../src/judge/confirm.ts';
import { waitedFor } from '../../src/judge/open.ts';
import { runSequential, sequentialPlan, type OpenAsk, type SequentialEvent } from '../../src/judge/sequential.ts';
import type { Budget } from '../../src/model/budget.ts';
import { decide } from '../../src/stats/decide.ts';
import type { PlannedDecision, Question } from '../../src/stats/decide.ts';
import { mayTurnWorse } from '../../src/stats/futility.ts';
import { blockPermutationTest } from '../../src/stats/permutation.ts';
import type { DecisionRule } from '../../src/stats/plan.ts';
import { proofEnd, type ProofEnd, type ProofStanding } from '../../src/stats/proof.ts';
import type { Series } from '../../src/stats/series.ts';
import { constantsOf } from '../../src/stats/versions.ts';
import { zeroScores } from '../../src/stats/views.ts';
import type { SimulatedCampaign, Truth } from './campaign.ts';

/** A node with a blocking budget on its increase: its true value on either side, and its budget. */
export interface GatedNode extends Truth {
  readonly budget: Budget;
}

/** What the gate found of one node. */
export interface Finding {
  readonly decision: PlannedDecision;
  /** Whether a suspicion was confirmed and so blocks. */
  readonly blocked: boolean;
  /** What fresh blocks said of a suspicion, as the gate asks them and if none were given up for futility; null without one. */
  readonly proof: { readonly asked: ProofEnd; readonly toTheEnd: ProofEnd } | null;
}

/** Gates one route by the gate's own rules of what to do next; only the blocks are simulated. One finding per budget. */
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
    proof: decision.verdict === 'worse' ? route.proofOf(index) : null,
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
    return this.#prove(ask.count);
  };

  #look(count: number): SequentialEvent {
    this.#blocks += count;
    const series = this.#campaign.upTo(this.#blocks);
    this.decisions = this.#questions.map((question, index) => {
      const before = this.decisions[index];
      if (before && before.verdict !== 'continue') return before;
      return decisionAt(this.#blocks, series[index] ?? [], question, this.#rule);
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

  #prove(count: number): SequentialEvent {
    this.#freshBlocks += count;
    const reds = Map.groupBy(this.#withVerdict('worse'), (red) => this.#standing(Number(red), this.#freshBlocks));
    const [confirmed = [], unconfirmed = []] = [reds.get('confirmed'), reds.get('open')];
    return { type: 'fresh-looked', made: count, confirmed, unconfirmed };
  }

  /** How the proof of one budget ends, by the plan of the gate and by the same one without futility. */
  proofOf(index: number): { asked: ProofEnd; toTheEnd: ProofEnd } {
    const { proof } = constantsOf(this.#rule.version);
    const question = this.#questions[index];
    const pAfter = (blocks: number): number =>
      question === undefined ? 1 : slownessP(this.#freshSeries(index, blocks), question, this.#rule);
    return { asked: proofEnd(proof, pAfter), toTheEnd: proofEnd({ ...proof, futility: null }, pAfter) };
  }

  #standing(index: number, made: number): ProofStanding {
    const budget = this.#budgets[index];
    const root = budget && treeOf(this.#freshSeries(index, made), budget);
    return budget && root ? nodeStanding(root, budget, this.#rule.version) : 'refused';
  }

  #freshSeries(index: number, blocks: number): Series {
    this.#again ??= this.#fresh();
    return this.#again.upTo(blocks)[index] ?? [];
  }

  #withVerdict(verdict: PlannedDecision['verdict']): string[] {
    return this.decisions.flatMap((decision, index) => (decision.verdict === verdict ? [String(index)] : []));
  }
}

/** The decision of a look where no earlier one decided: what `decideByPlan` finds, without looking at those again. */
function decisionAt(blocks: number, series: Series, question: Question, rule: DecisionRule): PlannedDecision {
  const { thresholds, ...decision } = decide(series, question, rule);
  if (thresholds === null) throw new RangeError(`no look at ${blocks} blocks`);
  return { ...decision, thresholds, blocks };
}

/** The tree that the fresh values of a node are found in: the node and what stands above it. */
function treeOf(series: Series, { segments }: Budget): SeriesNode | null {
  const above = (node: SeriesNode | null, id: string): SeriesNode => ({
    id,
    series,
    parts: node === null ? [] : [node],
  });
  return segments.toReversed().reduce<SeriesNode | null>(above, null);
}

function slownessP(series: Series, { quantity }: Question, { version }: DecisionRule): number {
  return blockPermutationTest(zeroScores(series, quantity, version)).upper;
}

/** What the judgement of a `max-increase` asks of the blocks. */
function questionOf({ metric, segments, maxIncrease }: Budget): Question {
  return { quantity: quantityOf(metric, segments), tolerances: (maxIncrease ?? []).map(toleranceOf) };
}
