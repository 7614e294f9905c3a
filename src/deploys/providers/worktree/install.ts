import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';

import { isYarn1 } from '../../../git/history/yarn-lock.ts';

/** What installs a project's packages exactly as its lockfile has them. */
export interface Install {
  readonly command: string;
  /** The lockfile's name. */
  readonly lockfile: string;
}

/** A lockfile of a package manager that is not on PATH. */
interface WithoutManager {
  readonly missing: string;
  readonly lockfile: string;
}

/** In the order in which they are looked for: a folder with two of them is mostly one that moved from the latter. */
const COMMANDS: readonly (readonly [lockfile: string, command: string])[] = [
  ['pnpm-lock.yaml', 'pnpm install --frozen-lockfile'],
  ['bun.lock', 'bun install --frozen-lockfile'],
  ['bun.lockb', 'bun install --frozen-lockfile'],
  ['yarn.lock', 'yarn install --immutable'],
  ['npm-shrinkwrap.json', 'npm ci'],
  ['package-lock.json', 'npm ci'],
];
/** Yarn 1 does not know `--immutable`. */
const YARN_1_COMMAND = 'yarn install --frozen-lockfile';

/**
 * The install command that the lockfile of a checkout's folder asks for. Null without a lockfile, or if the packages
 * are part of the commit.
 */
export async function inferInstall(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Install | WithoutManager | null> {
  const has = (name: string): Promise<boolean> => canAccess(join(folder, name));
  if (!(await has('package.json')) || (await has('node_modules'))) return null;
  for (const [lockfile, command] of COMMANDS) {
    if (!(await has(lockfile))) continue;
    const manager = command.split(' ')[0] ?? '';
    if (!(await isOnPath(manager, folder, env))) return { missing: manager, lockfile };
    const isClassic = lockfile === 'yarn.lock' && isYarn1(await readFile(join(folder, lockfile), 'utf8'));
    return { command: isClassic ? YARN_1_COMMAND : command, lockfile };
  }
  return null;
}

/** Whether a program is found on the PATH of `env`, whose relative folders are those of `cwd`. */
export async function isOnPath(program: string, cwd: string, env: Readonly<Record<string, string>>): Promise<boolean> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const found = await Promise.all(folders.map((folder) => canAccess(resolve(cwd, folder, program), constants.X_OK)));
  return found.includes(true);
}

async function canAccess(path: string, mode: number = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}
