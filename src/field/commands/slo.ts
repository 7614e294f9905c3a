import { nodePaths } from './nodes.ts';
import { isFieldPath } from '../questions/nodes.ts';
import type { Engine, PrintedDialect } from '../engines/engine.ts';
import { outcomeOf } from '../../judge/outcome.ts';
import { waive } from '../../judge/waive.ts';
import type { Config } from '../../model/config.ts';
import type { FieldConfig } from '../../model/field.ts';
import { dayOf } from '../../model/waiver.ts';
import { judgeSlo } from '../analyses/slo.ts';
import { routesOf, thresholdsOf, unheldPaths } from '../analyses/slo-budgets.ts';
import { budgetRowOf, type SloRow } from '../analyses/slo-row.ts';
import { askClusters, clustersText } from '../questions/clusters.ts';
import { askCoverage, coverageText } from '../questions/coverage.ts';
import { askDistributions, distributionsText } from '../questions/distributions.ts';
import { askLayers, layersText } from '../questions/layers.ts';
import { quote } from '../../source/diagnostic.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { Scope } from '../questions/scope.ts';
import { sloMarkdown, sloPage, sloText } from '../report/slo.ts';
import {
  askRecords,
  leftOutNotices,
  noFilesNotices,
  printedGroup,
  printedTarget,
  type FieldSetup,
  type Findings,
  type Place,
  type ReadingOptions,
} from './reading.ts';

/** `field slo`: the page views of the window against the absolute budgets. */
export async function findSlo(setup: FieldSetup, options: ReadingOptions, place: Place): Promise<Findings> {
  const asked = await askRecords(setup, options, place, async (engine, scope) => ({
    ...(await judgeRecords(engine, scope, setup.field)),
    scope,
    leftOut: leftOutNotices(engine),
  }));
  const found = reportSlo(asked.answer, setup, options, place.now);
  return {
    ...found,
    notices: [...noFilesNotices(asked), ...asked.answer.leftOut, ...found.notices],
    // A glob that is misspelt must not pass, whatever `on-unmeasured` says.
    exitCode: asked.noFiles === null ? found.exitCode : 3,
  };
}

/** Rows with the routes of the records that no row is about. */
export interface JudgedRecords {
  readonly rows: readonly SloRow[];
  readonly undeclared: readonly string[];
}

/** Waives, decides and words what was found. */
export function reportSlo(
  { rows: judged, undeclared, scope }: JudgedRecords & { readonly scope: Scope | null },
  { config, field }: FieldSetup,
  options: Pick<ReadingOptions, 'by' | 'sha'>,
  now: Date,
): Findings {
  const rows = judged.map((row) => waived(row, config, now));
  const budgets = rows.map(budgetRowOf).filter((row) => row !== null);
  const isMeasured = rows.some(({ n }) => n > 0);
  const { exitCode } = outcomeOf(budgets, config.policy, true, isMeasured);
  const isEmpty = rows.every(({ n, coverage }) => n === 0 && coverage === null) && undeclared.length === 0;
  const about = { scope, days: field.windowDays, by: options.by, sha: options.sha, isEmpty };
  return {
    json: rows,
    text: sloText(rows, about),
    markdown: sloMarkdown(rows, about),
    page: sloPage(rows, about),
    notices: [...unheldNotices(field), ...undeclaredNotices(undeclared)],
    exitCode,
  };
}

/** @param scope null: there are no page views */
export async function judgeRecords(engine: Engine, scope: Scope | null, field: FieldConfig): Promise<JudgedRecords> {
  if (scope === null) {
    const none = { distributions: [], clusters: [], coverage: [], paths: nodePaths(field, []) };
    return { rows: judgeSlo(routesOf(field, []), none), undeclared: [] };
  }
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const routes = routesOf(field, distributions);
  const clusters = await askClusters(engine, scope, thresholdsOf(routes, distributions));
  const coverage = await askCoverage(engine, scope);
  const rows = judgeSlo(routes, { distributions, clusters, coverage, paths });
  const declared = new Set(routes.map(({ name }) => name));
  // Without a declaration every route counts, and one that is not among them has no view that ended yet.
  const named = field.routes.length === 0 ? [] : coverage.map(({ route }) => route);
  const others = named.filter((route) => !declared.has(route));
  return { rows, undeclared: [...new Set(others)] };
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
    `page views do not record ${paths.join(', ')}, so only the lab checks ${paths.length === 1 ? 'its budget' : 'their budgets'}.`,
  ];
}

const MOST_NAMES = 5;

/** A budget is never held against such a route, and nothing else says so. */
function undeclaredNotices(routes: readonly string[]): string[] {
  if (routes.length === 0) return [];
  const names = routes.slice(0, MOST_NAMES).map((name) => quote(sanitizeLine(name, 100)));
  const others = routes.length > MOST_NAMES ? ` and ${routes.length - MOST_NAMES} more` : '';
  return [
    `page views name ${routes.length === 1 ? 'a route that is' : 'routes that are'} not declared, and left out: ${names.join(', ')}${others}.`,
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
