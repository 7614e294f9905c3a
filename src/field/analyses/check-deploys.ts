import type { ServedCommit } from '../questions/rows.ts';
import type { Scope } from '../questions/scope.ts';
import { finding, type CheckFinding } from './finding.ts';
import type { DeployedSha } from './rows.ts';

/**
 * What the records and the list of deploys do not say of each other. A deploy from before the window may have no page
 * views in it, because another took its place.
 *
 * @param deploys null: there is no list
 */
export function deployFindings(
  commits: readonly ServedCommit[],
  deploys: readonly DeployedSha[] | null,
  { from, to }: Pick<Scope, 'from' | 'to'>,
): CheckFinding[] {
  if (deploys === null) return [];
  const served = new Set(commits.map(({ sha }) => sha));
  const listed = new Set(deploys.map(({ sha }) => sha));
  const unlisted = [...served].filter((sha) => !listed.has(sha));
  const isInWindow = ({ at }: DeployedSha): boolean =>
    Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to);
  const recent = new Set(deploys.filter(isInWindow).map(({ sha }) => sha));
  const unseen = [...recent].filter((sha) => !served.has(sha));
  return [
    ...finding({
      id: 'sha-without-deploy',
      what: 'commits that records name are not in the list of deploys',
      count: unlisted.length,
      of: served.size,
      example: unlisted[0] ?? null,
      todo: 'Record each deploy with `vitals-gate deploy record`.',
    }),
    ...finding({
      id: 'deploy-without-views',
      what: 'commits that went live in the window have no page views',
      count: unseen.length,
      of: recent.size,
      example: unseen[0] ?? null,
      todo: 'Check that pages name the commit that the list has: the whole SHA, in the same spelling.',
    }),
  ];
}
