import type { EpochSeries } from './epochs.ts';

/**
 * Of each series the part that says where main is now: of the current epochs the one with the most entries, then the latest.
 * Several runners have one each.
 */
export function latestOf(series: readonly EpochSeries[]): EpochSeries[] {
  const current = series.filter(({ epoch }) => epoch.isCurrent);
  const groups = Map.groupBy(current, ({ route, condition, path, scale }) =>
    JSON.stringify([route, condition, path, scale]),
  );
  return [...groups.values()].map((group) => group.reduce((best, each) => (isBetter(each, best) ? each : best)));
}

function isBetter(one: EpochSeries, other: EpochSeries): boolean {
  const more = one.commits.length - other.commits.length;
  return more > 0 || (more === 0 && (one.commits.at(-1) ?? 0) > (other.commits.at(-1) ?? 0));
}
