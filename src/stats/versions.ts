/*
 * The rule of decision has versions, and each is data: the code is the same for all. A run records the version that it was
 * planned by, so samples are judged again by the very rule that made them.
 */

/** Of the rule that runs are decided by. */
export const DECISION_VERSIONS = [1, 2] as const;
export type DecisionVersion = (typeof DECISION_VERSIONS)[number];

/** What a run is planned by from now on. */
export const CURRENT: DecisionVersion = 2;

export type MaxBlocks = 10 | 15 | 20;

/** One look of a plan: its share of α (the weights of a plan sum to 1), and the levels for both sides of a tolerance. */
interface PlannedLook {
  readonly blocks: number;
  readonly weight: number;
  readonly tolerance: number;
  readonly pass: number;
}

/** A look at the fresh blocks after a red: "head is worse" must be as unlikely as `level` by chance. */
export interface ProofLook {
  readonly blocks: number;
  readonly level: number;
}

/** How fresh blocks prove a red. */
export interface ProofPlan {
  /** Ascending, at least one. */
  readonly looks: readonly ProofLook[];
  /** Where a red whose p-value is above `p` at so many fresh blocks is given up; null: nowhere. */
  readonly futility: { readonly blocks: number; readonly p: number } | null;
}

export interface DecisionConstants {
  /** The chance of any red at the looks of an unchanged run, where the configuration says nothing. */
  readonly alpha: { readonly fixed: number; readonly looks: number };
  /** Residuals beyond so many scales score no more than that (Huber 1964). */
  readonly clip: number;
  /** Whether outliers score as the centre does in the tests of a tolerance too; in those of "slower at all" they always do. */
  readonly ignoresOutliersOfTolerances: boolean;
  readonly looks: Readonly<Record<MaxBlocks, readonly PlannedLook[]>>;
  readonly proof: ProofPlan;
  /**
   * Whether all the ways in which one comparison can turn red, or a red be proven, share one level. Then the levels are
   * bounds of the whole; version 1 spent them on each way.
   */
  readonly sharesLevels: boolean;
}

/**
 * docs/statistics.md#the-table-of-looks. Where head is slower by exactly the tolerance, the tolerance and pass levels of
 * some look are passed with a probability of .20 each, to within half a point (`npm run bench:calibrate-looks`).
 */
const LOOKS: DecisionConstants['looks'] = {
  10: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.1111 },
    { blocks: 5, weight: 0.4, tolerance: 0.0894, pass: 0.0889 },
    { blocks: 7, weight: 0.3, tolerance: 0.1117, pass: 0.0889 },
    { blocks: 10, weight: 0.3, tolerance: 0.149, pass: 0.1111 },
  ],
  15: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.0972 },
    { blocks: 5, weight: 0.4, tolerance: 0.0746, pass: 0.0729 },
    { blocks: 8, weight: 0.2, tolerance: 0.0933, pass: 0.0729 },
    { blocks: 11, weight: 0.2, tolerance: 0.1057, pass: 0.0729 },
    { blocks: 15, weight: 0.2, tolerance: 0.1244, pass: 0.0972 },
  ],
  20: [
    { blocks: 3, weight: 0, tolerance: 0, pass: 0.088 },
    { blocks: 5, weight: 0.4, tolerance: 0.0647, pass: 0.066 },
    { blocks: 8, weight: 0.15, tolerance: 0.0755, pass: 0.066 },
    { blocks: 11, weight: 0.15, tolerance: 0.0863, pass: 0.066 },
    { blocks: 15, weight: 0.15, tolerance: 0.097, pass: 0.0704 },
    { blocks: 20, weight: 0.15, tolerance: 0.1078, pass: 0.088 },
  ],
};

/** Four looks whose levels sum to 1 %: a union bound, so no calibration is needed. */
const PROOF: ProofPlan = {
  looks: [
    { blocks: 4, level: 0.0019 },
    { blocks: 8, level: 0.0023 },
    { blocks: 12, level: 0.0026 },
    { blocks: 16, level: 0.0032 },
  ],
  futility: { blocks: 8, p: 0.5 },
};

/** Of version 1: the same with probabilities of .05 and .10. */
const FIRST_LOOKS: DecisionConstants['looks'] = {
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

const DECISIONS: Readonly<Record<DecisionVersion, DecisionConstants>> = {
  1: {
    alpha: { fixed: 0.01, looks: 0.01 },
    clip: 1.5,
    ignoresOutliersOfTolerances: false,
    looks: FIRST_LOOKS,
    proof: {
      looks: [
        { blocks: 4, level: 0.075 },
        { blocks: 8, level: 0.05 },
      ],
      futility: null,
    },
    sharesLevels: false,
  },
  2: {
    alpha: { fixed: 0.01, looks: 0.1 },
    clip: 2,
    ignoresOutliersOfTolerances: true,
    looks: LOOKS,
    proof: PROOF,
    sharesLevels: true,
  },
};

/** The numbers of a version; of the current one where none is named. */
export function constantsOf(version: DecisionVersion = CURRENT): DecisionConstants {
  return DECISIONS[version];
}

export function isDecisionVersion(version: number): version is DecisionVersion {
  return DECISION_VERSIONS.some((known) => known === version);
}
