import { access, readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** What installs a project's packages exactly as its lockfile has them, and where. */
export interface Install {
  readonly command: string;
  readonly folder: string;
  /** The lockfile's name. */
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
/** Yarn 1 does not know `--immutable`, and says at the head of its lockfile that it is its own. */
const YARN_1 = /^# yarn lockfile v1$/m;
const YARN_1_COMMAND = 'yarn install --frozen-lockfile';

/**
 * The install command that the lockfile asks for: of the folder itself, else of the nearest one above, as workspaces have
 * it. Null where there is none up to the root of the checkout.
 */
export async function inferInstall(folder: string, root: string): Promise<Install | null> {
  for (const [lockfile, command] of COMMANDS) {
    const path = join(folder, lockfile);
    if (!(await exists(path)) || !(await exists(join(folder, 'package.json')))) continue;
    const isYarn1 = lockfile === 'yarn.lock' && YARN_1.test((await readFile(path, 'utf8')).slice(0, 1000));
    return { command: isYarn1 ? YARN_1_COMMAND : command, folder, lockfile };
  }
  const isRoot = relative(root, folder) === '' || relative(root, folder).startsWith('..');
  return isRoot ? null : inferInstall(dirname(folder), root);
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
