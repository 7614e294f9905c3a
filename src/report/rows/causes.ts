import { isBlamed } from '../../explain/broken-node.ts';
import { worstFirst } from '../../cause/rank.ts';
import { nodeAt, parsePath } from '../../model/breakdown.ts';
import type { Cause, KnownCause, KnownPlace, KnownSearch, PlaceRole } from '../../model/cause.ts';
import type { Comparison } from '../../model/comparison.ts';
import type { GateReport } from '../../model/report.ts';
import { stripQuery } from '../../text/strip-query.ts';
import { causeSentence } from '../words/cause.ts';
import { causeDoc } from '../words/links.ts';
import { itemsAt } from './campaign-index.ts';

/**
 * Why budgets are broken, those that block first and then the one that got worst: as the report tells it, and as result.json
 * has it. A budget that the judgement does not call broken by this change has no causes. How much worse it got is what
 * the comparisons say. What head changed is not the word of a job that is not trusted. Nothing where nothing was looked for.
 */
export function causesOf(
  searches: readonly KnownSearch[],
  report: GateReport,
): Pick<GateReport, 'searches' | 'result'> {
  const { result, isUntrusted = false } = report;
  if (searches.length === 0) return { result };
  const told = searches
    .flatMap((search) => {
      const { path } = search;
      const rows = itemsAt(result.budgets, search, 'path', path);
      const broken = rows.filter((row) => row.verdict === 'fail' && isBlamed(row));
      const [comparison] = itemsAt(result.comparisons, search, 'metric', parsePath(path)?.[0] ?? '');
      if (broken.length === 0 || comparison === undefined) return [];
      const isBlocking = broken.some(({ enforce }) => enforce === 'block');
      return [{ search: measured(search, comparison, isUntrusted), path, comparison, isBlocking }];
    })
    .toSorted(worstFirst)
    .map(({ search }) => search);
  const causes = told.flatMap((search) => search.causes.map((cause) => causeIn(cause, report)));
  return { searches: told, result: { ...result, causes } };
}

/** A search with the changes as they were measured. */
function measured(search: KnownSearch, { difference, metric, unit }: Comparison, isUntrusted: boolean): KnownSearch {
  const { route, condition, path } = search;
  const valueAt = (segments: readonly string[]): number | null => {
    const value = difference === null ? undefined : nodeAt(difference, segments)?.value;
    return value !== undefined && Number.isFinite(value) ? value : null;
  };
  const causes = search.causes.map((cause): KnownCause => {
    const [change, partChange] = [valueAt(parsePath(path) ?? []), valueAt(cause.part)];
    const about = { route, condition, path, metric, unit, change, partChange };
    const places = isUntrusted ? untrusted(cause.places) : cause.places;
    return { ...cause, ...about, places };
  });
  return { ...search, causes };
}

/** Roles of places that are known from the change alone. */
const OF_CHANGE: readonly PlaceRole[] = ['server', 'source', 'removed'];

/** Without what only a job that is not trusted says of the change. */
function untrusted(places: readonly KnownPlace[]): KnownPlace[] {
  return places
    .filter(({ role }) => !OF_CHANGE.includes(role))
    .map((place) => ({ ...place, inChange: null, commit: null }));
}

function causeIn(cause: KnownCause, report: GateReport): Cause {
  const { id, route, condition, path, share, because, facts, places, pictures } = cause;
  return {
    id,
    route,
    condition,
    path,
    share,
    because,
    text: causeSentence(cause, report),
    facts,
    places: places.map(({ file, line, column, url, inChange, commit, role }) => {
      return { file, line, column, url: url === null ? null : stripQuery(url), inChange, commit, role };
    }),
    ...(pictures === undefined ? {} : { pictures }),
    doc: causeDoc(id),
  };
}
