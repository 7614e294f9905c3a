import type { Metric } from '../model/metric.ts';
import { smoothedLevel } from '../stats/drift/level.ts';
import { changeOf, type HistoryChange } from './change.ts';
import { creepOf, type CreepFinding, type CreepLimit } from './creep.ts';
import { driftsOf, type HistoryDrift } from './drift-of.ts';
import { epochsOf, inEpochs, type Epoch, type EpochSeries } from './epochs.ts';
import type { History } from './history.ts';
import { latestOf } from './latest.ts';

/** Where a metric of a route is now. */
export interface OverviewRow {
  readonly route: string;
  readonly condition: string;
  readonly metric: Metric;
  readonly series: EpochSeries;
  /** Main against the anchor build: the mean of the last entries, older ones less. */
  readonly change: HistoryChange;
  /** The open drifts, in the order that they began. */
  readonly drifts: readonly HistoryDrift[];
  readonly creep: readonly CreepFinding[];
}

/** Everything that a history says. */
export interface Overview {
  readonly history: History;
  readonly epochs: readonly Epoch[];
  readonly rows: readonly OverviewRow[];
  /** All drifts of all epochs in the order that they began, also those that were mended since. */
  readonly drifts: readonly HistoryDrift[];
}

/** Reads a history for drifts and creep. */
export function overviewOf(history: History, limits: readonly CreepLimit[]): Overview {
  const epochs = epochsOf(history);
  const series = inEpochs(history, epochs);
  const wholes = series.filter(({ path, metric }) => path === metric);
  const phasesOf = Map.groupBy(
    series.filter(({ path, metric }) => path !== metric),
    keyOf(epochs),
  );
  const drifts = wholes.flatMap((whole) => driftsOf(history, whole, phasesOf.get(keyOf(epochs)(whole)) ?? []));
  const rows = latestOf(wholes).flatMap((each): OverviewRow[] => {
    const { route, condition, metric } = each;
    const level = smoothedLevel(each.observations);
    if (level === null) return [];
    const open = drifts.filter((drift) => drift.isOpen && drift.epoch.isCurrent && isAbout(drift, each));
    const creep = limits.filter((limit) => limit.metric === metric).flatMap((limit) => creepOf(each, limit) ?? []);
    return [{ route, condition, metric, series: each, change: changeOf(each, level), drifts: open, creep }];
  });
  return { history, epochs, rows, drifts: inTime(drifts) };
}

const keyOf =
  (epochs: readonly Epoch[]) =>
  ({ route, condition, metric, epoch }: EpochSeries): string =>
    JSON.stringify([route, condition, metric, epochs.indexOf(epoch)]);

function isAbout(drift: HistoryDrift, { route, condition, metric }: EpochSeries): boolean {
  return drift.route === route && drift.condition === condition && drift.metric === metric;
}

function inTime(drifts: readonly HistoryDrift[]): HistoryDrift[] {
  return drifts.toSorted((one, other) => Date.parse(one.since.committed) - Date.parse(other.since.committed));
}
