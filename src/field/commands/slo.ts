import { LAYERS_PATH, isFieldPath, stepsOf } from '../questions/nodes.ts';
import { NODE_COLUMNS } from '../engines/columns.ts';
import type { Engine, PrintedDialect } from '../engines/engine.ts';
import { outcomeOf } from '../../judge/outcome.ts';
import { waive } from '../../judge/waive.ts';
import type { Config } from '../../model/config.ts';
import type { FieldConfig } from '../../model/field.ts';
import { dayOf } from '../../model/waiver.ts';
import { budgetRowOf, judgeSlo, routesOf, thresholdsOf, unheldPaths, type SloRow } from '../analyses/slo.ts';
import { askClusters, clustersText } from '../questions/clusters.ts';
import { askCoverage, coverageText } from '../questions/coverage.ts';
import { askDistributions, distributionsText } from '../questions/distributions.ts';
import { askLayers, layersText } from '../questions/layers.ts';
import type { Scope } from '../questions/scope.ts';
import { sloMarkdown, sloText } from '../report/slo.ts';
import {
  latestOf,
  scopeUpTo,
  withRecords,
  type FieldSetup,
  type Findings,
  type Place,
  type ReadingOptions,
} from './reading.ts';

/** `field slo`: the page views of the window against the absolute budgets. */
export async function findSlo(setup: FieldSetup, options: ReadingOptions, place: Place): Promise<Findings> {
  const { config, field } = setup;
  const { rows: judged, scope } = await withRecords(setup, options, place, async (engine, found) => ({
    rows: await judgeRecords(engine, found, field),
    scope: found,
  }));
  const rows = judged.map((row) => waived(row, config, place.now));
  const budgets = rows.map(budgetRowOf).filter((row) => row !== null);
  const isMeasured = rows.some(({ n }) => n > 0);
  const { exitCode } = outcomeOf(budgets, config.policy, true, isMeasured);
  const about = { scope, days: field.windowDays, by: options.by, sha: options.sha };
  return {
    json: rows,
    text: sloText(rows, about),
    markdown: sloMarkdown(rows, about),
    notices: unheldNotices(field),
    exitCode,
  };
}

async function judgeRecords(engine: Engine, scope: Scope | null, field: FieldConfig): Promise<SloRow[]> {
  if (scope === null) {
    const none = { distributions: [], clusters: [], coverage: [], paths: pathsOf(field, []), stepsOf };
    return judgeSlo(routesOf(field, []), none);
  }
  const paths = pathsOf(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const routes = routesOf(field, distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const coverage = await askCoverage(engine, scope);
  return judgeSlo(routes, { distributions, clusters, coverage, paths, stepsOf });
}

/** Known nodes in the order of the metrics, each server layer behind the request that it is a part of. */
function pathsOf({ routes, budgets }: FieldConfig, found: readonly string[]): string[] {
  const declared = [...budgets, ...routes.flatMap((route) => route.budgets)]
    .map(({ path }) => path)
    .filter((path) => isFieldPath(path) && path.startsWith(`${LAYERS_PATH}.`));
  const layers = [...new Set([...declared, ...found])];
  return NODE_COLUMNS.flatMap(({ path }) => (path === LAYERS_PATH ? [path, ...layers] : [path]));
}

function waived(row: SloRow, { waivers, policy }: Config, now: Date): SloRow {
  const budget = budgetRowOf(row);
  if (budget === null) return row;
  const { verdict } = waive(budget, { today: dayOf(now), granted: [...waivers] }, policy);
  return { ...row, verdict };
}

function unheldNotices(field: FieldConfig): string[] {
  const paths = unheldPaths(field, isFieldPath);
  if (paths.length === 0) return [];
  return [
    `page views do not have ${paths.join(', ')}, so the budgets on ${paths.length === 1 ? 'it' : 'them'} are of the lab alone.`,
  ];
}

/** The queries of `field slo`, with numbers of views in place of those that come from the answers before. */
export function printSlo(
  { field }: FieldSetup,
  options: ReadingOptions,
  place: Place,
  dialect: PrintedDialect,
): string[] {
  const table = field.beacons.kind === 'files' ? 'beacons' : field.beacons.table;
  const target = { dialect, table, shard: null };
  const scope = scopeUpTo(options.until ?? latestOf(place.now), field, options);
  const paths = pathsOf(field, []);
  const [route = 'product', device = 'mobile'] = [field.routes[0]?.name, field.routes[0]?.conditions[0]];
  const thresholds = [{ route, device, by: null, path: 'lcp', value: 2500 }];
  const layers = layersText(target, scope);
  return [
    ...(layers === null ? [] : [layers]),
    distributionsText(target, scope, paths),
    clustersText(target, scope, thresholds),
    coverageText(target, scope),
  ];
}
