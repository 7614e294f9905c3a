import { binomialCdf } from './distributions.ts';
import { blockPermutationTest } from './permutation.ts';
import { looksOf, type Plan } from './plan.ts';
import { gridScores } from './scores.ts';
import type { Series } from './series.ts';

/**
 * The chance that a campaign suspects head because of failures that both sides have equally often: 1 %. Fresh blocks must
 * prove it at levels that sum to 1 % (proof.ts), so it blocks with a chance of at most 0.01 %. The planned looks share one
 * half of it by their weights. The other half is for the end of the campaign, where all blocks that were begun are tested,
 * dropped ones too. It is kept whole because a head that is gone for good ends its campaign after four dropped blocks, at a
 * p-value of ½ · 6⁻³ = 0.23 % or less, whichever looks were taken before.
 *
 * It is spent per campaign and not shared by the run: a campaign without failed first attempts cannot be blamed at all,
 * and with a share of 1 % per route a dead head could not be told after four blocks.
 */
const LEVEL = 0.01;
/** More failures than this are too many: of both sides nothing is measured honestly, and head may not have so many more. */
const MOST_FAILURES = 0.25;
/** "Head fails in 25 % more of its visits than base does" is rejected where so few failures more are less likely than this. */
const PASS_LEVEL = 0.1;
/**
 * At the end, failures that are neither rejected nor shown to be rare are reported if chance alone is less likely than
 * this.
 */
const TELLING_LEVEL = 0.25;

/**
 * What first attempts that failed (1, else 0) say of the two sides. `open`: later blocks must tell. `unclear`: the
 * campaign is over, and it is neither shown that head fails more often than base nor that it does not.
 */
export type FailureStanding = 'fewer-than-matter' | 'open' | 'unclear' | 'worse-on-head' | 'too-many-on-both';

/**
 * Holds the failed first attempts of both sides against each other, by the decision's own exact test and at its looks.
 *
 * @param failures of every block that was begun, in order
 * @param isOver whether the campaign takes no more blocks
 * @param before visits before the first block: not in random order, so they blame neither side, but they keep head from
 * being cleared
 */
export function failureStanding(
  failures: Series,
  plan: Plan,
  isOver: boolean,
  before: Series[number] = [],
): FailureStanding {
  if (failures.length === 0) return 'fewer-than-matter';
  if (isWorseOnHead(failures, plan, isOver)) return 'worse-on-head';
  if (isOver && Math.min(rate(failures, false), rate(failures, true)) > MOST_FAILURES) return 'too-many-on-both';
  if (isShownRare([before, ...failures])) return 'fewer-than-matter';
  if (!isOver) return 'open';
  return pValue(failures) <= TELLING_LEVEL ? 'unclear' : 'fewer-than-matter';
}

function isWorseOnHead(failures: Series, plan: Plan, isOver: boolean): boolean {
  if (plan.kind === 'fixed') return isOver && pValue(failures) <= LEVEL;
  const looks = looksOf({ plan, alpha: LEVEL / 2, comparisons: 1 }).filter(({ blocks }) => blocks <= failures.length);
  return (
    looks.some(({ blocks, thresholds }) => pValue(failures.slice(0, blocks)) <= thresholds.zero) ||
    (isOver && pValue(failures) <= LEVEL / 2)
  );
}

/** The p-value of "head fails no more often than base". */
function pValue(failures: Series): number {
  return blockPermutationTest(gridScores(failures, 1)).upper;
}

/** Whether head fails no more often than base, or its excess is shown to be below `MOST_FAILURES` of its visits. */
function isShownRare(failures: Series): boolean {
  const excess = failed(failures, true) - failed(failures, false);
  if (excess <= 0) return true;
  const visits = visitsOf(failures, true).length;
  return (binomialCdf(visits, MOST_FAILURES)[excess] ?? 1) <= PASS_LEVEL;
}

function rate(failures: Series, head: boolean): number {
  return failed(failures, head) / visitsOf(failures, head).length;
}

function failed(failures: Series, head: boolean): number {
  return visitsOf(failures, head).reduce((sum, { value }) => sum + value, 0);
}

function visitsOf(failures: Series, head: boolean) {
  return failures.flat().filter((visit) => visit.head === head);
}
