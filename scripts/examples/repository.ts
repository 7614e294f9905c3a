import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { execa } from 'execa';

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples');
const IDENTITY = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgsign=false'];
/** The folder of an example whose files replace those of the example in its pull request. */
const PULL_REQUEST = 'pull-request';
/** What somebody's own run may have left in the example. */
const LEFT = /^(?:node_modules|dist|\.astro|field|vitals-gate-out)$/;

/** An example as a git repository of its own, in a temporary folder. */
export interface ExampleRepository {
  readonly folder: string;
  /** The commit of the example. */
  readonly base: string;
  /** The commit of its pull request, which is checked out; the base if it has none. */
  readonly head: string;
  readonly remove: () => Promise<void>;
}

/** Makes `examples/NAME` a repository of one commit, and of a second one if it has a pull request. */
export async function exampleRepository(name: string): Promise<ExampleRepository> {
  const from = path.join(EXAMPLES, name);
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), `vitals-gate-example-${name}-`)));
  const git = async (...args: readonly string[]): Promise<string> =>
    (await execa('git', [...IDENTITY, ...args], { cwd: folder })).stdout;
  const commit = async (subject: string): Promise<string> => {
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '-m', subject);
    return git('rev-parse', 'HEAD');
  };
  await git('init', '--quiet', '--initial-branch=main');
  await cp(from, folder, {
    recursive: true,
    filter: (file) => {
      const [top = ''] = path.relative(from, file).split(path.sep);
      return top !== PULL_REQUEST && !(LEFT.test(top) && top !== '');
    },
  });
  const base = await commit(`Begin ${name}`);
  const changes = path.join(from, PULL_REQUEST);
  await cp(changes, folder, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const head = await commit('Change the page');
  return { folder, base, head, remove: () => rm(folder, { recursive: true, force: true }) };
}
