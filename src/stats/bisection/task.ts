import type { Random } from '../random.ts';
import type { ArmBlock } from './arms.ts';
import type { Bracket } from './posterior.ts';

/** A change with its 95 % interval, in the values' unit. */
export interface Change {
  readonly effect: number;
  readonly low: number;
  readonly high: number;
}

export interface BisectionTask {
  /** Commits between base (arm 0) and head (arm `commits`), head included. */
  readonly commits: number;
  /** The visits already made, on base and head. */
  readonly prior: readonly ArmBlock[];
  /** The reported change from base to head, which the commits' changes add up to. Null if none is reported. */
  readonly whole: Change | null;
  /** Whether noise grows with the value: so it is for times as a whole, not for parts that may be 0 nor for CLS. */
  readonly relative: boolean;
  /** Whether every commit is being served anyway, so that visiting it costs no build. */
  readonly allServed: boolean;
  readonly random: Random;
  /** Serves an arm. False: it cannot be built. Null: time is up. */
  readonly prepare: (arm: number) => Promise<boolean | null>;
  /** One visit on each of the arms, in this order. Null: time is up. */
  readonly measure: (arms: readonly number[]) => Promise<ArmBlock | null>;
}

/** The change over a stretch of the history: over one commit where `high` follows `low`. */
export interface Segment extends Bracket {
  /** Null if time was up before anything could be said. */
  readonly change: Change | null;
  /** Whether head became slower in it, beyond doubt. */
  readonly isCulprit: boolean;
}

export interface Bisection {
  /** From base to head, without gaps; their changes sum to the task's whole, or else to the search's own estimate of it. */
  readonly segments: readonly Segment[];
  /** Arms that could not be built. */
  readonly skipped: readonly number[];
  readonly outOfTime: boolean;
}
