import { costSearch, type KnownCosts } from '../../cause/cost-search.ts';
import { isBlamed } from '../../explain/broken-node.ts';
import { parsePath } from '../../model/breakdown.ts';
import type { KnownSearch } from '../../model/cause.ts';
import { isGraphMetric } from '../../model/metric.ts';
import { keyOf } from '../../model/place.ts';
import type { GateReport } from '../../model/report.ts';
import { itemsAt } from './campaign-index.ts';

/**
 * Why budgets on costs are broken, each node once. It follows from what is recorded of the costs: of a run without visits
 * as well as of one that was measured in several jobs.
 */
export function costSearches({ result, graphql }: Pick<GateReport, 'result' | 'graphql'>): KnownSearch[] {
  if (graphql === undefined) return [];
  const known: KnownCosts = {
    folder: graphql.folder,
    causeOf: (place, metric) => itemsAt(graphql.causes, place, 'metric', metric)[0],
  };
  const broken = result.budgets.filter((row) => row.verdict === 'fail' && isBlamed(row));
  const nodes = new Map(broken.map((row) => [JSON.stringify([keyOf(row), row.path]), row]));
  return [...nodes.values()].flatMap((row): KnownSearch[] => {
    const metric = parsePath(row.path)?.[0] ?? '';
    const [comparison] = isGraphMetric(metric) ? itemsAt(result.comparisons, row, 'metric', metric) : [];
    const search = comparison === undefined ? null : costSearch({ path: row.path, comparison }, known);
    return search === null ? [] : [search];
  });
}
