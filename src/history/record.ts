import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import { Git, type Environment } from '../git/git.ts';
import { resultSchema, type Result } from '../model/result.ts';
import { SAMPLES } from '../record/log.ts';
import { readLog } from '../record/read.ts';
import { fromResult, historyLine, type HistoryEntry } from './entry.ts';
import { folderHistory } from './folder-history.ts';
import { runnerLabel } from './runner.ts';

/** What a run leaves beside its samples. */
const RESULT = 'result.json';

export interface RecordRequest {
  /** The output folder of a run, and the folder of the history. */
  readonly folder: string;
  readonly dir: string;
  /** What measured; null: this machine. */
  readonly runner: string | null;
}

/**
 * Adds the entry of a run to a folder. One that is there already is not added again.
 *
 * @throws GateError `record-unreadable`, `history-nothing-compared`, `history-folder`
 */
export async function recordRun(
  { folder, dir, runner }: RecordRequest,
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
): Promise<{ readonly entry: HistoryEntry; readonly place: string }> {
  const from = path.resolve(cwd, folder);
  const { run } = await readLog(from);
  if (run.purpose !== 'gate') throw nothingCompared(folder, 'it is a calibration');
  const { result, measured } = await readResult(folder, path.join(from, RESULT));
  const { sha } = result.head;
  const committed = (sha === null ? null : await commitTime(sha, cwd, env)) ?? measured;
  const about = { committed, measured, chrome: run.chrome, version: run.tool, run: null };
  const entry = fromResult(result, { ...about, runner: runner ?? runnerLabel() });
  if (entry === null) throw nothingCompared(folder, whyNone(result));
  const history = folderHistory(path.resolve(cwd, dir));
  await history.append(historyLine(entry), entry.sha);
  return { entry, place: history.place };
}

/** The result, and when it was written: it has no times itself. */
async function readResult(folder: string, file: string): Promise<{ result: Result; measured: string }> {
  try {
    const text = await readFile(file, 'utf8');
    return { result: resultSchema.parse(JSON.parse(text)), measured: (await stat(file)).mtime.toISOString() };
  } catch (cause) {
    const why = `its ${RESULT} cannot be read: ${causeOf(cause)}`;
    throw new GateError('history-nothing-compared', { folder, cause: why }, { cause });
  }
}

const nothingCompared = (folder: string, cause: string): GateError =>
  new GateError('history-nothing-compared', { folder, cause });

function whyNone({ base, head }: Result): string {
  if (head.sha === null) return 'the commit of head is not known';
  return base.sha === null ? 'the commit of base is not known' : `${SAMPLES} has no metric that was compared`;
}

/** Null outside of a repository that has the commit. */
async function commitTime(sha: string, cwd: string, env: Environment): Promise<string | null> {
  const git = await Git.open(cwd, env);
  if (!(git instanceof Git)) return null;
  const time = await git.tryRun('show', '--no-patch', '--format=%cI', '--end-of-options', `${sha}^{commit}`);
  return time === null || time === '' ? null : time;
}
