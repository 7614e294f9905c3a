import { posix } from 'node:path';

import { detect } from 'package-manager-detector/detect';
import type { Agent } from 'package-manager-detector';

import type { Checkout } from './checkout.ts';
import type { Folder } from './folder.ts';

/** How a project's packages are installed, and its scripts and programs run. */
export interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'yarn-berry' | 'bun';
  /** Installs what the lockfile has, in the folder of the site. */
  readonly install: string;
  /** Prefix of a script of `package.json`. */
  readonly run: string;
  /** Prefix of a program that is installed with the packages. */
  readonly exec: string;
}

interface Commands {
  readonly frozen: string;
  readonly install: string;
  readonly run: string;
  readonly exec: string;
}

const COMMANDS: Readonly<Record<PackageManager['name'], Commands>> = {
  npm: { frozen: 'npm ci', install: 'npm install', run: 'npm run', exec: 'npx' },
  pnpm: { frozen: 'pnpm install --frozen-lockfile', install: 'pnpm install', run: 'pnpm run', exec: 'pnpm exec' },
  yarn: { frozen: 'yarn install --frozen-lockfile', install: 'yarn install', run: 'yarn run', exec: 'yarn run' },
  'yarn-berry': { frozen: 'yarn install --immutable', install: 'yarn install', run: 'yarn run', exec: 'yarn run' },
  bun: { frozen: 'bun install --frozen-lockfile', install: 'bun install', run: 'bun run', exec: 'bunx' },
};

const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/** The package manager of a folder, as lockfiles and manifests up to the repository's root say; npm if none says. */
export async function packageManagerOf(checkout: Checkout, { directory }: Folder): Promise<PackageManager> {
  const cwd = posix.join(checkout.root, directory);
  const found = await detect({ cwd, stopDir: checkout.root });
  const isBerry = checkout.files.some((file) => posix.basename(file) === '.yarnrc.yml');
  const name = nameOf(found?.agent, isBerry);
  const { frozen, install, run, exec } = COMMANDS[name];
  const locked = ancestorsOf(directory).find((above) =>
    LOCKFILES.some((lockfile) => checkout.files.includes(posix.join(above, lockfile))),
  );
  const up = locked === undefined ? '' : posix.relative(directory, locked);
  const command = locked === undefined ? install : frozen;
  return { name, install: up === '' ? command : `cd ${up} && ${command}`, run, exec };
}

function nameOf(agent: Agent | undefined, isBerry: boolean): PackageManager['name'] {
  if (agent === 'yarn@berry' || (agent === 'yarn' && isBerry)) return 'yarn-berry';
  if (agent === 'yarn' || agent === 'bun') return agent;
  return agent?.startsWith('pnpm') === true ? 'pnpm' : 'npm';
}

/** `apps/web`, `apps`, `.` */
export function ancestorsOf(directory: string): string[] {
  const segments = directory.split('/').filter((segment) => segment !== '.');
  return [...segments.map((_, index) => segments.slice(0, segments.length - index).join('/')), '.'];
}
