import { DIALECTS } from '../engines/dialects.ts';
import type { Engine } from '../engines/engine.ts';
import commitsTemplate from '../sql/commits.sql';
import sessionsTemplate from '../sql/sessions.sql';
import viewsTemplate from '../sql/views.sql';
import { numberOf, sortedBy, textOf } from './read-rows.ts';
import type { ServedCommit, SessionCounts, ViewCounts } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, type Target } from './text.ts';

/** The moments that records are held against. */
export interface Moments {
  /** A record from later than this is from the future: ISO. */
  readonly latest: string;
  /** The time that no record of a commit can be from before: ISO, by SHA. */
  readonly deployed: ReadonlyMap<string, string>;
}

/** A visitor has not that many page views in a month. */
const MOST_VIEWS = 1000;

export function commitsText(target: Target, scope: Scope, { latest, deployed }: Moments): string {
  const { instant, text } = DIALECTS[target.dialect];
  const cases = [...deployed].map(([sha, at]) => `WHEN sha = ${text(sha)} THEN ${instant(at)}`);
  const from = instant(scope.from);
  return fillTemplate(commitsTemplate, {
    ...scopeValues(target, scope),
    latest: instant(latest),
    from,
    // Without any deploy no record is from before one.
    deployed: cases.length === 0 ? from : `CASE ${cases.join(' ')} END`,
  });
}

/** Every commit of the records from the beginning of the window on, also from the future; the earliest first. */
export async function askCommits(engine: Engine, scope: Scope, moments: Moments): Promise<ServedCommit[]> {
  const rows = await engine.query(commitsText(engine, scope, moments));
  const commits = rows.map((row) => ({
    sha: textOf(row, 'sha'),
    records: numberOf(row, 'records'),
    firstAt: textOf(row, 'first_at'),
    future: numberOf(row, 'later_than_now'),
    early: numberOf(row, 'before_deploy'),
  }));
  return sortedBy(commits, ({ firstAt, sha }) => [firstAt, sha]);
}

export function sessionsText(target: Target, scope: Scope): string {
  return fillTemplate(sessionsTemplate, { ...scopeValues(target, scope), most_views: String(MOST_VIEWS) });
}

/** Sessions that saw more than one commit, or that have more page views than a visitor has. */
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

export function viewsText(target: Target, scope: Scope): string {
  return fillTemplate(viewsTemplate, scopeValues(target, scope));
}

/** What is wrong with the records of single views. */
export async function askViews(engine: Engine, scope: Scope): Promise<ViewCounts> {
  const [row = {}] = await engine.query(viewsText(engine, scope));
  return { repeated: numberOf(row, 'repeated'), disordered: numberOf(row, 'disordered') };
}
