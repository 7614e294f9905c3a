import type { Effect, Refused } from '../../../stats/experiments/effect.ts';
import type { DifferenceInDifferences } from '../../../stats/experiments/difference-in-differences.ts';
import type { SampleRatio } from '../../../stats/experiments/sample-ratio.ts';

/** Why an effect is not there, or is not to be relied on. */
export type ExperimentReason =
  | 'no-sessions'
  | 'no-flag'
  | 'one-arm'
  | 'several-arms'
  | 'variant-changes'
  | 'sample-ratio-mismatch'
  | 'coverage-differs'
  | 'no-sessions-before'
  | 'no-sessions-after'
  | 'control-treated'
  | 'treated-before'
  | 'trends-unknown'
  | 'trends-differ'
  | 'mixed-periods'
  | 'not-certain'
  | Refused['refused'];

/** Sessions that are compared with others. */
export interface ArmRow {
  readonly name: string;
  /** Those with an outcome, and their mean in the outcome's unit: a share, money, ms or a score. */
  readonly sessions: number;
  readonly mean: number | null;
  /** The share of landing views whose end was heard of. */
  readonly coverage: number | null;
}

export interface ComparedArm {
  readonly arm: string;
  readonly effect: Effect;
  /** Of this comparison alone; null: it is established. */
  readonly reason: ExperimentReason | null;
}

/** What a design finds in its sessions. */
export interface ExperimentFound {
  /** Of the first comparison; null: it is established. */
  readonly reason: ExperimentReason | null;
  readonly control: string | null;
  readonly arms: readonly ArmRow[];
  /** None where the sessions cannot say. */
  readonly comparisons: readonly ComparedArm[];
  readonly sampleRatio: SampleRatio | null;
  /** Sessions in which the flag had several values. */
  readonly changed: { readonly sessions: number; readonly share: number } | null;
  readonly trend: DifferenceInDifferences['trend'];
  /** What was left out, by why; null where the design leaves nothing out. */
  readonly dropped: Readonly<Record<string, number>> | null;
  /** Sessions that the effect can be had of, or is lost of. */
  readonly exposed: number;
}

export const NOTHING: Omit<ExperimentFound, 'reason'> = {
  control: null,
  arms: [],
  comparisons: [],
  sampleRatio: null,
  changed: null,
  trend: null,
  dropped: null,
  exposed: 0,
};

/** Whether an interval holds 0, or does not say. */
export function holdsZero({ difference: { low, high } }: Effect): boolean {
  return low === null || high === null || (low <= 0 && high >= 0);
}
