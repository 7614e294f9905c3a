import type { Observation } from '../stats/drift/cusum.ts';
import { prepared } from '../stats/drift/level.ts';
import { definitionOf } from '../model/metric.ts';
import type { History, HistoryCommit, HistorySeries } from './history.ts';

/** Commits that can be compared with each other: measured against one anchor, by one major version of Chrome, on one kind of runner. */
export interface Epoch {
  readonly anchor: string;
  /** The major version. */
  readonly chrome: string;
  readonly runner: string;
  /** Indices into the history's commits, ascending. Epochs of several runners overlap. */
  readonly commits: readonly number[];
  /** Whether it has the anchor and the major version of the last commit. */
  readonly isCurrent: boolean;
}

/** A series within an epoch, ready to be looked at. */
export interface EpochSeries extends Pick<HistorySeries, 'route' | 'condition' | 'path' | 'metric' | 'scale'> {
  readonly epoch: Epoch;
  /** Indices into the history's commits, one for each observation. */
  readonly commits: readonly number[];
  /** As measured, with the least error that there can be. */
  readonly measured: readonly Observation[];
  readonly observations: readonly Observation[];
  /** The level of the anchor build, in the metric's unit: the median of what the entries say. */
  readonly anchors: readonly number[];
}

/** The epochs of a history in the order that they began. */
export function epochsOf({ commits }: History): Epoch[] {
  const last = commits.at(-1);
  const groups = Map.groupBy(commits.keys(), (index) => keyOf(commits[index]));
  return [...groups.values()].flatMap((indices) => {
    const first = commits[indices[0] ?? -1];
    if (first === undefined || last === undefined) return [];
    const { anchor, runner } = first;
    const chrome = majorOf(first);
    const isCurrent = anchor === last.anchor && chrome === majorOf(last);
    return [{ anchor, chrome, runner, commits: indices, isCurrent }];
  });
}

const keyOf = (commit: HistoryCommit | undefined): string =>
  commit === undefined ? '' : JSON.stringify([commit.anchor, majorOf(commit), commit.runner]);

/** `156` of `156.0.7778.2` and of `Chrome/156.0.7778.2`. */
export function majorOf({ chrome }: Pick<HistoryCommit, 'chrome'>): string {
  return /\d+/.exec(chrome)?.[0] ?? chrome;
}

/** The series cut into epochs. */
export function inEpochs({ series }: History, epochs: readonly Epoch[]): EpochSeries[] {
  const epochOf = new Map(epochs.flatMap((epoch) => epoch.commits.map((commit) => [commit, epoch] as const)));
  return series.flatMap((each) => {
    const places = Map.groupBy(each.commits.keys(), (place) => epochOf.get(each.commits[place] ?? -1));
    return [...places].flatMap(([epoch, at]) => (epoch === undefined ? [] : [cut(each, epoch, at)]));
  });
}

function cut(series: HistorySeries, epoch: Epoch, places: readonly number[]): EpochSeries {
  const { route, condition, path, metric, scale } = series;
  const measured = places.map((place) => ({
    estimate: series.estimates[place] ?? 0,
    error: Math.max(series.errors[place] ?? 0, leastError(series, place)),
  }));
  return {
    route,
    condition,
    path,
    metric,
    scale,
    epoch,
    measured,
    commits: places.map((place) => series.commits[place] ?? 0),
    observations: prepared(measured),
    anchors: places.map((place) => series.anchors[place] ?? 0),
  };
}

/** No run knows a change better than to a thousandth. */
const FINEST = 0.001;

/**
 * What an error is at the least, where all visits measured the same: that of rounding to the metric's step, spread over
 * the pairs.
 */
function leastError(series: HistorySeries, place: number): number {
  const { metric, path, scale } = series;
  const { step, partStep } = definitionOf(metric);
  const anchor = Math.abs(series.anchors[place] ?? 0);
  const rounding = (path === metric ? step : partStep) / Math.sqrt(12 * (series.pairs[place] ?? 1));
  if (scale === 'difference') return Math.max(rounding, FINEST * anchor);
  return Math.max(anchor > 0 ? rounding / anchor : 0, FINEST);
}
