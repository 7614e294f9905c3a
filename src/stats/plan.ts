/** When a comparison is looked at: once, after a given number of blocks, or at planned looks up to a maximum. */
export type Plan =
  | { readonly kind: 'fixed'; readonly blocks: number }
  | { readonly kind: 'looks'; readonly maxBlocks: MaxBlocks };

export type MaxBlocks = 10 | 15 | 20;

/** The rule a whole run decides by. */
export interface DecisionRule {
  readonly plan: Plan;
  /** The chance of any false red in an unchanged run, e.g. 0.01. */
  readonly alpha: number;
  /** How many comparisons share α: the nodes with a blocking budget, at least 1: m in docs/statistics.md. */
  readonly comparisons: number;
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

interface PlannedLook {
  readonly blocks: number;
  readonly weight: number;
  readonly tolerance: number;
  readonly pass: number;
}

/** No estimate and no decision is made on fewer blocks. */
export const MIN_BLOCKS = 3;

/** A single look spends everything at once. */
const FIXED = { weight: 1, tolerance: 0.05, pass: 0.1 };

/**
 * docs/statistics.md#the-table-of-looks. The weights sum to 1; where head is slower by exactly the tolerance, the
 * tolerance and pass levels of some look are passed with a probability of at most .05 and .10 (`npm run bench:calibrate-looks`).
 */
const LOOKS: Readonly<Record<MaxBlocks, readonly PlannedLook[]>> = {
  10: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.02, pass: 0.039 },
    { blocks: 7, weight: 0.3, tolerance: 0.023, pass: 0.038 },
    { blocks: 10, weight: 0.3, tolerance: 0.033, pass: 0.052 },
  ],
  15: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.015, pass: 0.032 },
    { blocks: 8, weight: 0.2, tolerance: 0.019, pass: 0.032 },
    { blocks: 11, weight: 0.2, tolerance: 0.021, pass: 0.032 },
    { blocks: 15, weight: 0.2, tolerance: 0.026, pass: 0.042 },
  ],
  20: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.045 },
    { blocks: 5, weight: 0.4, tolerance: 0.012, pass: 0.028 },
    { blocks: 8, weight: 0.15, tolerance: 0.015, pass: 0.027 },
    { blocks: 11, weight: 0.15, tolerance: 0.017, pass: 0.027 },
    { blocks: 15, weight: 0.15, tolerance: 0.019, pass: 0.032 },
    { blocks: 20, weight: 0.15, tolerance: 0.023, pass: 0.033 },
  ],
};

/** The looks of a plan, with what each may spend. */
export function looksOf({ plan, alpha, comparisons }: DecisionRule): Look[] {
  const planned = plan.kind === 'fixed' ? [{ ...FIXED, blocks: plan.blocks }] : LOOKS[plan.maxBlocks];
  const zero = zeroThresholds(planned, alpha / comparisons);
  return planned.map(({ blocks, tolerance, pass }, index) => ({
    blocks,
    thresholds: { zero: zero[index] ?? 0, tolerance, pass },
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
function smallestP(blocks: number): number {
  return 6 ** -blocks;
}

/** The fewest blocks after which one look can turn a comparison red: 6^−N ≤ α / m, and at least 3. */
export function smallestRedBlocks(alpha: number, comparisons: number): number {
  let blocks = MIN_BLOCKS;
  while (smallestP(blocks) > alpha / comparisons) blocks += 1;
  return blocks;
}
