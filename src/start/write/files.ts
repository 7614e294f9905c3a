import { lstat, mkdir, readFile, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { causeOf, GateError } from '../../errors.ts';

/** A file that is to be written. */
export interface PlannedFile {
  /** Relative to the root of the repository. */
  readonly file: string;
  readonly text: string;
}

/** A planned file beside what is there. */
export interface FileChange extends PlannedFile {
  /** What the file has now; null if it does not exist. */
  readonly before: string | null;
}

/** A file that is larger was not written by `init`. */
const MOST_BYTES = 1_000_000;

/**
 * What would change; without the files that are there already.
 *
 * @throws GateError `init-unwritable` if something other than a file is in the place of one, or a link leads out of the
 *   repository
 */
export async function changesOf(root: string, planned: readonly PlannedFile[]): Promise<FileChange[]> {
  const changes = await Promise.all(
    planned.map(async ({ file, text }) => ({ file, text, before: await contentsOf(root, file) })),
  );
  return changes.filter(({ before, text }) => before?.replaceAll('\r\n', '\n') !== text);
}

async function contentsOf(root: string, file: string): Promise<string | null> {
  const target = path.join(root, file);
  await assertInside(root, file);
  const about = await lstat(target).catch((error: unknown) => absence(file, error));
  if (about === null) return null;
  if (!about.isFile()) throw new GateError('init-unwritable', { file, cause: 'it exists and is not a regular file' });
  if (about.size > MOST_BYTES) return '';
  return readFile(target, 'utf8').catch((error: unknown) => {
    throw new GateError('init-unwritable', { file, cause: causeOf(error) }, { cause: error });
  });
}

/** @throws GateError `init-unwritable` */
async function assertInside(root: string, file: string): Promise<void> {
  let folder = path.dirname(path.join(root, file));
  while ((await lstat(folder).catch(() => null)) === null) folder = path.dirname(folder);
  const real = await realpath(folder).catch((error: unknown) => absence(file, error));
  if (real === null || !isInside(await realpath(root), real))
    throw new GateError('init-unwritable', {
      file,
      cause: 'its folder is a link that leads nowhere, or out of the repository',
    });
}

function absence(file: string, error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw new GateError('init-unwritable', { file, cause: causeOf(error) }, { cause: error });
}

/**
 * Writes files below the root.
 *
 * @throws GateError `init-unwritable`
 */
export async function writeChanges(root: string, changes: readonly FileChange[]): Promise<void> {
  for (const { file, text, before } of changes) {
    try {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      // A file that came meanwhile is not overwritten.
      await writeFile(path.join(root, file), text, { flag: before === null ? 'wx' : 'w' });
    } catch (error) {
      throw new GateError('init-unwritable', { file, cause: causeOf(error) }, { cause: error });
    }
  }
}

function isInside(root: string, folder: string): boolean {
  const relative = path.relative(root, folder);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
