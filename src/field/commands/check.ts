import { checkRecords, coverageByCommit, type CheckFinding, type CommitCoverage } from '../analyses/check.ts';
import { readDeploys } from '../deploys/deploys-file.ts';
import type { PrintedDialect } from '../engines/engine.ts';
import { askSessions, askShas, sessionsText, shasText } from '../questions/served.ts';
import { askViews, viewsText } from '../questions/checks.ts';
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
  const earliest = [...Map.groupBy(deploys ?? [], ({ sha }) => sha)].map(([sha, [first]]) => ({
    sha,
    at: new Date(Date.parse(first?.at ?? '') - SKEW_MS).toISOString(),
  }));
  const found = await withRecords(setup, options, place, async (engine, scope) => {
    if (scope === null) return null;
    const commits = await askShas(engine, scope, latestOf(place.now), earliest);
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

/** The queries of `field check`. */
export function printCheck(
  setup: FieldSetup,
  options: ReadingOptions,
  place: Place,
  dialect: PrintedDialect,
): string[] {
  const { target, scope } = printedTarget(setup, options, place, dialect);
  return [
    shasText(target, scope, latestOf(place.now), []),
    sessionsText(target, scope),
    viewsText(target, scope),
    coverageText(target, scope),
  ];
}
