import type { Changes, PackageChange } from '../../model/attribution.ts';
import { causeOf } from '../../errors.ts';
import type { Git } from '../git.ts';
import { CODEOWNERS_PLACES, readCodeowners, type OwnersOf } from './codeowners.ts';
import { isLockfile, packageChanges, readLockfile } from './lockfiles.ts';

/** Larger lockfiles are not read. */
const MAX_BYTES = 50_000_000;

/**
 * What changed from one commit to another: files, locked packages, and the owners of the files by the later commit's
 * CODEOWNERS. `log` receives a line for each lockfile that cannot be read.
 */
export async function changesBetween(
  git: Git,
  from: string,
  to: string,
  log: (line: string) => void = () => {},
): Promise<Changes> {
  const names = await git.run('diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', from, to);
  const files = names.split('\0').filter((name) => name !== '');
  const ownersOf = await ownersAt(git, to);
  const packages: PackageChange[] = [];
  for (const file of files.filter(isLockfile)) packages.push(...(await lockChanges(git, { file, from, to }, log)));
  const owners = [...new Set(files.flatMap(ownersOf))].toSorted();
  return { files, packages, owners };
}

async function lockChanges(
  git: Git,
  { file, from, to }: { readonly file: string; readonly from: string; readonly to: string },
  log: (line: string) => void,
): Promise<PackageChange[]> {
  try {
    const [before, after] = [await fileAt(git, from, file), await fileAt(git, to, file)];
    return packageChanges(readLockfile(file, before), readLockfile(file, after));
  } catch (error) {
    log(`${file} cannot be read as a lockfile: ${causeOf(error)}. Its packages are left out of the change manifest.`);
    return [];
  }
}

async function ownersAt(git: Git, commit: string): Promise<OwnersOf> {
  for (const place of CODEOWNERS_PLACES) {
    const text = await fileAt(git, commit, place);
    if (text !== null) return readCodeowners(text);
  }
  return () => [];
}

/** A file as a commit has it; null if it does not. */
async function fileAt(git: Git, commit: string, path: string): Promise<string | null> {
  const size = Number(await git.tryRun('cat-file', '-s', `${commit}:${path}`));
  return Number.isFinite(size) && size > 0 && size <= MAX_BYTES
    ? git.tryRun('cat-file', 'blob', `${commit}:${path}`)
    : null;
}
