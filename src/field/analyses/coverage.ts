import type { Bucket, Coverage } from '../questions/rows.ts';
import type { DeployedSha } from './rows.ts';

/** A change of coverage that is larger than this, and not by chance, means that other views are compared. */
const MOST_CHANGE = 0.05;
/** In standard errors. Views of a session are lost together, so this is some two errors of sessions. */
const CERTAIN = 4;

interface Given {
  readonly series: readonly Bucket[];
  readonly coverage: readonly Coverage[];
  readonly deploys: readonly DeployedSha[];
}

/** Tells whether the share of views that have a final changed with a deploy. */
export type CoverageChanges = (group: Bucket, deploy: DeployedSha) => boolean;

/**
 * A change is one of the group itself, or one of all groups together: groups with few views cannot show theirs. What was
 * never seen cannot have changed.
 */
export function coverageChangesOf({ series, coverage, deploys }: Given): CoverageChanges {
  const started = coverage.filter(({ starts }) => starts > 0);
  const groups = Map.groupBy(started, keyOf);
  const firstSeen = firstSeenOf(series);
  const before = (cells: readonly Coverage[], deploy: DeployedSha): string | undefined =>
    shaBefore({ cells, deploys, firstSeen }, deploy);
  const all = [...groups.values()];
  const everywhere = new Set(
    deploys.filter((deploy) => differ(pairsOf(all, before(started, deploy), deploy.sha))).map(momentOf),
  );
  return (group, deploy) => {
    const cells = groups.get(keyOf(group)) ?? [];
    return everywhere.has(momentOf(deploy)) || differ(pairsOf([cells], before(cells, deploy), deploy.sha));
  };
}

/** Whether the share of views that have a final differs between two times: of one group, or of all groups together. */
export function coverageDiffers(before: readonly Coverage[], after: readonly Coverage[], of: Group): boolean {
  const pairOf = (group: Group): Pair[] => {
    const [earlier, later] = [totalOf(before, group), totalOf(after, group)];
    return earlier === null || later === null ? [] : [[earlier, later]];
  };
  const groups = [...Map.groupBy(before, keyOf).values()].flatMap(([first]) => first ?? []);
  return differ(groups.flatMap(pairOf)) || differ(pairOf(of));
}

/** The views of a group, whatever they were served; null if none began. */
export function totalOf(cells: readonly Coverage[], group: Group): Counts | null {
  const own = cells.filter((each) => keyOf(each) === keyOf(group));
  const starts = own.reduce((total, cell) => total + cell.starts, 0);
  return starts === 0 ? null : { starts, ended: own.reduce((total, cell) => total + cell.ended, 0) };
}

type Group = Pick<Coverage, 'route' | 'device' | 'by'>;
type Counts = Pick<Coverage, 'starts' | 'ended'>;

const keyOf = ({ route, device, by }: Group): string => JSON.stringify([route, device, by]);

const momentOf = ({ sha, at }: DeployedSha): string => `${at} ${sha}`;

function firstSeenOf(series: readonly Bucket[]): Map<string, string> {
  const first = new Map<string, string>();
  for (const { sha, at } of series) if (at < (first.get(sha) ?? '\uFFFF')) first.set(sha, at);
  return first;
}

interface Served {
  readonly cells: readonly Coverage[];
  readonly deploys: readonly DeployedSha[];
  readonly firstSeen: ReadonlyMap<string, string>;
}

/** The commit of the deploy before; where no deploy names one, the commit with the most views that was seen before. */
function shaBefore({ cells, deploys, firstSeen }: Served, { sha: own, at }: DeployedSha): string | undefined {
  const seen = new Set(cells.map(({ sha }) => sha));
  const isBefore = (time: string | undefined): boolean => time !== undefined && Date.parse(time) < Date.parse(at);
  const listed = deploys
    .filter((each) => isBefore(each.at) && each.sha !== own && seen.has(each.sha))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .at(-1);
  if (listed !== undefined) return listed.sha;
  const named = new Set(deploys.map(({ sha }) => sha));
  return cells
    .filter(({ sha }) => !named.has(sha) && isBefore(firstSeen.get(sha)))
    .toSorted((one, other) => other.starts - one.starts)
    .at(0)?.sha;
}

type Pair = readonly [before: Counts, after: Counts];

function pairsOf(groups: readonly (readonly Coverage[])[], before: string | undefined, after: string): Pair[] {
  return groups.flatMap((cells) => {
    const earlier = cells.find(({ sha }) => sha === before);
    const later = cells.find(({ sha }) => sha === after);
    return earlier === undefined || later === undefined ? [] : [[earlier, later] as const];
  });
}

/** The difference of two shares over strata, so that another mix of groups is not a change (Mantel & Haenszel 1959). */
function differ(pairs: readonly Pair[]): boolean {
  let change = 0;
  let variance = 0;
  let weights = 0;
  for (const [one, other] of pairs) {
    const weight = 1 / (1 / one.starts + 1 / other.starts);
    const pooled = (one.ended + other.ended) / (one.starts + other.starts);
    change += weight * (one.ended / one.starts - other.ended / other.starts);
    variance += weight * pooled * (1 - pooled);
    weights += weight;
  }
  return Math.abs(change) > MOST_CHANGE * weights && Math.abs(change) > CERTAIN * Math.sqrt(Math.max(0, variance));
}
