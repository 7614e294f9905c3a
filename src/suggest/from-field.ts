import { GateError } from '../errors.ts';
import type { JudgedRecords } from '../field/commands/slo.ts';
import { parsePath } from '../model/breakdown.ts';
import { measuresInput } from '../model/input.ts';
import type { Route } from '../model/route.ts';
import { count } from '../report/words/format.ts';
import { googlesLimit, isNegligible, maxSuggestion } from './limits.ts';
import { ABOUT_VISITORS, type Reading, type Suggestion, type Suggestions } from './suggestion.ts';

/** Fewer do not show how slow a page is for the slowest quarter: its p75 rests on 25 of them. */
const LEAST_SESSIONS = 100;
/** A metric, and a phase of it. */
const DEEPEST = 2;

/**
 * Limits for visitors from the page views that they sent.
 *
 * @param judged without budgets, so that each value is a p75
 * @param routes those that are declared; none: the limits are for every route of the data
 * @throws GateError `suggest-few-sessions`
 */
export function suggestFromField(judged: JudgedRecords, routes: readonly Route[]): Suggestions {
  const { readings, few } = fieldReadings(judged, routes);
  if (readings.length === 0)
    throw new GateError('suggest-few-sessions', {
      most: Math.max(0, ...few.map(({ sessions }) => sessions)),
      least: LEAST_SESSIONS,
    });
  const groups = Map.groupBy(
    readings.filter((reading) => !isNegligible(reading)),
    ({ route, path }) => JSON.stringify([route, path]),
  );
  const budgets = [...groups.values()]
    .map((group) => maxSuggestion(group, ({ path }) => googlesLimit(path), 0))
    .filter((suggestion): suggestion is Suggestion => suggestion !== null);
  return {
    title: 'From the page views of visitors (p75 with its 95 % interval)',
    budgets,
    leftOut: [
      ...few.map(({ name, sessions }) => `${name}: ${count(sessions, 'session')}, and ${LEAST_SESSIONS} are needed.`),
      ...withoutInput(readings, judged, routes),
      ...judged.undeclared.map((route) => `${route}: the file does not have this route.`),
    ],
    notes: [ABOUT_VISITORS],
  };
}

interface FieldReadings {
  readonly readings: readonly Reading[];
  /** Routes under a condition with too few sessions. */
  readonly few: readonly { readonly name: string; readonly sessions: number }[];
}

export function fieldReadings({ rows }: Pick<JudgedRecords, 'rows'>, routes: readonly Route[]): FieldReadings {
  const wanted = rows.filter(
    ({ condition, path, value }) => value !== null && condition !== null && (parsePath(path)?.length ?? 0) <= DEEPEST,
  );
  const declared = wanted.filter(({ route, condition, path }) => {
    const of = routes.find(({ name }) => name === route);
    if (routes.length === 0) return true;
    return (
      of !== undefined && of.conditions.includes(condition ?? '') && (!isInp(path) || measuresInput(of.interactions))
    );
  });
  const enough = declared.filter(({ sessions }) => sessions >= LEAST_SESSIONS);
  const cells = Map.groupBy(declared, ({ route, condition }) => `${route} on ${condition}`);
  const few = [...cells].map(([name, those]) => ({
    name,
    sessions: Math.max(...those.map(({ sessions }) => sessions)),
  }));
  return {
    readings: enough.map(({ route, condition, path, value, high, n, sessions }) => ({
      route: routes.length === 0 ? null : route,
      condition,
      path,
      p75: value ?? 0,
      high,
      noise: null,
      of: `${n.toLocaleString('en')} page views in ${sessions.toLocaleString('en')} sessions of ${route} on ${condition}`,
    })),
    few: few.filter(({ sessions }) => sessions < LEAST_SESSIONS),
  };
}

const isInp = (path: string): boolean => path === 'inp' || path.startsWith('inp.');

function withoutInput(readings: readonly Reading[], { rows }: JudgedRecords, routes: readonly Route[]): string[] {
  const read = new Set(readings.filter(({ path }) => isInp(path)).map(({ route }) => route));
  return routes
    .filter(
      ({ name }) =>
        !read.has(name) && rows.some(({ route, path, value }) => route === name && path === 'inp' && value !== null),
    )
    .filter(({ interactions }) => !measuresInput(interactions))
    .map(({ name }) => `${name}: INP, because the route has no interactions, so the lab would not measure it.`);
}
