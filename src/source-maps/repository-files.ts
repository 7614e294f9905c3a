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
  /** Null for what is not a file, not text that can be read, or longer than `mostChars`. */
  readonly read: (file: string, mostChars?: number) => Promise<string | null>;
}

/** Longer files are not read for a guess, characters: it may be made of each file that head changed. */
export const LONGEST_GUESSED = 2_000_000;

/** No source file that people edit is larger. */
const MAX_FILE_BYTES = 20_000_000;
/** Of all texts that are kept, characters. */
const MOST_KEPT = 200_000_000;
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
    read: once((file, most) => git.tryRunUpTo(most, 'cat-file', 'blob', `${commit}:${file}`)),
  };
}

async function ofWorkTree(git: Git): Promise<RepositoryFiles> {
  const listed = await git.tryRun('ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const files = (listed ?? '').split('\0').filter((file) => file !== '');
  return { root: git.root, named: byName(files), read: once((file, most) => readBelow(git.root, file, most)) };
}

async function readBelow(root: string, file: string, most: number): Promise<string | null> {
  try {
    const whole = path.join(root, file);
    const folder = await realpath(path.dirname(whole));
    if (path.relative(await realpath(root), folder).split(path.sep)[0] === '..') return null;
    const found = await lstat(whole);
    return found.isFile() && found.size <= most ? await readFile(whole, 'utf8') : null;
  } catch {
    return null;
  }
}

/**
 * Many places are in the same file, so texts are kept: the last ones, up to `mostKept` characters.
 *
 * @param read a file of at most so many bytes
 */
export function once(
  read: (file: string, mostBytes: number) => Promise<string | null>,
  mostKept = MOST_KEPT,
): RepositoryFiles['read'] {
  const known = new Map<string, string | null>();
  let kept = 0;
  const keep = (key: string, text: string | null): void => {
    if (known.has(key)) return;
    known.set(key, text);
    kept += text?.length ?? 0;
    for (const [oldest, other] of known) {
      if (kept <= mostKept) break;
      known.delete(oldest);
      kept -= other?.length ?? 0;
    }
  };
  return async (file, mostChars = MAX_FILE_BYTES) => {
    const whole = known.get(file);
    if (whole !== undefined) return whole !== null && whole.length <= mostChars ? whole : null;
    const isLimited = mostChars < MAX_FILE_BYTES;
    const limited = isLimited ? known.get(`${mostChars}:${file}`) : undefined;
    if (limited !== undefined) return limited;
    const text = await read(file, mostChars);
    // That it is too long says nothing of a larger limit.
    keep(text === null && isLimited ? `${mostChars}:${file}` : file, text);
    return text;
  };
}

function byName(files: readonly string[]): RepositoryFiles['named'] {
  const names = Map.groupBy(files, (file) => path.posix.basename(file));
  return (name) => names.get(name) ?? [];
}
