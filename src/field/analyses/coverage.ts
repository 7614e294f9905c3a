import type { Bucket, Coverage } from '../questions/rows.ts';
import type { DeployedSha } from './rows.ts';

/** A change of coverage that is larger than this, and not by chance, means that other views are compared. */
const MOST_CHANGE = 0.05;
const CERTAIN = 4;

interface Given {
  readonly coverage: readonly Coverage[];
  readonly deploys: readonly DeployedSha[];
}

/** Whether the share of views that have a final changed with the deploy. What was never seen cannot have changed. */
export function coverageChanged({ coverage, deploys }: Given, group: Bucket, deploy: DeployedSha): boolean {
  const own = coverage.filter(
    ({ route, device, by }) => route === group.route && device === group.device && by === group.by,
  );
  const shares = new Map(own.filter(({ starts }) => starts > 0).map((each) => [each.sha, each]));
  const after = shares.get(deploy.sha);
  const before = deploys
    .filter(({ at, sha }) => Date.parse(at) < Date.parse(deploy.at) && sha !== deploy.sha && shares.has(sha))
    .toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .at(-1);
  const earlier = before === undefined ? undefined : shares.get(before.sha);
  return after !== undefined && earlier !== undefined && differ(earlier, after);
}

function differ(one: Coverage, other: Coverage): boolean {
  const change = Math.abs(one.ended / one.starts - other.ended / other.starts);
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  const se = Math.sqrt(Math.max(0, pooled * (1 - pooled)) * (1 / one.starts + 1 / other.starts));
  return change > MOST_CHANGE && change > CERTAIN * se;
}
