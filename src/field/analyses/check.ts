import type { FieldConfig } from '../../model/field.ts';
import type { Coverage, ServedCommit, SessionCounts, ViewCounts } from '../questions/rows.ts';
import type { Scope } from '../questions/scope.ts';
import { coverageByCommit, coverageFindings, endFindings, startFindings } from './check-coverage.ts';
import { deployFindings } from './check-deploys.ts';
import { nameFindings } from './check-names.ts';
import { clockFindings, lineFindings, sessionFindings, viewFindings, type LeftOutLines } from './check-records.ts';
import type { CheckFinding } from './finding.ts';
import type { DeployedSha } from './rows.ts';

export interface CheckInput {
  readonly field: Pick<FieldConfig, 'routes'>;
  readonly commits: readonly ServedCommit[];
  readonly sessions: SessionCounts;
  readonly coverage: readonly Coverage[];
  readonly views: ViewCounts;
  /** Null: records are in a database. */
  readonly leftOut: LeftOutLines | null;
  /** Null: there is no list of deploys. */
  readonly deploys: readonly DeployedSha[] | null;
  readonly scope: Pick<Scope, 'from' | 'to'>;
}

/** What makes page views unfit to be compared, and what else is odd; what voids comparisons comes first. */
export function checkRecords({
  field,
  commits,
  sessions,
  coverage,
  views,
  leftOut,
  deploys,
  scope,
}: CheckInput): CheckFinding[] {
  const byCommit = coverageByCommit(coverage, commits);
  const found = [
    ...endFindings(byCommit),
    ...startFindings(coverage),
    ...coverageFindings(byCommit),
    ...clockFindings(commits),
    ...sessionFindings(sessions),
    ...nameFindings(field.routes, coverage),
    ...deployFindings(commits, deploys, scope),
    ...viewFindings(views, sessions, commits, leftOut),
    ...lineFindings(leftOut, commits),
  ];
  return [...found.filter(({ voids }) => voids), ...found.filter(({ voids }) => !voids)];
}
