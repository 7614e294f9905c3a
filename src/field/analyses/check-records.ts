import type { ServedCommit, SessionCounts, ViewCounts } from '../questions/rows.ts';
import { finding, isMany, type CheckFinding, type RefusedLine } from './finding.ts';

/** What files have beside one record of each view and type. */
export interface LeftOutLines {
  readonly lines: number;
  readonly duplicates: number;
  /** The first of the lines that are not records. */
  readonly refused: readonly RefusedLine[];
}

export function clockFindings(commits: readonly ServedCommit[]): CheckFinding[] {
  const of = recordsOf(commits);
  const ask = (id: 'future' | 'early', what: string, todo: string): CheckFinding[] => {
    const count = commits.reduce((sum, commit) => sum + commit[id], 0);
    const example = commits.find((commit) => commit[id] > 0)?.sha ?? null;
    return finding({ id: `clock-${id}`, voids: isMany(count, of), what, count, of, example, todo });
  };
  return [
    ...ask(
      'future',
      'records have a time in the future',
      'They are left out, because the clocks of some visitors are wrong. If they are many, check how pages take the time.',
    ),
    ...ask(
      'early',
      'records are older than the deploy of their commit',
      'Correct the times in the list of deploys, or how pages learn their commit.',
    ),
  ];
}

const recordsOf = (commits: readonly ServedCommit[]): number => commits.reduce((sum, { records }) => sum + records, 0);

export function sessionFindings(counts: SessionCounts): CheckFinding[] {
  const { sessions, views, moved, movedExample, crowded, crowdedViews, crowdedExample } = counts;
  return [
    ...finding({
      id: 'bots',
      voids: isMany(crowdedViews, views),
      what: 'sessions have more page views than a visitor has',
      count: crowded,
      of: sessions,
      example: crowdedExample,
      todo: 'They are bots, or pages that share one session. Keep them from sending records.',
    }),
    ...finding({
      id: 'sessions-move',
      what: 'sessions saw more than one commit',
      count: moved,
      of: sessions,
      example: movedExample,
      todo: 'No change is needed: visitors stay while a deploy happens, and each page view counts for its own commit.',
    }),
  ];
}

/** @param leftOut null: a database has no two records of a view and type unless its table lacks the key */
export function viewFindings(
  views: ViewCounts,
  { views: of }: Pick<SessionCounts, 'views'>,
  commits: readonly ServedCommit[],
  leftOut: LeftOutLines | null,
): CheckFinding[] {
  const repeated = leftOut === null ? views.repeated : 0;
  const records = recordsOf(commits);
  return [
    ...finding({
      id: 'final-before-start',
      voids: isMany(views.disordered, of),
      what: 'page views end before they begin',
      count: views.disordered,
      of,
      todo: 'They are forged, or two page views share one id. Find out what sends them.',
    }),
    ...finding({
      id: 'duplicates',
      voids: isMany(repeated, records),
      what: 'records are in the table more than once',
      count: repeated,
      of: records,
      todo: 'Each of them counts. Remove all but one, and give the table its primary key (view, type), so that a later record takes the place of an earlier one.',
    }),
  ];
}

export function lineFindings(leftOut: LeftOutLines | null, commits: readonly ServedCommit[]): CheckFinding[] {
  if (leftOut === null) return [];
  const { lines, duplicates, refused } = leftOut;
  const of = recordsOf(commits) + lines + duplicates;
  return [
    ...finding({
      id: 'refused-lines',
      voids: isMany(lines, of),
      what: 'lines of the files are not records',
      count: lines,
      of,
      todo: 'They are left out. Find out what writes them.',
      lines: refused,
    }),
    ...finding({
      id: 'duplicates',
      what: 'records are there more than once',
      count: duplicates,
      of,
      todo: 'No change is needed: a page sends its end each time it is hidden, and of the same view only one record counts.',
    }),
  ];
}
