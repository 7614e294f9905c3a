import type { Coverage, ServedCommit } from '../questions/rows.ts';
import { finding, type CheckFinding } from './finding.ts';
import { wholePercent } from './whole-percent.ts';

/** How many of a commit's page views ended; of those of a slice, if page views are sliced. */
export interface CommitCoverage {
  readonly by: string | null;
  readonly sha: string;
  readonly starts: number;
  readonly ended: number;
  /** Null if no view is known to have begun. */
  readonly coverage: number | null;
}

/** A smaller difference of coverage between commits is tolerated; a larger one counts if chance hardly makes it. */
const COVERAGE_DROP = 0.05;
const CHANCE = 3.29;

/** Of each slice and commit: slices by their names, commits in the order in which they were first served. */
export function coverageByCommit(coverage: readonly Coverage[], commits: readonly ServedCommit[]): CommitCoverage[] {
  const cells = Map.groupBy(coverage, ({ by, sha }) => keyOf(by, sha));
  const slices = [...new Set(coverage.map(({ by }) => by))].toSorted(compareNames);
  return slices.flatMap((by) => commits.flatMap(({ sha }) => sumOf(by, sha, cells.get(keyOf(by, sha)) ?? [])));
}

const keyOf = (by: string | null, sha: string): string => JSON.stringify([by, sha]);

/** What no record says comes last. */
function compareNames(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}

function sumOf(by: string | null, sha: string, cells: readonly Coverage[]): CommitCoverage[] {
  if (cells.length === 0) return [];
  const starts = cells.reduce((sum, each) => sum + each.starts, 0);
  const ended = cells.reduce((sum, each) => sum + each.ended, 0);
  return [{ by, sha, starts, ended, coverage: starts === 0 ? null : ended / starts }];
}

/** Pages that send their starts alone: nothing is known of any view. */
export function endFindings(rows: readonly CommitCoverage[]): CheckFinding[] {
  const starts = rows.reduce((sum, each) => sum + each.starts, 0);
  if (rows.some(({ ended }) => ended > 0)) return [];
  return finding({
    id: 'no-ends',
    voids: true,
    what: 'page views began, and none of them ended',
    count: starts,
    of: starts,
    todo: 'Check that pages can send a record when they are hidden, and that the collector takes it.',
  });
}

/** Page views whose ends alone arrived: no coverage counts them. */
export function startFindings(coverage: readonly Coverage[]): CheckFinding[] {
  const count = coverage.reduce((sum, { withoutStart }) => sum + withoutStart, 0);
  return finding({
    id: 'final-without-start',
    what: 'page views ended, and no record says that they began',
    count,
    of: coverage.reduce((sum, { starts }) => sum + starts, count),
    todo: 'The coverage does not count them. Check that pages can send a record once they have loaded.',
  });
}

/** Where the coverage of a slice changed from one commit to the next. */
export function coverageFindings(rows: readonly CommitCoverage[]): CheckFinding[] {
  return [...Map.groupBy(rows, ({ by }) => by).values()].flatMap((commits) =>
    commits.flatMap((commit, index) => {
      const before = commits[index - 1];
      return before === undefined || !differs(before, commit) ? [] : [changed(before, commit)];
    }),
  );
}

function changed(before: CommitCoverage, { by, sha, starts, ended, coverage }: CommitCoverage): CheckFinding {
  const [was, is] = [before.coverage, coverage].map((share) => `${wholePercent(share ?? 0)} %`);
  const of = by === null ? '' : ` of ${by}`;
  return {
    id: 'coverage-changed',
    voids: true,
    what: `the coverage${of} went from ${was} to ${is} with ${sha}, so the page views before and after it are not of the same visitors`,
    count: ended,
    of: starts,
    example: sha,
    todo: 'Find out why the ends of page views arrive less or more often: pages send them when they are hidden.',
    lines: [],
  };
}

/** Two proportions, by the normal approximation. */
function differs(one: CommitCoverage, other: CommitCoverage): boolean {
  if (one.coverage === null || other.coverage === null) return false;
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.starts + 1 / other.starts));
  const difference = Math.abs(one.coverage - other.coverage);
  return difference > COVERAGE_DROP && difference > CHANCE * error;
}
