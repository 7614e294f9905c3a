import { CUSUM, firstSignal, type CusumRule, type Observation, type Signal } from './cusum.ts';
import { findOnset, type Onset } from './onset.ts';

/** A change of a series. Places are indices into its observations. */
export interface Drift {
  readonly direction: Signal['direction'];
  /** The observation with which it was noticed. */
  readonly noticed: number;
  /** What it is estimated from: from the first observation to before the last. */
  readonly from: number;
  readonly until: number;
  readonly onset: Onset;
}

type Noticed = Omit<Drift, 'onset'>;

/** What one change more costs, in parameters: its level, size and place, and where the observations are cut. */
const PARAMETERS = 4;

/**
 * The changes of a series in order. After one the level is learnt anew, so a slow rise is noticed again and again: changes
 * that follow each other in one direction are one, unless two explain the observations better (BIC, Schwarz 1978).
 */
export function findDrifts(observations: readonly Observation[], rule: CusumRule = CUSUM): Drift[] {
  return joined(observations, signalsOf(observations, rule)).flatMap((change) => {
    const onset = findOnset(observations.slice(change.from, change.until), change.direction);
    return onset === null ? [] : [{ ...change, onset: shifted(onset, change.from) }];
  });
}

function signalsOf(observations: readonly Observation[], rule: CusumRule): Noticed[] {
  const noticed: Noticed[] = [];
  let from = 0;
  for (;;) {
    const signal = firstSignal(observations, from, rule);
    if (signal === null) break;
    noticed.push({ direction: signal.direction, noticed: signal.at, from, until: observations.length });
    from = signal.at + 1;
  }
  return noticed.map((each, index) => ({ ...each, until: noticed[index + 1]?.from ?? observations.length }));
}

/** One change of each two that are one, until none are. */
function joined(observations: readonly Observation[], changes: readonly Noticed[]): readonly Noticed[] {
  for (const [index, before] of changes.entries()) {
    const next = changes[index + 1];
    if (next === undefined || before.direction !== next.direction) continue;
    const one = { ...before, until: next.until };
    if (costOf(observations, one) <= costOf(observations, before) + costOf(observations, next))
      return joined(observations, changes.toSpliced(index, 2, one));
  }
  return changes;
}

/** The squares that one change leaves, and what its parameters cost. */
function costOf(all: readonly Observation[], { direction, from, until }: Noticed): number {
  const observations = all.slice(from, until);
  const weights = observations.reduce((sum, { error }) => sum + error ** -2, 0);
  const mean = observations.reduce((sum, { estimate, error }) => sum + estimate * error ** -2, 0) / weights;
  const squares = observations.reduce((sum, { estimate, error }) => sum + ((estimate - mean) / error) ** 2, 0);
  const gain = findOnset(observations, direction)?.gain ?? 0;
  return squares - gain + PARAMETERS * Math.log(all.length);
}

function shifted(onset: Onset, by: number): Onset {
  return { ...onset, at: onset.at + by, earliest: onset.earliest + by, latest: onset.latest + by };
}
