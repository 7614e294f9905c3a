import type { Limit } from '../model/limit.ts';
import type { Metric } from '../model/metric.ts';
import { smoothedLevel } from '../stats/drift/level.ts';
import { BOUND_Z, changeOf, limitOnScale, type HistoryChange } from './change.ts';
import { epochsOf, inEpochs, type EpochSeries } from './epochs.ts';
import type { History } from './history.ts';
import { latestOf } from './latest.ts';

/** How far a metric may move from the anchor build on any route, by however many commits. */
export interface CreepLimit {
  readonly metric: Metric;
  readonly limit: Limit;
}

/** `broken`: the level is above the limit, beyond its noise; `under`: it is below, beyond its noise; `open`: neither is sure. */
type CreepStanding = 'broken' | 'under' | 'open';

export interface CreepFinding {
  readonly route: string;
  readonly condition: string;
  readonly metric: Metric;
  readonly limit: Limit;
  readonly standing: CreepStanding;
  /** Main against the anchor build: the mean of the last entries, older ones less. */
  readonly change: HistoryChange;
  /** The measured commits that it is known from. */
  readonly entries: number;
}

/** Fewer entries are one machine's word. */
const LEAST_ENTRIES = 3;

/** Holds the level of main against each limit, on each route and condition of the last commits. */
export function judgeCreep(history: History, limits: readonly CreepLimit[]): CreepFinding[] {
  const series = latestOf(inEpochs(history, epochsOf(history)));
  return limits.flatMap((limit) =>
    series.filter(({ path }) => path === limit.metric).flatMap((each) => creepOf(each, limit) ?? []),
  );
}

/** Null where the series has no entries. */
export function creepOf(series: EpochSeries, { limit, metric }: CreepLimit): CreepFinding | null {
  const level = smoothedLevel(series.observations);
  if (level === null) return null;
  const { route, condition } = series;
  const most = limitOnScale(series, limit);
  const entries = series.observations.length;
  const isSure = entries >= LEAST_ENTRIES;
  const isAbove = isSure && level.estimate - BOUND_Z * level.error > most;
  const isBelow = isSure && level.estimate + BOUND_Z * level.error <= most;
  const standing = isAbove ? 'broken' : isBelow ? 'under' : 'open';
  return { route, condition, metric, limit, standing, change: changeOf(series, level), entries };
}
