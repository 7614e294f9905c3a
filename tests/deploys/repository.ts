import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { execa } from 'execa';

import { Git } from '../../src/git/git.ts';

/** Files of a commit by path; null removes one. */
export type Files = Readonly<Record<string, string | null>>;

/** A real git repository in a temporary folder. */
export interface Repository {
  readonly folder: string;
  readonly git: (...args: readonly string[]) => Promise<string>;
  /** Writes the files, commits everything and returns the SHA. */
  readonly commit: (subject: string, files?: Files) => Promise<string>;
  readonly write: (files: Files) => Promise<void>;
  readonly remove: () => Promise<void>;
}

const IDENTITY = ['-c', 'user.name=Ada', '-c', 'user.email=ada@shop.example', '-c', 'commit.gpgsign=false'];

export async function repository(name = 'a repository'): Promise<Repository> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'vitals-gate-test-')));
  const folder = join(parent, name);
  await mkdir(folder);
  const git = async (...args: readonly string[]): Promise<string> =>
    (await execa('git', [...IDENTITY, ...args], { cwd: folder })).stdout;
  await git('init', '--quiet', '--initial-branch=main');
  const write = async (files: Files): Promise<void> => {
    for (const [path, content] of Object.entries(files)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      if (content === null) await rm(file);
      else await writeFile(file, content);
    }
  };
  const commit = async (subject: string, files: Files = {}): Promise<string> => {
    await write(files);
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '-m', subject);
    return git('rev-parse', 'HEAD');
  };
  return { folder, git, commit, write, remove: () => rm(parent, { recursive: true, force: true }) };
}

/** A clone over a transport that knows shallowness, as `actions/checkout` makes one. */
export async function shallowClone(of: Repository, branch: string): Promise<Repository> {
  const clone = await repository('shallow clone');
  await clone.git('remote', 'add', 'origin', `file://${of.folder}`);
  await clone.git('fetch', '--quiet', '--depth=1', 'origin', branch);
  await clone.git('checkout', '--quiet', 'FETCH_HEAD');
  return clone;
}

/** A server whose every answer is what it was built with: `build.js` writes `text.txt`, `server.js` serves it. */
export function serverFiles(text: string): Files {
  return {
    'text.txt': text,
    'build.js':
      "const fs = require('fs'); fs.mkdirSync('built', { recursive: true }); fs.copyFileSync('text.txt', 'built/text.txt'); console.log('built', process.cwd());",
    'server.js': `
      const text = require('fs').readFileSync('built/text.txt', 'utf8');
      require('http').createServer((request, response) => {
        if (request.url === '/exit') process.exit(3);
        response.setHeader('x-deploy-sha', process.env.DEPLOY_SHA ?? '');
        response.end(request.url === '/env' ? JSON.stringify(process.env) : text);
      }).listen(process.argv[2], '127.0.0.1');`,
  };
}

/** Git in a repository that is there. */
export async function openGit({ folder }: Pick<Repository, 'folder'>): Promise<Git> {
  const git = await Git.open(folder, process.env);
  if ('cause' in git) throw new Error(git.cause);
  return git;
}
