import type { Metric } from '../model/metric.ts';
import { findDrifts, type Drift } from '../stats/drift/drifts.ts';
import { findOnset, type Form, type Onset } from '../stats/drift/onset.ts';
import { sizeOf } from './change.ts';
import type { Epoch, EpochSeries } from './epochs.ts';
import type { History, HistoryCommit } from './history.ts';

/** A change of a metric on main. */
export interface HistoryDrift {
  readonly route: string;
  readonly condition: string;
  readonly metric: Metric;
  readonly epoch: Epoch;
  readonly direction: Drift['direction'];
  readonly form: Form;
  /** The commit where it began, and the range that holds it in nine cases of ten. */
  readonly since: HistoryCommit;
  readonly earliest: HistoryCommit;
  readonly latest: HistoryCommit;
  /** The commit with which it was noticed. */
  readonly noticed: HistoryCommit;
  /** By the last commit of the change: a fraction where the metric is compared on a log scale, else in its unit. */
  readonly size: number;
  readonly scale: EpochSeries['scale'];
  /** The phase that changes most plainly, if one does: `lcp.ttfb`. */
  readonly phase: string | null;
  /** Whether it is a rise after which main did not get faster again. */
  readonly isOpen: boolean;
}

/** A phase that changes less plainly than this is not named: one in a hundred does so by chance. */
const PLAIN = 11.3;

/**
 * The drifts of a whole metric in an epoch. `phases` are the series of its phases in that epoch: they raise no alarm of
 * their own. They explain the metric's, and the one that changes most plainly says best where it began.
 */
export function driftsOf(history: History, whole: EpochSeries, phases: readonly EpochSeries[]): HistoryDrift[] {
  const { route, condition, metric, epoch, scale } = whole;
  const drifts = findDrifts(whole.observations);
  return drifts.flatMap((drift, index) => {
    const { phase, onset } = clearest(whole, phases, drift);
    const isOpen = drift.direction === 'rise' && !drifts.slice(index + 1).some(({ direction }) => direction === 'fall');
    const [since, earliest, latest] = [onset.at, onset.earliest, onset.latest].map((at) => history.commits[at]);
    const noticed = history.commits[whole.commits[drift.noticed] ?? -1];
    if (since === undefined || earliest === undefined || latest === undefined || noticed === undefined) return [];
    const size = sizeOf(whole, drift.onset.size);
    const { direction } = drift;
    const { form } = onset;
    const at = { since, earliest, latest, noticed };
    return [{ route, condition, metric, epoch, direction, form, ...at, size, scale, phase, isOpen }];
  });
}

interface Clearest {
  readonly phase: string | null;
  /** Its places are indices into the history's commits. */
  readonly onset: Onset;
}

function clearest(whole: EpochSeries, phases: readonly EpochSeries[], drift: Drift): Clearest {
  const from = whole.commits[drift.from] ?? 0;
  const until = whole.commits[drift.until] ?? Infinity;
  let best: Clearest = { phase: null, onset: inHistory(drift.onset, whole.commits) };
  let plainest = PLAIN;
  for (const { path, commits, observations } of phases) {
    const places = [...commits.keys()].filter((place) => within(commits[place], from, until));
    const onset = findOnset(
      places.flatMap((place) => observations[place] ?? []),
      drift.direction,
    );
    if (onset === null || onset.gain <= plainest) continue;
    plainest = onset.gain;
    const own = places.map((place) => commits[place] ?? 0);
    best = { phase: path, onset: onset.gain > drift.onset.gain ? inHistory(onset, own) : best.onset };
  }
  return best;
}

const within = (commit: number | undefined, from: number, until: number): boolean =>
  commit !== undefined && commit >= from && commit < until;

function inHistory(onset: Onset, commits: readonly number[]): Onset {
  const [at = 0, earliest = 0, latest = 0] = [onset.at, onset.earliest, onset.latest].map((place) => commits[place]);
  return { ...onset, at, earliest, latest };
}
