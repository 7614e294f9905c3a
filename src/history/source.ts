import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../errors.ts';
import { Git, reasonOf, type Environment } from '../git/git.ts';
import type { History } from './history.ts';
import { HistoryReader } from './reader.ts';

/** Where a history is. `isAsked`: the user named it, so that it must be there. */
export type HistorySource =
  | { readonly kind: 'folder'; readonly folder: string; readonly isAsked: boolean }
  | { readonly kind: 'branch'; readonly branch: string; readonly isAsked: boolean };

/** The file that entries are added to; earlier ones, which are full, have numbers. */
const FILES = /^history(?:-(\d{4}))?\.ndjson$/;
const TIMEOUT_MS = 120_000;

/**
 * Reads a history. Null if it has not begun.
 *
 * @throws GateError `history-no-repository`, `history-missing`, `history-empty`, `history-unreadable`, `history-newer`
 */
export async function readSource(
  source: HistorySource,
  { cwd, env }: { readonly cwd: string; readonly env: Environment },
): Promise<History | null> {
  return source.kind === 'folder' ? readFolder(source) : readBranch(source, cwd, env);
}

const numberOf = (name: string): number => Number(FILES.exec(name)?.[1] ?? Infinity);

/** The files of a history among others, oldest first. */
export function historyFiles(names: readonly string[]): string[] {
  return names.filter((name) => FILES.test(name)).toSorted((one, other) => numberOf(one) - numberOf(other));
}

async function readFolder({ folder, isAsked }: Extract<HistorySource, { kind: 'folder' }>): Promise<History | null> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (!isAsked && isMissing(cause)) return [];
    throw new GateError('history-missing', { place: `the folder ${folder}`, cause: causeOf(cause) }, { cause });
  });
  const files = historyFiles(names);
  if (files.length === 0) return nothing(`the folder ${folder}`, isAsked);
  const reader = new HistoryReader();
  for (const name of files) {
    const file = path.join(folder, name);
    const take = reader.file(file);
    try {
      for await (const piece of createReadStream(file) as AsyncIterable<Uint8Array>) take(piece);
    } catch (cause) {
      if (cause instanceof GateError) throw cause;
      throw new GateError('history-unreadable', { place: file, cause: causeOf(cause) }, { cause });
    }
    take(null);
  }
  return reader.end();
}

const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';

function nothing(place: string, isAsked: boolean): null {
  if (isAsked) throw new GateError('history-empty', { place });
  return null;
}

/** What origin has, as of the last fetch; else the local branch of that name. */
async function readBranch(
  { branch, isAsked }: Extract<HistorySource, { kind: 'branch' }>,
  cwd: string,
  env: Environment,
): Promise<History | null> {
  const git = await Git.open(cwd, env);
  if (!(git instanceof Git)) throw new GateError('history-no-repository', { folder: cwd, cause: git.cause });
  const remote = await commitAt(git, `refs/remotes/origin/${branch}`);
  const local = await commitAt(git, `refs/heads/${branch}`);
  const commit = remote ?? local;
  if (commit === null) {
    if (!isAsked) return null;
    throw new GateError('history-missing', { place: `the branch ${branch}`, cause: 'git has no branch of that name' });
  }
  const name = remote === null ? branch : `origin/${branch}`;
  const files = historyFiles((await git.run('ls-tree', '--name-only', commit)).split('\n'));
  // A branch that exists and holds no history is another one.
  if (files.length === 0) throw new GateError('history-empty', { place: `the branch ${name}` });
  const reader = new HistoryReader();
  for (const file of files) await readBlob(git, reader, { name: `${name}:${file}`, blob: `${commit}:${file}` });
  const history = reader.end();
  return (await isLeftBehind(git, local, remote)) ? withNotice(history, branch) : history;
}

async function readBlob(
  git: Git,
  reader: HistoryReader,
  { name, blob }: { readonly name: string; readonly blob: string },
): Promise<void> {
  const take = reader.file(name);
  const read = (piece: Uint8Array): boolean => {
    take(piece);
    return true;
  };
  try {
    await git.streamPlain({ read, timeoutMs: TIMEOUT_MS }, 'cat-file', 'blob', blob);
  } catch (cause) {
    if (cause instanceof GateError) throw cause;
    throw new GateError('history-unreadable', { place: name, cause: reasonOf(cause) }, { cause });
  }
  take(null);
}

function commitAt(git: Git, ref: string): Promise<string | null> {
  return git.tryRun('rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`);
}

/** Whether the local branch has commits that origin's does not: someone pushed by force, or committed here. */
async function isLeftBehind(git: Git, local: string | null, remote: string | null): Promise<boolean> {
  if (local === null || remote === null || local === remote) return false;
  return (await git.tryRun('merge-base', '--is-ancestor', local, remote)) === null;
}

function withNotice(history: History, branch: string): History {
  const notice = `The local branch ${branch} has commits that origin/${branch} lacks, for example because someone pushed by force. Only origin/${branch} was read. \`git log origin/${branch}..${branch}\` shows the others.`;
  return { ...history, notices: [notice, ...history.notices] };
}
