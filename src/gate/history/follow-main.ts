import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../../errors.ts';
import { Git } from '../../git/git.ts';
import { historyIn } from '../../history/assert-history.ts';
import { fromResult, historyLine, type AboutRun, type HistoryEntry } from '../../history/entry.ts';
import { overviewOf } from '../../history/overview.ts';
import type { FollowedMain } from '../../model/history.ts';
import { HISTORY_FILE, type HistoryFile } from '../../model/history-store.ts';
import { shortSha } from '../../text/short-sha.ts';
import { version } from '../../version.ts';
import type { GateOutcome } from '../verdict/publish.ts';
import { storeAt, type HistoryAccess } from './access.ts';
import { mainStory, type MainStory } from './story.ts';

/**
 * Keeps what a run on the default branch measured, and says what main has become over time. What cannot be kept or read is
 * a warning: only a creep budget that blocks changes the outcome. Never throws.
 */
export async function followMain(outcome: GateOutcome, access: HistoryAccess | null): Promise<GateOutcome> {
  const { followed, files, report } = outcome;
  if (followed === undefined) return outcome;
  const entry = fromResult(report.result, await aboutRun(outcome, followed, access));
  if (entry === null) {
    const nothing = 'Nothing was compared with the anchor, so the history has no entry of this run.';
    return { ...outcome, main: mainStory(null, followed.creep, [nothing]) };
  }
  return withStory(outcome, await storyOf(entry, { followed, access, file: path.join(files.out, HISTORY_FILE) }));
}

interface Following {
  readonly followed: FollowedMain;
  readonly access: HistoryAccess | null;
  /** Where the entry is written in any case. */
  readonly file: string;
}

async function storyOf(entry: HistoryEntry, { followed, access, file }: Following): Promise<MainStory> {
  const line = historyLine(entry);
  const written = await tried(() => writeFile(file, line));
  const store = storeAt(followed.place, access);
  if (store === null) return mainStory(null, followed.creep, [...written.warnings, ...notKept(NO_TOKEN, file)]);
  const kept = await tried(() => store.append(line, `Measure ${shortSha(entry.sha)}`));
  const warnings = [...written.warnings, ...kept.warnings.flatMap((why) => notKept(why, file))];
  const read = await tried(async () => overviewOf(historyIn(withOwn(await store.read(), line)), followed.creep));
  const overview = read.value;
  const unread = read.warnings.map((why) => `It is not known what has changed over time. ${why}`);
  return mainStory(overview, followed.creep, [...warnings, ...unread, ...(overview?.history.notices ?? [])]);
}

const NO_TOKEN = 'The history is on a branch, and writing it needs the input github-token, which is empty.';

function notKept(why: string, file: string): string[] {
  return [`The history was not added to; the entry of this run is in ${file}. ${why}`];
}

/** The files with the entry of this run, also where it could not be kept. */
function withOwn(files: readonly HistoryFile[], line: string): readonly HistoryFile[] {
  return files.some(({ text }) => text.includes(line)) ? files : [...files, { name: HISTORY_FILE, text: line }];
}

interface Tried<T> {
  readonly value: T | null;
  readonly warnings: readonly string[];
}

async function tried<T>(body: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { value: await body(), warnings: [] };
  } catch (error) {
    const why = error instanceof GateError ? `${placed(error)}${error.message} ${error.todo}` : `${causeOf(error)}.`;
    return { value: null, warnings: [why] };
  }
}

function placed({ where }: GateError): string {
  return where === null ? '' : `${where}: `;
}

function withStory(outcome: GateOutcome, main: MainStory): GateOutcome {
  return main.breaks ? { ...outcome, main, verdict: 'fail', exitCode: 1 } : { ...outcome, main };
}

async function aboutRun(
  { report: { result, chrome } }: GateOutcome,
  { runner }: FollowedMain,
  access: HistoryAccess | null,
): Promise<AboutRun> {
  const measured = new Date().toISOString();
  const committed = result.head.sha === null ? null : await commitTime(result.head.sha, access);
  return { committed: committed ?? measured, measured, chrome, runner, version, run: access?.runUrl ?? null };
}

async function commitTime(sha: string, access: HistoryAccess | null): Promise<string | null> {
  const git = await Git.open(process.cwd(), process.env);
  const local = 'cause' in git ? null : await git.tryRun('show', '--no-patch', '--format=%cI', sha);
  return local ?? (await access?.commitTime(sha).catch(() => null)) ?? null;
}
