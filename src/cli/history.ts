import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { loadConfig } from '../config/load.ts';
import { causeOf, GateError } from '../errors.ts';
import { HistoryReader } from '../history/reader.ts';
import { historyJson } from '../history/json.ts';
import { overviewOf } from '../history/overview.ts';
import { renderHistoryPage } from '../history/page.ts';
import { recordRun } from '../history/record.ts';
import { readSource, type HistorySource } from '../history/source.ts';
import { renderHistory } from '../history/terminal.ts';
import type { HistoryConfig } from '../model/history.ts';
import { shortSha } from '../text/short-sha.ts';
import type { HistoryRequest, HistoryShow } from './history-commands.ts';
import { say, type Io } from './io.ts';

const BRANCH = 'vitals-gate-history';
/** Of the configuration only `history` is used, so that nothing needs to be there to visit. */
const OVERRIDES = { baseUrl: null, headUrl: null, visits: false, isOfField: true, isHeadOptional: true } as const;

/** `history` and `history record`. The report goes to stdout, notices go to stderr. */
export async function runHistory(request: HistoryRequest, io: Io, cwd = process.cwd()): Promise<number> {
  const place = { cwd, env: { ...io.env } };
  if (request.name === 'show') return show(request, io, place);
  const { entry, place: where } = await recordRun(request, place);
  say(io.stdout, `${shortSha(entry.sha)} against ${shortSha(entry.anchor)}: added to ${where}\n`);
  return 0;
}

async function show(
  request: HistoryShow,
  io: Io,
  place: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<number> {
  const config = await configOf(request, io, place);
  const source = sourceOf(request, config, place.cwd);
  const read = await readSource(source, place);
  const overview = overviewOf(read ?? new HistoryReader().end(), config?.creep ?? []);
  for (const notice of overview.history.notices) say(io.stderr, `note: ${notice}\n`);
  if (request.json) say(io.stdout, `${JSON.stringify(historyJson(overview), null, 2)}\n`);
  else say(io.stdout, overview.history.commits.length === 0 ? notBegun(source) : renderHistory(overview));
  if (request.html !== null) {
    const { wholePage } = await import('../page/document/pages.ts');
    await writePage(request.html, place.cwd, renderHistoryPage(overview, wholePage));
  }
  return 0;
}

/** Null where nobody asked for the file, and it is not there or the history is shown without it. */
async function configOf(
  { config: { file, isAsked }, dir, branch }: HistoryShow,
  io: Io,
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<HistoryConfig | null> {
  if (!isAsked && !existsSync(path.resolve(cwd, file))) return null;
  try {
    return (await loadConfig(file, OVERRIDES, cwd, env)).history;
  } catch (cause) {
    if (isAsked || (dir === null && branch === null) || !(cause instanceof GateError)) throw cause;
    const what = `${cause.where ?? file}: ${cause.message}`;
    say(io.stderr, `note: creep budgets are not shown, because the configuration cannot be used: ${what}\n`);
    return null;
  }
}

function sourceOf({ dir, branch }: HistoryShow, config: HistoryConfig | null, cwd: string): HistorySource {
  if (dir !== null) return { kind: 'folder', folder: path.resolve(cwd, dir), isAsked: true };
  if (branch !== null) return { kind: 'branch', branch, isAsked: true };
  return { ...(config?.place ?? { kind: 'branch', branch: BRANCH }), isAsked: false };
}

function notBegun(source: HistorySource): string {
  if (source.kind === 'folder') return `The history has not begun: the folder ${source.folder} has no entries.\n`;
  const { branch } = source;
  return `The history has not begun, or is not here: git has no entries on the branch ${branch}.
If a workflow writes it: git fetch origin ${branch}:refs/remotes/origin/${branch}
`;
}

async function writePage(file: string, cwd: string, text: string): Promise<void> {
  const target = path.resolve(cwd, file);
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  } catch (cause) {
    const what = `${file} cannot be written: ${causeOf(cause)}.`;
    throw new GateError('usage', { what, todo: 'Name another file with --html.' }, { cause });
  }
}
