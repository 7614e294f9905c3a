import { isBlamed } from '../../explain/broken-node.ts';
import { worstFirst } from '../../cause/rank.ts';
import { parsePath } from '../../model/breakdown.ts';
import type { Cause, KnownCause, KnownSearch } from '../../model/cause.ts';
import type { GateReport } from '../../model/report.ts';
import { stripQuery } from '../../text/strip-query.ts';
import { causeSentence } from '../words/cause.ts';
import { causeDoc } from '../words/links.ts';
import { itemsAt } from './campaign-index.ts';

/**
 * Why budgets are broken, the worst budget first: as the report tells it, and as result.json has it. A budget that the
 * judgement does not call broken by this change has no causes. Nothing where nothing was looked for.
 */
export function causesOf(
  searches: readonly KnownSearch[],
  report: GateReport,
): Pick<GateReport, 'searches' | 'result'> {
  const { result } = report;
  if (searches.length === 0) return { result };
  const told = searches
    .flatMap((search) => {
      const { path } = search;
      const isBroken = itemsAt(result.budgets, search, 'path', path).some(isBlamed);
      const [comparison] = itemsAt(result.comparisons, search, 'metric', parsePath(path)?.[0] ?? '');
      return isBroken && comparison !== undefined ? [{ search, path, comparison }] : [];
    })
    .toSorted(worstFirst)
    .map(({ search }) => search);
  const causes = told.flatMap((search) => search.causes.map((cause) => causeIn(cause, report)));
  return { searches: told, result: { ...result, causes } };
}

function causeIn(cause: KnownCause, report: GateReport): Cause {
  const { id, route, condition, path, share, because, facts, places } = cause;
  return {
    id,
    route,
    condition,
    path,
    share,
    because,
    text: causeSentence(cause, report),
    facts,
    places: places.map(({ file, line, column, url, inChange, commit }) => {
      return { file, line, column, url: url === null ? null : stripQuery(url), inChange, commit };
    }),
    doc: causeDoc(id),
  };
}
