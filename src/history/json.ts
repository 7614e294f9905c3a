import { unitOf } from '../model/metric.ts';
import type { HistoryDrift } from './drift-of.ts';
import type { Epoch } from './epochs.ts';
import type { History } from './history.ts';
import type { Overview, OverviewRow } from './overview.ts';

/** `history --json`; fields are only added. An empty history has the same fields. */
export function historyJson({ history, epochs, rows, drifts }: Overview): unknown {
  return {
    version: 1,
    commits: history.commits.length,
    first: history.commits[0]?.sha ?? null,
    last: history.commits.at(-1)?.sha ?? null,
    epochs: epochs.map((epoch) => epochJson(epoch, history)),
    metrics: rows.map((row) => rowJson(row, epochs)),
    drifts: drifts.map((drift) => driftJson(drift, epochs)),
    notices: history.notices,
  };
}

function epochJson({ anchor, chrome, runner, commits, isCurrent }: Epoch, history: History): unknown {
  const at = (index: number | undefined): string | null => history.commits[index ?? -1]?.sha ?? null;
  return {
    anchor,
    chrome,
    runner,
    commits: commits.length,
    first: at(commits[0]),
    last: at(commits.at(-1)),
    isCurrent,
  };
}

function rowJson({ route, condition, metric, series, change, creep }: OverviewRow, epochs: readonly Epoch[]): unknown {
  return {
    route,
    condition,
    metric,
    unit: unitOf(metric),
    epoch: epochs.indexOf(series.epoch),
    commits: series.commits.length,
    change,
    creep: creep.map(({ limit, standing }) => ({ limit, standing })),
  };
}

function driftJson(drift: HistoryDrift, epochs: readonly Epoch[]): unknown {
  const { route, condition, metric, direction, form, size, scale, phase, isOpen } = drift;
  return {
    route,
    condition,
    metric,
    epoch: epochs.indexOf(drift.epoch),
    direction,
    form,
    since: drift.since.sha,
    earliest: drift.earliest.sha,
    latest: drift.latest.sha,
    noticed: drift.noticed.sha,
    size: { kind: scale === 'log' ? 'relative' : 'absolute', value: size },
    phase,
    isOpen,
  };
}
