import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import { GateError } from '../../errors.ts';
import { Git, type Environment } from '../../git/git.ts';

/** A larger file of a project is not one that says how it is built. */
const MOST_BYTES = 1_000_000;

/** A repository as it is set up: its files, and what they say. */
export interface Checkout {
  /** Absolute path of the work tree's root. */
  readonly root: string;
  /** Tracked and new files, relative to the root, with `/`; ignored ones are left out. */
  readonly files: readonly string[];
  /** A file's text; null if there is none, or it is larger than 1 MB. */
  readonly read: (file: string) => Promise<string | null>;
}

/**
 * Reads the repository that contains a folder.
 *
 * @throws GateError `init-no-repository`
 */
export async function openCheckout(folder: string, env: Environment): Promise<Checkout> {
  const git = await Git.open(folder, env);
  if ('cause' in git) throw new GateError('init-no-repository', { folder, cause: git.cause });
  const { root } = git;
  const listed = await git.run('ls-files', '-z', '--cached', '--others', '--exclude-standard');
  const files = [...new Set(listed.split('\0').filter((file) => file !== ''))];
  return { root, files, read: (file) => textOf(path.join(root, file)) };
}

async function textOf(file: string): Promise<string | null> {
  try {
    const about = await stat(file);
    return about.isFile() && about.size <= MOST_BYTES ? await readFile(file, 'utf8') : null;
  } catch {
    return null;
  }
}
