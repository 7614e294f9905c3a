import { looksOf, looksReached } from './plan.ts';
import type { DecisionRule, Look, Thresholds } from './plan.ts';
import { blockPermutationTest } from './permutation.ts';
import { assertFinite } from './series.ts';
import type { Series } from './series.ts';
import { toleranceScores, zeroScores } from './views.ts';
import type { Quantity, Tolerance } from './views.ts';

/** What is compared, and how much slower head may be: every tolerance must be exceeded. At least one. */
export interface Question {
  readonly quantity: Quantity;
  readonly tolerances: readonly Tolerance[];
}

/** The p-values a decision rests on, each exact. */
interface Evidence {
  /** "Head is not slower at all" is rejected where this is small. */
  readonly pZero: number;
  /** "Head is not slower by more than the tolerances" is rejected where this is small. */
  readonly pTol: number;
  /** "Head is slower by the tolerances or more" is rejected where this is small. */
  readonly pOk: number;
  /** "Head is not faster at all" is rejected where this is small. */
  readonly pFaster: number;
}

export interface Decision extends Evidence {
  readonly verdict: 'worse' | 'same' | 'better' | 'continue' | 'unclear';
  /** The levels of the look; null between looks. */
  readonly thresholds: Thresholds | null;
}

/** A decision along a plan: it froze at `blocks`, or is still open there. */
export interface PlannedDecision extends Decision {
  readonly thresholds: Thresholds;
  readonly blocks: number;
}

/** A cleared comparison is called better at this level. The label changes no verdict, so it spends no α. */
const BETTER_LEVEL = 0.01;

/** Decides at exactly the blocks given; `continue` where the plan has no look there. Throws on non-finite values. */
export function decide(series: Series, question: Question, rule: DecisionRule): Decision {
  const look = looksOf(rule).find(({ blocks }) => blocks === series.length);
  const evidence = test(series, question, rule);
  if (look === undefined) return { ...evidence, verdict: 'continue', thresholds: null };
  return { ...evidence, verdict: verdictAt(evidence, look), thresholds: look.thresholds };
}

/**
 * Goes through the looks that the blocks have reached and freezes at the first that decides. Throws if there are too
 * few blocks for the first look.
 */
export function decideByPlan(series: Series, question: Question, rule: DecisionRule): PlannedDecision {
  let decision: PlannedDecision | undefined;
  for (const look of looksReached(rule, series.length)) {
    const evidence = test(series.slice(0, look.blocks), question, rule);
    decision = { ...evidence, verdict: verdictAt(evidence, look), thresholds: look.thresholds, blocks: look.blocks };
    if (decision.verdict !== 'continue') break;
  }
  if (decision === undefined) throw new RangeError(`no look at ${series.length} blocks`);
  return decision;
}

/** Whether head is slower at all, by the same test, levels and looks that turn an increase red. */
export function isSlower(series: Series, quantity: Quantity, rule: DecisionRule): boolean {
  assertFinite(series);
  return looksReached(rule, series.length).some(({ blocks, thresholds }) => {
    const scores = zeroScores(series.slice(0, blocks), quantity, rule.version);
    return blockPermutationTest(scores).upper <= thresholds.zero;
  });
}

function test(series: Series, { quantity, tolerances }: Question, { version }: DecisionRule): Evidence {
  assertFinite(series);
  if (tolerances.length === 0) throw new RangeError('a decision takes at least one tolerance');
  const zero = blockPermutationTest(zeroScores(series, quantity, version));
  const beyond = tolerances.map((tolerance) =>
    blockPermutationTest(toleranceScores(series, quantity, tolerance, version)),
  );
  return {
    pZero: zero.upper,
    pTol: Math.max(...beyond.map((tails) => tails.upper)),
    // Tied: head lies exactly at the tolerance in every block (0 against 0, a constant CLS), which does not exceed it.
    pOk: Math.min(...beyond.map((tails) => (tails.tied ? 0 : tails.lower))),
    pFaster: zero.lower,
  };
}

function verdictAt({ pZero, pTol, pOk, pFaster }: Evidence, { thresholds, last }: Look): Decision['verdict'] {
  if (thresholds.zero > 0 && pZero <= thresholds.zero && pTol <= thresholds.tolerance) return 'worse';
  if (pOk <= thresholds.pass) return pFaster <= BETTER_LEVEL ? 'better' : 'same';
  return last ? 'unclear' : 'continue';
}
