import { nodePaths } from './nodes.ts';
import { isFieldPath, stepsOf } from '../questions/nodes.ts';
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
  printedGroup,
  printedTarget,
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

/** @param scope null: there are no page views */
export async function judgeRecords(engine: Engine, scope: Scope | null, field: FieldConfig): Promise<SloRow[]> {
  if (scope === null) {
    const none = { distributions: [], clusters: [], coverage: [], paths: nodePaths(field, []), stepsOf };
    return judgeSlo(routesOf(field, []), none);
  }
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const routes = routesOf(field, distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const coverage = await askCoverage(engine, scope);
  return judgeSlo(routes, { distributions, clusters, coverage, paths, stepsOf });
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

/** The queries of `field slo`, with an example of the numbers that come from the answers before. */
export function printSlo(setup: FieldSetup, options: ReadingOptions, place: Place, dialect: PrintedDialect): string[] {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const layers = layersText(target, scope);
  return [
    ...(layers === null ? [] : [layers]),
    distributionsText(target, scope, nodePaths(setup.field, [])),
    clustersText(target, scope, [{ ...printedGroup(setup), path: 'lcp', n: 1, value: 2500 }]),
    coverageText(target, scope),
  ];
}
