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

type Noticed = Omit<Drift, 'until' | 'onset'> & { readonly last: number };

/** Parameters of one change: the level, the size, the place. */
const PARAMETERS = 3;

/**
 * The changes of a series in order. After one the level is learnt anew. Rises that follow each other are one, unless two
 * explain the observations better (BIC, Schwarz 1978): a slow rise is noticed again and again.
 */
export function findDrifts(observations: readonly Observation[], rule: CusumRule = CUSUM): Drift[] {
  const noticed: Noticed[] = [];
  for (let start = 0; ;) {
    const signal = firstSignal(observations, start, rule);
    if (signal === null) break;
    const before = noticed.at(-1);
    const next = { direction: signal.direction, noticed: signal.at, from: start, last: signal.at };
    if (before !== undefined && isOne(observations, before, next)) {
      noticed.pop();
      noticed.push({ ...before, last: signal.at });
    } else noticed.push(next);
    start = signal.at + 1;
  }
  return noticed.flatMap(({ direction, from, noticed: at }, index) => {
    const until = noticed[index + 1]?.from ?? observations.length;
    const onset = findOnset(observations.slice(from, until), direction);
    return onset === null ? [] : [{ direction, noticed: at, from, until, onset: shifted(onset, from) }];
  });
}

function isOne(observations: readonly Observation[], before: Noticed, next: Noticed): boolean {
  if (before.direction !== next.direction) return false;
  const cost = (from: number, last: number): number => costOf(observations.slice(from, last + 1), next.direction);
  return cost(before.from, next.last) <= cost(before.from, before.last) + cost(next.from, next.last);
}

/** The squares that are left by one change, and what its parameters cost. */
function costOf(observations: readonly Observation[], direction: Signal['direction']): number {
  const weights = observations.reduce((sum, { error }) => sum + error ** -2, 0);
  const mean = observations.reduce((sum, { estimate, error }) => sum + estimate * error ** -2, 0) / weights;
  const squares = observations.reduce((sum, { estimate, error }) => sum + ((estimate - mean) / error) ** 2, 0);
  const gain = findOnset(observations, direction)?.gain ?? 0;
  return squares - gain + PARAMETERS * Math.log(observations.length);
}

function shifted(onset: Onset, by: number): Onset {
  return { ...onset, at: onset.at + by, earliest: onset.earliest + by, latest: onset.latest + by };
}
