import { didYouMean } from '../../source/diagnostic.ts';
import type { FieldConfig } from '../../model/field.ts';
import type { LeftOut } from '../engines/engine.ts';
import type { Coverage, ServedCommit, SessionCounts, ViewCounts } from '../questions/rows.ts';

export interface CheckInput {
  readonly field: Pick<FieldConfig, 'routes'>;
  readonly commits: readonly ServedCommit[];
  readonly sessions: SessionCounts;
  readonly coverage: readonly Coverage[];
  readonly views: ViewCounts;
  readonly leftOut: LeftOut | null;
  /** The commits that the list of deploys has; null: there is no list. */
  readonly deployed: readonly string[] | null;
}

/** Something about the page views that a reader should know. */
export interface CheckFinding {
  readonly id: string;
  /** Whether page views cannot be compared because of it. */
  readonly voids: boolean;
  readonly what: string;
  readonly count: number;
  readonly of: number;
  readonly example: string | null;
  readonly todo: string;
}

export interface CommitCoverage {
  readonly sha: string;
  readonly starts: number;
  readonly ended: number;
  /** Null if no view is known to have begun. */
  readonly coverage: number | null;
}

/** Up to this share of records may be wrong without moving a percentile much. */
const TOLERATED = 0.01;
/** A smaller difference of coverage between commits is tolerated; a larger one counts if chance hardly makes it. */
const COVERAGE_DROP = 0.05;
const CHANCE = 3.29;

/** Of each commit, in the order in which they were first served. */
export function coverageByCommit(coverage: readonly Coverage[], commits: readonly ServedCommit[]): CommitCoverage[] {
  return commits.flatMap(({ sha }) => {
    const those = coverage.filter((each) => each.sha === sha);
    if (those.length === 0) return [];
    const starts = those.reduce((sum, each) => sum + each.starts, 0);
    const ended = those.reduce((sum, each) => sum + each.ended, 0);
    return [{ sha, starts, ended, coverage: starts === 0 ? null : ended / starts }];
  });
}

/** What makes page views unfit to be compared, and what else is odd; what voids comparisons comes first. */
export function checkRecords(input: CheckInput): CheckFinding[] {
  const found = [
    ...coverageFindings(coverageByCommit(input.coverage, input.commits)),
    ...clockFindings(input.commits),
    ...sessionFindings(input.sessions),
    ...nameFindings(input),
    ...deployFindings(input),
    ...orderFindings(input),
    ...lineFindings(input),
  ];
  return [...found.filter(({ voids }) => voids), ...found.filter(({ voids }) => !voids)];
}

function coverageFindings(commits: readonly CommitCoverage[]): CheckFinding[] {
  return commits.flatMap((commit, index) => {
    const before = commits[index - 1];
    if (before === undefined || !differs(before, commit)) return [];
    const [was, is] = [before, commit].map(({ coverage }) => `${Math.floor(100 * (coverage ?? 0))} %`);
    const what = `coverage went from ${was} to ${is} with ${commit.sha}, so that other views are compared`;
    const todo =
      'Compare page views of these commits only once their ends arrive alike: see whether pages send them when they are hidden.';
    return [
      { id: 'coverage-changed', voids: true, what, count: commit.ended, of: commit.starts, example: commit.sha, todo },
    ];
  });
}

/** Two proportions, by the normal approximation. */
function differs(one: CommitCoverage, other: CommitCoverage): boolean {
  if (one.coverage === null || other.coverage === null) return false;
  const pooled = (one.ended + other.ended) / (one.starts + other.starts);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.starts + 1 / other.starts));
  const difference = Math.abs(one.coverage - other.coverage);
  return difference > COVERAGE_DROP && difference > CHANCE * error;
}

function clockFindings(commits: readonly ServedCommit[]): CheckFinding[] {
  const of = commits.reduce((sum, { records }) => sum + records, 0);
  const ask = (id: 'future' | 'early', what: string, todo: string): CheckFinding[] => {
    const count = commits.reduce((sum, commit) => sum + commit[id], 0);
    if (count === 0) return [];
    const example = commits.find((commit) => commit[id] > 0)?.sha ?? null;
    return [{ id: `clock-${id}`, voids: count > TOLERATED * of, what, count, of, example, todo }];
  };
  return [
    ...ask(
      'future',
      'records have a time in the future',
      'They are left out. Visitors have clocks that are wrong; look into it if they are many.',
    ),
    ...ask(
      'early',
      'records are older than the deploy of their commit',
      'Correct the times in the list of deploys, or how pages learn their commit.',
    ),
  ];
}

function sessionFindings(counts: SessionCounts): CheckFinding[] {
  const { sessions, views, moved, movedExample, crowded, crowdedViews, crowdedExample } = counts;
  const bots: CheckFinding = {
    id: 'bots',
    voids: crowdedViews > TOLERATED * views,
    what: 'sessions have more views than a visitor has',
    count: crowded,
    of: sessions,
    example: crowdedExample,
    todo: 'They are bots, or pages that share one session; keep them from sending records.',
  };
  const movers: CheckFinding = {
    id: 'sessions-move',
    voids: false,
    what: 'sessions were served several commits',
    count: moved,
    of: sessions,
    example: movedExample,
    todo: 'Nothing: visitors stay while a deploy happens. Each view counts for its own commit.',
  };
  return [bots, movers].filter(({ count }) => count > 0);
}

function nameFindings({ field: { routes }, coverage }: CheckInput): CheckFinding[] {
  if (routes.length === 0) return [];
  const names = routes.map(({ name }) => name);
  const devices = [...new Set(routes.flatMap(({ conditions }) => conditions))];
  return [
    ...unknownNames(
      'route',
      coverage.map((each) => ({ ...each, name: each.route })),
      names,
    ),
    ...unknownNames(
      'device',
      coverage.map((each) => ({ ...each, name: each.device })),
      devices,
    ),
  ];
}

const viewsOf = ({ starts, withoutStart }: Coverage): number => starts + withoutStart;

function unknownNames(
  kind: 'route' | 'device',
  cells: readonly (Coverage & { readonly name: string | null })[],
  known: readonly string[],
): CheckFinding[] {
  const of = cells.reduce((sum, cell) => sum + viewsOf(cell), 0);
  const unknown = cells.filter(({ name }) => name === null || !known.includes(name));
  const byName = Map.groupBy(unknown, ({ name }) => name);
  return [...byName].map(([name, those]) => {
    const near = name === null ? null : didYouMean(name, known);
    return {
      id: `unknown-${kind}`,
      voids: false,
      what: name === null ? `views name no ${kind}` : `views name a ${kind} that is not declared`,
      count: those.reduce((sum, cell) => sum + viewsOf(cell), 0),
      of,
      example: name,
      todo:
        near === null
          ? `Declare it, or let pages name one of ${known.join(', ')}.`
          : `Did you mean ${near}? Correct the name in the page.`,
    };
  });
}

function deployFindings({ commits, deployed }: CheckInput): CheckFinding[] {
  if (deployed === null) return [];
  const served = new Set(commits.map(({ sha }) => sha));
  const unlisted = commits.filter(({ sha }) => !deployed.includes(sha));
  const unseen = [...new Set(deployed)].filter((sha) => !served.has(sha));
  const listed: CheckFinding = {
    id: 'sha-without-deploy',
    voids: false,
    what: 'commits that records name are not in the list of deploys',
    count: unlisted.length,
    of: commits.length,
    example: unlisted[0]?.sha ?? null,
    todo: 'Record each deploy with `vitals-gate deploy record`.',
  };
  const seen: CheckFinding = {
    id: 'deploy-without-views',
    voids: false,
    what: 'deploys of the list have no page views in the window',
    count: unseen.length,
    of: new Set(deployed).size,
    example: unseen[0] ?? null,
    todo: 'Check that pages name the commit that the list has: the whole SHA, in the same spelling.',
  };
  return [listed, seen].filter(({ count }) => count > 0);
}

function orderFindings({ views, sessions, leftOut }: CheckInput): CheckFinding[] {
  const disordered: CheckFinding = {
    id: 'final-before-start',
    voids: views.disordered > TOLERATED * sessions.views,
    what: 'views end before they begin',
    count: views.disordered,
    of: sessions.views,
    example: null,
    todo: 'They are forged, or two views share one id; find out what sends them.',
  };
  const repeated: CheckFinding = {
    id: 'duplicates',
    voids: false,
    what: 'views are in the table more than once',
    count: leftOut === null ? views.repeated : 0,
    of: sessions.views,
    example: null,
    todo: 'Give the table its primary key (view, type), so that a later record takes the place of an earlier one.',
  };
  return [disordered, repeated].filter(({ count }) => count > 0);
}

function lineFindings({ leftOut, commits }: CheckInput): CheckFinding[] {
  if (leftOut === null) return [];
  const of = commits.reduce((sum, { records }) => sum + records, 0) + leftOut.lines + leftOut.duplicates;
  const refused: CheckFinding = {
    id: 'refused-lines',
    voids: leftOut.lines > TOLERATED * of,
    what: 'lines of the files are not records',
    count: leftOut.lines,
    of,
    example: null,
    todo: 'They are left out. Find out what writes them.',
  };
  const duplicates: CheckFinding = {
    id: 'duplicates',
    voids: false,
    what: 'records are there more than once',
    count: leftOut.duplicates,
    of,
    example: null,
    todo: 'Nothing: one of each view counts, because a page that is hidden several times sends its end several times.',
  };
  return [refused, duplicates].filter(({ count }) => count > 0);
}
