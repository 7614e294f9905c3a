import { constantsOf, type DecisionVersion, type MaxBlocks } from './versions.ts';

/** When a comparison is looked at: once, after a given number of blocks, or at planned looks up to a maximum. */
export type Plan =
  | { readonly kind: 'fixed'; readonly blocks: number }
  | { readonly kind: 'looks'; readonly maxBlocks: MaxBlocks };

export type { MaxBlocks } from './versions.ts';

/** The rule a whole run decides by. */
export interface DecisionRule {
  readonly plan: Plan;
  /** The chance of any false red at the looks of an unchanged run, e.g. 0.1. */
  readonly alpha: number;
  /** How many comparisons share α: the nodes with a blocking budget, at least 1: m in docs/statistics.md. */
  readonly comparisons: number;
  /** Whose tables and scores; absent: the current ones. */
  readonly version?: DecisionVersion;
  /**
   * How many blocks there were before the first in which some visit, of either side, lacks the metric: looks at more blocks
   * share their level with the test of that loss. Absent: no visit lacks it.
   */
  readonly blocksBeforeLoss?: number;
}

/** The levels that the p-values of one look are held against. */
export interface Thresholds {
  /** For "head is slower at all": this look's share of α / m. 0 if no red is possible yet. */
  readonly zero: number;
  /** For "slower by more than the tolerance". */
  readonly tolerance: number;
  /** For "not slower by the tolerance". */
  readonly pass: number;
}

export interface Look {
  readonly blocks: number;
  readonly thresholds: Thresholds;
  readonly last: boolean;
}

/** No estimate and no decision is made on fewer blocks. */
export const MIN_BLOCKS = 3;

/** A single look spends everything at once. */
const FIXED = { weight: 1, tolerance: 0.05, pass: 0.1 };

/**
 * α of a plan: what was declared, or else 10 % on planned looks, whose reds fresh blocks must prove, and 1 % on a fixed
 * number of blocks, where a red blocks by itself.
 */
export function alphaOf({ kind }: Plan, declared: number | null, version?: DecisionVersion): number {
  return declared ?? constantsOf(version).alpha[kind];
}

/**
 * The looks of a plan, with what each may spend.
 *
 * On unchanged code some comparison of the run turns red with a probability of at most α. Each comparison has α divided by
 * their number, and its looks share that by weights that sum to 1: P(pZero ≤ level) ≤ level at each look, and the
 * probability of a union is at most the sum, however the looks and comparisons depend on each other. A metric that some
 * visit lacks may turn red in a second way, as lost: from there on either way has half (`blocksBeforeLoss`).
 */
export function looksOf({ plan, alpha, comparisons, version, blocksBeforeLoss = Infinity }: DecisionRule): Look[] {
  const planned =
    plan.kind === 'fixed' ? [{ ...FIXED, blocks: plan.blocks }] : constantsOf(version).looks[plan.maxBlocks];
  const zero = zeroThresholds(planned, alpha / comparisons);
  return planned.map(({ blocks, tolerance, pass }, index) => ({
    blocks,
    thresholds: { zero: (zero[index] ?? 0) / (blocks > blocksBeforeLoss ? 2 : 1), tolerance, pass },
    last: index === planned.length - 1,
  }));
}

/**
 * The looks that so many complete blocks have reached. A fixed plan looks once at whatever is there: where blocks were
 * lost that is fewer than planned, and the test is as exact for those.
 */
export function looksReached(rule: DecisionRule, blocks: number): Look[] {
  if (rule.plan.kind === 'fixed') return looksOf({ ...rule, plan: { kind: 'fixed', blocks } });
  return looksOf(rule).filter((look) => look.blocks <= blocks);
}

/** Each look's share of `level`. What no labelling can reach (6^−blocks is above it) is rolled into the next look. */
function zeroThresholds(
  looks: readonly { readonly blocks: number; readonly weight: number }[],
  level: number,
): number[] {
  let carried = 0;
  return looks.map(({ blocks, weight }, index) => {
    const share = carried + weight;
    const reachable = index === looks.length - 1 || smallestP(blocks) <= share * level;
    carried = reachable ? 0 : share;
    return reachable ? share * level : 0;
  });
}

/** The p-value of the most extreme of the 6^blocks labellings. */
export function smallestP(blocks: number): number {
  return 6 ** -blocks;
}

/** The fewest blocks after which one look can turn a comparison red: 6^−N ≤ α / m, and at least 3. */
export function smallestRedBlocks(alpha: number, comparisons: number): number {
  let blocks = MIN_BLOCKS;
  while (smallestP(blocks) > alpha / comparisons) blocks += 1;
  return blocks;
}
