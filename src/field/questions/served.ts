import { DIALECTS } from '../engines/dialects.ts';
import type { Engine } from '../engines/engine.ts';
import sessionsTemplate from '../sql/check-sessions.sql';
import shasTemplate from '../sql/check-shas.sql';
import { numberOf, sortedBy, textOf } from './read-rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, type Target } from './text.ts';

/** A commit that records name. */
export interface ServedCommit {
  readonly sha: string;
  readonly records: number;
  /** ISO, UTC. */
  readonly firstAt: string;
  /** Records from the future, and from before the commit went live. */
  readonly future: number;
  readonly early: number;
}

export interface SessionCounts {
  readonly sessions: number;
  readonly views: number;
  /** Sessions that were served several commits. */
  readonly moved: number;
  readonly movedExample: string;
  /** Sessions with more views than a visitor has, and the views that they have. */
  readonly crowded: number;
  readonly crowdedViews: number;
  readonly crowdedExample: string;
}

/** When a commit went live, less what clocks may differ by. */
export interface EarliestTime {
  readonly sha: string;
  readonly at: string;
}

/** In a month. */
const MOST_VIEWS = 1000;

export function shasText(target: Target, scope: Scope, latest: string, earliest: readonly EarliestTime[]): string {
  const { instant, text } = DIALECTS[target.dialect];
  const early = earliest.map(({ sha, at }) => `(sha = ${text(sha)} AND t < ${instant(at)})`).join(' OR ');
  const own = { latest: instant(latest), from: instant(scope.from), early: early === '' ? '1 = 0' : early };
  return fillTemplate(shasTemplate, { ...scopeValues(target, scope), ...own });
}

/** Every commit of the records from the beginning of the window on, also from the future; the earliest first. */
export async function askShas(
  engine: Engine,
  scope: Scope,
  latest: string,
  earliest: readonly EarliestTime[],
): Promise<ServedCommit[]> {
  const rows = await engine.query(shasText(engine, scope, latest, earliest));
  const commits = rows.map((row) => ({
    sha: textOf(row, 'sha'),
    records: numberOf(row, 'records'),
    firstAt: textOf(row, 'first_at'),
    future: numberOf(row, 'future'),
    early: numberOf(row, 'early'),
  }));
  return sortedBy(commits, ({ firstAt, sha }) => [firstAt, sha]);
}

export function sessionsText(target: Target, scope: Scope): string {
  return fillTemplate(sessionsTemplate, { ...scopeValues(target, scope), most_views: String(MOST_VIEWS) });
}

export async function askSessions(engine: Engine, scope: Scope): Promise<SessionCounts> {
  const [row = {}] = await engine.query(sessionsText(engine, scope));
  return {
    sessions: numberOf(row, 'sessions'),
    views: numberOf(row, 'views'),
    moved: numberOf(row, 'moved'),
    movedExample: textOf(row, 'moved_example'),
    crowded: numberOf(row, 'crowded'),
    crowdedViews: numberOf(row, 'crowded_views'),
    crowdedExample: textOf(row, 'crowded_example'),
  };
}
