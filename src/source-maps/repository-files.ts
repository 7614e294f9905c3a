import { lstat, readFile, realpath } from 'node:fs/promises';
import path from 'node:path';

import { ExecaError } from 'execa';

import { Git, type Environment } from '../git/git.ts';

/** The files of a repository: what a place can be in. */
export interface RepositoryFiles {
  /** Absolute path of the work tree's root. */
  readonly root: string;
  /** Paths from the root, with `/`, of all files of that name. */
  readonly named: (name: string) => readonly string[];
  /** Null for what is not a file, or not text that can be read. */
  readonly read: (file: string) => Promise<string | null>;
}

/** No source file that people edit is larger. */
const MAX_FILE_BYTES = 20_000_000;
const NONE: RepositoryFiles = { root: '', named: () => [], read: async () => null };

/**
 * The files of a commit. Where there is none, or the repository does not have it: those of the work tree that git does
 * not ignore. Where the commit is there and cannot be listed there are no files, because lines of the work tree may be
 * others. Symbolic links are left out, because they may lead anywhere. Without a repository there are no files, and when
 * `signal` has aborted none can be read any more.
 */
export async function openRepositoryFiles(
  folder: string,
  commit: string | null,
  env: Environment,
  signal?: AbortSignal,
): Promise<RepositoryFiles> {
  const git = await Git.open(folder, env, signal);
  if (!(git instanceof Git)) return NONE;
  if (commit === null) return ofWorkTree(git);
  const files = await ofCommit(git, commit);
  if (files !== null) return files;
  return (await isMissing(git, commit)) ? ofWorkTree(git) : NONE;
}

/** Whether git answered that it does not have the commit: one that was ended answered nothing. */
async function isMissing(git: Git, commit: string): Promise<boolean> {
  try {
    await git.run('cat-file', '-e', '--end-of-options', `${commit}^{commit}`);
    return false;
  } catch (error) {
    return error instanceof ExecaError && error.exitCode !== undefined;
  }
}

/** Null where its files cannot be listed. */
async function ofCommit(git: Git, commit: string): Promise<RepositoryFiles | null> {
  const listed = await git.tryRun('ls-tree', '-r', '-z', '--end-of-options', commit);
  if (listed === null) return null;
  const files = listed.split('\0').flatMap((line) => /^100\d+ blob [\da-f]+\t(.+)$/s.exec(line)?.[1] ?? []);
  return {
    root: git.root,
    named: byName(files),
    read: once((file) => git.tryRunUpTo(MAX_FILE_BYTES, 'cat-file', 'blob', `${commit}:${file}`)),
  };
}

async function ofWorkTree(git: Git): Promise<RepositoryFiles> {
  const listed = await git.tryRun('ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const files = (listed ?? '').split('\0').filter((file) => file !== '');
  return { root: git.root, named: byName(files), read: once((file) => readBelow(git.root, file)) };
}

async function readBelow(root: string, file: string): Promise<string | null> {
  try {
    const whole = path.join(root, file);
    const folder = await realpath(path.dirname(whole));
    if (path.relative(await realpath(root), folder).split(path.sep)[0] === '..') return null;
    const found = await lstat(whole);
    return found.isFile() && found.size <= MAX_FILE_BYTES ? await readFile(whole, 'utf8') : null;
  } catch {
    return null;
  }
}

/** Many places are in the same file. */
function once(read: RepositoryFiles['read']): RepositoryFiles['read'] {
  const known = new Map<string, Promise<string | null>>();
  return (file) => {
    const text = known.get(file) ?? read(file);
    known.set(file, text);
    return text;
  };
}

function byName(files: readonly string[]): RepositoryFiles['named'] {
  const names = Map.groupBy(files, (file) => path.posix.basename(file));
  return (name) => names.get(name) ?? [];
}
