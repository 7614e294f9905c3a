import { decideByPlan, type Question } from './decide.ts';
import { looksOf, type DecisionRule } from './plan.ts';
import { blockPermutationTest } from './permutation.ts';
import { lastProofLook, proofEnd } from './proof.ts';
import { blockOrder, type Random } from './random.ts';
import { mapSeries, type Series } from './series.ts';
import { constantsOf } from './versions.ts';
import { zeroScores } from './views.ts';

/** How often a rule said what, over many labellings of the same blocks. */
export interface Rates {
  readonly runs: number;
  /** Fractions of the runs; these three sum to 1. */
  readonly worse: number;
  readonly same: number;
  readonly unclear: number;
  /** The fraction that is worse and that fresh blocks confirm where the rule asks for them: it blocks. */
  readonly confirmed: number;
  /** Blocks until the decision, on average. */
  readonly blocks: number;
}

/**
 * The rates of a rule on recorded blocks whose visits all came from one and the same deploy: in each run as many
 * blocks as the plan has are drawn with replacement and two visits of each are called "head" at random, so that whatever
 * made them scatter stays in. What
 * is called head is made slower by `increase`, a fraction; 0 gives the false alarms of this very page. What is worse is
 * held against fresh blocks that are drawn in the same way.
 */
export function relabelledRates(
  series: Series,
  question: Question,
  rule: DecisionRule,
  { runs, increase, random }: { readonly runs: number; readonly increase: number; readonly random: Random },
): Rates {
  const count = { worse: 0, same: 0, unclear: 0, confirmed: 0, blocks: 0 };
  const most = looksOf(rule).at(-1)?.blocks ?? series.length;
  for (let run = 0; run < runs; run += 1) {
    const draw = (among: number): Series => slowed(relabelled(drawn(series, among, random), random), increase);
    const { verdict, blocks } = decideByPlan(draw(most), question, rule);
    count.blocks += blocks;
    if (verdict === 'worse') count.worse += 1;
    else if (verdict === 'same' || verdict === 'better') count.same += 1;
    else count.unclear += 1;
    if (verdict === 'worse' && isConfirmed(draw, question, rule)) count.confirmed += 1;
  }
  return {
    runs,
    worse: count.worse / runs,
    same: count.same / runs,
    unclear: count.unclear / runs,
    confirmed: count.confirmed / runs,
    blocks: count.blocks / runs,
  };
}

/** Whether fresh blocks prove that head is slower; one look at a fixed number of blocks needs none. */
function isConfirmed(draw: (blocks: number) => Series, { quantity }: Question, rule: DecisionRule): boolean {
  const last = lastProofLook(rule);
  if (last === null) return true;
  const fresh = draw(last.blocks);
  const pAfter = (blocks: number): number =>
    blockPermutationTest(zeroScores(fresh.slice(0, blocks), quantity, rule.version)).upper;
  return proofEnd(constantsOf(rule.version).proof, pAfter).confirmed;
}

function relabelled(series: Series, random: Random): Series {
  return series.map((block) => {
    const order = blockOrder(random);
    return block.map(({ value }, position) => ({ head: order[position] === 'head', value }));
  });
}

function slowed(series: Series, increase: number): Series {
  return mapSeries(series, (value, head) => (head ? value * (1 + increase) : value));
}

function drawn(series: Series, blocks: number, random: Random): Series {
  return Array.from({ length: blocks }, () => series[Math.floor(random() * series.length)] ?? []);
}
