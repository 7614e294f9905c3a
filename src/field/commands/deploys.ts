import { GateError } from '../../errors.ts';
import { capOf } from '../analyses/cap.ts';
import { findSteps, type DeployRow } from '../analyses/deploys.ts';
import { unviewedRows } from '../analyses/unviewed-deploys.ts';
import { deploysTo, readDeploys, type DeployedCommit } from '../deploys/deploys-file.ts';
import type { Engine, PrintedDialect } from '../engines/engine.ts';
import { askCoverage, coverageText } from '../questions/coverage.ts';
import { askDistributions, distributionsText } from '../questions/distributions.ts';
import { askLayers, layersText } from '../questions/layers.ts';
import type { Scope } from '../questions/scope.ts';
import { askSeries, seriesText } from '../questions/series.ts';
import { count } from '../../report/words/format.ts';
import { deploysMarkdown, deploysPage, deploysText } from '../report/deploys.ts';
import { isLookedAt, nodePaths } from './nodes.ts';
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

/** `field deploys`: what each deploy of the window moved. Steps do not change its exit code. */
export async function findDeploySteps(setup: FieldSetup, options: ReadingOptions, place: Place): Promise<Findings> {
  const deploys = await listedDeploys(setup, options);
  const asked = await askRecords(setup, options, place, async (engine, found) => ({
    ...(found === null ? { rows: [], isEmpty: true } : await stepsIn(engine, found, setup, deploys)),
    scope: found,
    leftOut: leftOutNotices(engine),
  }));
  const { rows, isEmpty, scope, leftOut } = asked.answer;
  const about = { scope, days: setup.field.windowDays, by: options.by, sha: options.sha, isEmpty };
  return {
    json: rows,
    text: deploysText(rows, about),
    markdown: deploysMarkdown(rows, about),
    page: deploysPage(rows, about),
    notices: [...noFilesNotices(asked), ...leftOut, ...(scope === null || isEmpty ? [] : placeNotices(deploys, scope))],
    exitCode: isEmpty ? 3 : 0,
  };
}

/** @throws GateError `deploys-missing`, `deploys-empty`, and as `readDeploys` */
async function listedDeploys(
  { config, field }: FieldSetup,
  { environment }: ReadingOptions,
): Promise<DeployedCommit[]> {
  if (field.deploys === null) throw new GateError('deploys-missing', {}, { where: `${config.file}:1:1` });
  const list = await readDeploys(field.deploys);
  const deploys = deploysTo(list, environment);
  if (deploys.length > 0) return deploys;
  const to = list.deploys.length === 0 || environment === null ? '' : ` to ${environment}`;
  throw new GateError('deploys-empty', { environment: to }, { where: `${list.path}:1:1` });
}

/** What of the list is not looked at, where a reader would look for it. */
function placeNotices(deploys: readonly DeployedCommit[], { from, to }: Scope): string[] {
  const later = deploys.filter(({ at }) => Date.parse(at) > Date.parse(to)).length;
  const isInWindow = deploys.some(({ at }) => Date.parse(at) >= Date.parse(from) && Date.parse(at) <= Date.parse(to));
  return [
    ...(isInWindow ? [] : ['no deploy of the list is in the window.']),
    ...(later === 0
      ? []
      : [`${count(later, 'deploy')} of the list ${later === 1 ? 'is' : 'are'} later than the window.`]),
  ];
}

interface Steps {
  readonly rows: DeployRow[];
  /** Whether no page view of a declared route ended in the window. */
  readonly isEmpty: boolean;
}

async function stepsIn(
  engine: Engine,
  scope: Scope,
  { field }: FieldSetup,
  deploys: readonly DeployedCommit[],
): Promise<Steps> {
  const paths = nodePaths(field, await askLayers(engine, scope));
  const distributions = await askDistributions(engine, scope, paths);
  const caps = distributions.filter(({ route }) => isLookedAt(field, route)).flatMap(capOf);
  const series = await askSeries(engine, scope, 'hour', caps);
  const coverage = await askCoverage(engine, scope);
  const { from, to } = scope;
  const moved = findSteps({ series, coverage, deploys, from, to });
  const unviewed = unviewedRows({ routes: field.routes, seen: series, deploys, from, to });
  const rows = [...moved, ...unviewed].toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  return { rows, isEmpty: series.length === 0 };
}

/** The queries of `field deploys`, with an example of the numbers that come from the answers before. */
export function printDeploys(
  setup: FieldSetup,
  options: ReadingOptions,
  place: Place,
  dialect: PrintedDialect,
): string[] {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  const layers = layersText(target, scope);
  return [
    ...(layers === null ? [] : [layers]),
    distributionsText(target, scope, nodePaths(setup.field, [])),
    seriesText(target, scope, 'hour', [{ ...printedGroup(setup), path: 'lcp', value: 10_000 }]),
    coverageText(target, scope),
  ];
}
