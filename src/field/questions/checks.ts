import { DIALECTS } from '../engines/dialects.ts';
import type { Engine } from '../engines/engine.ts';
import recordsTemplate from '../sql/records.sql';
import sessionsTemplate from '../sql/sessions.sql';
import viewsTemplate from '../sql/views.sql';
import { numberOf, sortedBy, textOf } from './read-rows.ts';
import type { RecordCounts, SessionCounts, ViewCounts } from './rows.ts';
import type { Scope } from './scope.ts';
import { fillTemplate } from './template.ts';
import { scopeValues, type Target } from './text.ts';

/** The moments that records are held against. */
export interface Moments {
  /** A record from later than this is from the future: ISO. */
  readonly latest: string;
  /** When each commit was first deployed: ISO, by SHA. */
  readonly deployed: ReadonlyMap<string, string>;
}

export function recordsText(target: Target, scope: Scope, { latest, deployed }: Moments): string {
  const { instant, text } = DIALECTS[target.dialect];
  const cases = [...deployed].map(([sha, at]) => `WHEN sha = ${text(sha)} THEN ${instant(at)}`);
  return fillTemplate(recordsTemplate, {
    ...scopeValues(target, scope),
    latest: instant(latest),
    // Without any deploy no record is from before one.
    deployed: cases.length === 0 ? scopeStart(target, scope) : `CASE ${cases.join(' ')} END`,
  });
}

const scopeStart = ({ dialect }: Target, { from }: Scope): string => DIALECTS[dialect].instant(from);

/** Records by route and commit. */
export async function askRecords(engine: Engine, scope: Scope, moments: Moments): Promise<RecordCounts[]> {
  const rows = await engine.query(recordsText(engine, scope, moments));
  const counts = rows.map((row) => ({
    route: textOf(row, 'route'),
    sha: textOf(row, 'sha'),
    records: numberOf(row, 'records'),
    future: numberOf(row, 'later_than_now'),
    early: numberOf(row, 'before_deploy'),
  }));
  return sortedBy(counts, ({ route, sha }) => [route, sha]);
}

export function sessionsText(target: Target, scope: Scope): string {
  return fillTemplate(sessionsTemplate, scopeValues(target, scope));
}

/** How many sessions have how many page views. */
export async function askSessions(engine: Engine, scope: Scope): Promise<SessionCounts[]> {
  const rows = await engine.query(sessionsText(engine, scope));
  const counts = rows.map((row) => ({
    views: numberOf(row, 'views_of_session'),
    sessions: numberOf(row, 'sessions'),
    changedSha: numberOf(row, 'changed_sha'),
  }));
  return sortedBy(counts, ({ views }) => [views]);
}

export function viewsText(target: Target, scope: Scope): string {
  return fillTemplate(viewsTemplate, scopeValues(target, scope));
}

/** What is wrong with the records of single views. */
export async function askViews(engine: Engine, scope: Scope): Promise<ViewCounts> {
  const [row = {}] = await engine.query(viewsText(engine, scope));
  return { repeated: numberOf(row, 'repeated'), disordered: numberOf(row, 'disordered') };
}
