import { existsSync } from 'node:fs';

import { checkRecords } from '../analyses/check.ts';
import { coverageByCommit } from '../analyses/check-coverage.ts';
import { clockFindings, lineFindings, type LeftOutLines } from '../analyses/check-records.ts';
import { deploysTo, readDeploys, type DeployedCommit } from '../deploys/deploys-file.ts';
import type { Engine, PrintedDialect } from '../engines/engine.ts';
import { askCommits, askSessions, askViews, commitsText, sessionsText, viewsText } from '../questions/checks.ts';
import { askCoverage, coverageText } from '../questions/coverage.ts';
import type { Scope } from '../questions/scope.ts';
import { checkMarkdown, checkPage, checkText, type Checked } from '../report/check.ts';
import {
  askRecords,
  latestOf,
  noFilesNotices,
  printedTarget,
  type FieldSetup,
  type Findings,
  type Place,
  type ReadingOptions,
} from './reading.ts';
import { findRefusedLines } from './refused-lines.ts';

/** What visitors' clocks may differ by before they are called wrong. */
const SKEW_MS = 5 * 60_000;
/** So many lines that are not records are shown with what is wrong with them. */
const MOST_LINES = 10;

/** `field check`: whether the page views of the window can be compared. */
export async function findProblems(setup: FieldSetup, options: ReadingOptions, place: Place): Promise<Findings> {
  const { field } = setup;
  const deploys = field.deploys === null ? null : await deploysIfListed(field.deploys, options.environment);
  const asked = await askRecords(setup, options, place, async (engine, found) => {
    const leftOut = await leftOutOf(engine, place.cwd);
    if (found === null) return { scope: null, checked: await checkUnread(engine, leftOut, place.now) };
    return { scope: found, checked: await check(engine, found, { field, deploys, leftOut, now: place.now }) };
  });
  const { scope, checked } = asked.answer;
  const { coverage, findings } = checked;
  const isEmpty = coverage.length === 0;
  const about = { scope, days: field.windowDays, by: options.by, sha: options.sha, isEmpty };
  const window = scope === null ? null : { from: scope.from, to: scope.to };
  return {
    json: { window, coverage, findings },
    text: checkText(checked, about),
    markdown: checkMarkdown(checked, about),
    page: checkPage(checked, about),
    notices: noFilesNotices(asked),
    exitCode: isEmpty ? 3 : findings.some(({ voids }) => voids) ? 1 : 0,
  };
}

/** What there is where no page view is: lines that are not records, and records from the future. */
async function checkUnread(engine: Engine, leftOut: LeftOutLines | null, now: Date): Promise<Checked> {
  const latest = latestOf(now);
  const ever = { from: new Date(0).toISOString(), to: latest, by: null, sha: null };
  const commits = await askCommits(engine, ever, { latest, deployed: new Map() });
  return { coverage: [], findings: [...clockFindings(commits), ...lineFindings(leftOut, commits)] };
}

interface Known {
  readonly field: FieldSetup['field'];
  /** Null: there is no list. */
  readonly deploys: readonly DeployedCommit[] | null;
  readonly leftOut: LeftOutLines | null;
  readonly now: Date;
}

async function check(engine: Engine, scope: Scope, { field, deploys, leftOut, now }: Known): Promise<Checked> {
  const commits = await askCommits(engine, scope, {
    latest: latestOf(now),
    deployed: earliestTimes(deploys ?? []),
  });
  const sessions = await askSessions(engine, scope);
  const coverage = await askCoverage(engine, scope);
  const views = await askViews(engine, scope);
  const findings = checkRecords({ field, scope, commits, sessions, coverage, views, leftOut, deploys });
  return { findings, coverage: coverageByCommit(coverage, commits) };
}

/** Files that have lines that are not records are read once more, for where they are and what is wrong with them. */
async function leftOutOf({ leftOut }: Engine, cwd: string): Promise<LeftOutLines | null> {
  if (leftOut === null) return null;
  return { ...leftOut, refused: await findRefusedLines(leftOut.files, MOST_LINES, cwd) };
}

/** A list that nobody has written yet lists none: the check then says of each commit that it lacks its deploy. */
async function deploysIfListed(path: string, environment: string | null): Promise<DeployedCommit[]> {
  return existsSync(path) ? deploysTo(await readDeploys(path), environment) : [];
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
