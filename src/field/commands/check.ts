import { checkRecords, coverageByCommit, type CheckFinding, type CommitCoverage } from '../analyses/check.ts';
import { readDeploys, type DeployedCommit } from '../deploys/deploys-file.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import { askCommits, askSessions, askViews, commitsText, sessionsText, viewsText } from '../questions/checks.ts';
import { askCoverage, coverageText } from '../questions/coverage.ts';
import { checkMarkdown, checkText } from '../report/check.ts';
import {
  latestOf,
  printedTarget,
  withRecords,
  type FieldSetup,
  type Findings,
  type Place,
  type ReadingOptions,
} from './reading.ts';

/** What visitors' clocks may differ by before they are called wrong. */
const SKEW_MS = 5 * 60_000;

/** `field check`: whether the page views of the window can be compared. */
export async function findProblems(setup: FieldSetup, options: ReadingOptions, place: Place): Promise<Findings> {
  const { field } = setup;
  const deploys = field.deploys === null ? null : (await readDeploys(field.deploys)).deploys;
  const moments = { latest: latestOf(place.now), deployed: earliestTimes(deploys ?? []) };
  const found = await withRecords(setup, options, place, async (engine, scope) => {
    if (scope === null) return null;
    const commits = await askCommits(engine, scope, moments);
    const sessions = await askSessions(engine, scope);
    const coverage = await askCoverage(engine, scope);
    const views = await askViews(engine, scope);
    const deployed = deploys?.map(({ sha }) => sha) ?? null;
    const findings = checkRecords({ field, commits, sessions, coverage, views, leftOut: engine.leftOut, deployed });
    return { scope, findings, coverage: coverageByCommit(coverage, commits) };
  });
  const about = { scope: found?.scope ?? null, days: field.windowDays, by: null, sha: options.sha };
  const { findings, coverage }: { findings: CheckFinding[]; coverage: CommitCoverage[] } = found ?? {
    findings: [],
    coverage: [],
  };
  const exitCode = found === null ? 3 : findings.some(({ voids }) => voids) ? 1 : 0;
  const window = found === null ? null : { from: found.scope.from, to: found.scope.to };
  return {
    json: { window, coverage, findings },
    text: checkText(findings, coverage, about),
    markdown: checkMarkdown(findings, coverage, about),
    notices: [],
    exitCode,
  };
}

/** When each commit first went live, less what clocks may differ by. */
function earliestTimes(deploys: readonly DeployedCommit[]): Map<string, string> {
  const times = new Map<string, string>();
  for (const { sha, at } of deploys)
    if (!times.has(sha)) times.set(sha, new Date(Date.parse(at) - SKEW_MS).toISOString());
  return times;
}

/** The queries of `field check`. */
export function printCheck(
  setup: FieldSetup,
  options: ReadingOptions,
  place: Place,
  dialect: PrintedDialect,
): string[] {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return [
    commitsText(target, scope, { latest: latestOf(place.now), deployed: new Map() }),
    sessionsText(target, scope),
    viewsText(target, scope),
    coverageText(target, scope),
  ];
}
