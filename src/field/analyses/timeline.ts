import type { Bucket } from '../questions/rows.ts';
import type { DeployedSha } from './rows.ts';

/** A series of one node as means over equal stretches of time, with what each was served. */
export interface Timeline {
  /** In hours. */
  readonly width: number;
  readonly points: readonly Point[];
  readonly deploys: readonly TimedDeploy[];
  /** The variance of a value within an hour and a commit; at least that of rounding to an integer. */
  readonly within: number;
  readonly path: string;
}

interface Point {
  /** Stretches since 1970. */
  readonly time: number;
  readonly n: number;
  readonly mean: number;
  /** Per deploy of the timeline the share of views that were served it or a later one. */
  readonly doses: readonly number[];
}

export interface TimedDeploy extends DeployedSha {
  readonly seenBy: 'sha' | 'time';
}

const HOUR = 3_600_000;
const WIDTHS = [1, 2, 3, 4, 6, 8, 12, 24] as const;
/** Stretches of six hours in four weeks: shorter ones only repeat the noise of single views. */
const MOST_POINTS = 120;
/** Where deploys are near each other: fewer stretches between them leave no times without a deploy to compare with. */
const FEWEST_BETWEEN = 4;
const MOST_POINTS_OF_MANY = 360;
/** Of a value that was rounded to an integer. */
const ROUNDING_VARIANCE = 1 / 12;

/**
 * Views are assigned by their commit, so that a canary roll-out, where two commits are served at a time, counts with its
 * share. A commit that no view names is assigned by the time of its deploy. A commit that no deploy names went live when it
 * was first seen.
 */
export function servedIn(
  series: readonly Bucket[],
  deploys: readonly DeployedSha[],
  { from, to }: { readonly from: string; readonly to: string },
): Timeline {
  const all = deploys.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  const shas = new Set(series.map(({ sha }) => sha));
  const timed = all
    .filter(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to))
    .map(({ sha, at }): TimedDeploy => ({ sha, at, seenBy: shas.has(sha) ? 'sha' : 'time' }));
  const width = widthFor(series, timed);
  const liveSince = liveTimesOf(series, all);
  const stretches = Map.groupBy(series, ({ at }) => Math.floor(Date.parse(at) / HOUR / width));
  const points = [...stretches]
    .map(([time, cells]) => pointOf(time, cells, timed, liveSince))
    .toSorted((one, other) => one.time - other.time);
  return { width, points, deploys: timed, within: withinVariance(series), path: series[0]?.path ?? '' };
}

function widthFor(series: readonly Bucket[], deploys: readonly TimedDeploy[]): number {
  const hours = series.map(({ at }) => Date.parse(at) / HOUR);
  const span =
    hours.reduce((most, hour) => Math.max(most, hour), -Infinity) -
    hours.reduce((least, hour) => Math.min(least, hour), Infinity);
  const narrowest = WIDTHS.find((width) => span / width <= MOST_POINTS_OF_MANY) ?? 24;
  const usual = WIDTHS.find((width) => span / width <= MOST_POINTS) ?? 24;
  const between = WIDTHS.findLast((width) => width * FEWEST_BETWEEN <= hoursBetween(deploys)) ?? 1;
  return Math.max(narrowest, Math.min(usual, between));
}

/** The median of the hours from one deploy to the next. */
function hoursBetween(deploys: readonly TimedDeploy[]): number {
  const gaps = deploys
    .slice(1)
    .map(({ at }, index) => (Date.parse(at) - Date.parse(deploys[index]?.at ?? at)) / HOUR)
    .toSorted((one, other) => one - other);
  return gaps[Math.floor(gaps.length / 2)] ?? Infinity;
}

function pointOf(time: number, cells: readonly Bucket[], deploys: readonly TimedDeploy[], liveSince: LiveTimes): Point {
  const n = cells.reduce((total, cell) => total + cell.n, 0);
  const served = deploys.map(() => 0);
  for (const cell of cells) {
    const since = servedSince(cell, liveSince);
    for (const [index, deploy] of deploys.entries())
      served[index] = (served[index] ?? 0) + cell.n * doseOf(cell, since, deploy);
  }
  return {
    time,
    n,
    mean: cells.reduce((total, cell) => total + cell.sum, 0) / n,
    doses: served.map((views) => views / n),
  };
}

/** When each commit went live, ms, ascending: it may do so again after a roll-back. */
type LiveTimes = ReadonlyMap<string, readonly number[]>;

function liveTimesOf(series: readonly Bucket[], all: readonly DeployedSha[]): LiveTimes {
  const times = new Map<string, number[]>();
  for (const { sha, at } of all) times.set(sha, [...(times.get(sha) ?? []), Date.parse(at)]);
  const unlisted = Map.groupBy(
    series.filter(({ sha }) => !times.has(sha)),
    ({ sha }) => sha,
  );
  for (const [sha, cells] of unlisted)
    times.set(sha, [cells.reduce((first, { at }) => Math.min(first, Date.parse(at)), Infinity)]);
  return times;
}

/** The last time before the end of the cell's hour at which its commit went live, ms. */
function servedSince({ sha, at }: Bucket, liveSince: LiveTimes): number {
  const own = liveSince.get(sha) ?? [];
  return own.findLast((each) => each < Date.parse(at) + HOUR) ?? own[0] ?? Date.parse(at);
}

function doseOf({ at }: Bucket, served: number, deploy: TimedDeploy): number {
  if (deploy.seenBy === 'time') return Math.min(1, Math.max(0, (Date.parse(at) + HOUR - Date.parse(deploy.at)) / HOUR));
  return served >= Date.parse(deploy.at) ? 1 : 0;
}

function withinVariance(series: readonly Bucket[]): number {
  const squares = series.reduce((total, { n, sum, squares: all }) => total + Math.max(0, all - (sum * sum) / n), 0);
  const degrees = series.reduce((total, { n }) => total + n - 1, 0);
  return Math.max(ROUNDING_VARIANCE, degrees === 0 ? 0 : squares / degrees);
}
