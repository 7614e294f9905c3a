import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { askGit, askHistory } from '../../../src/doctor/probe/git.ts';
import type { RunEvent } from '../../../src/git/choose.ts';
import { Git } from '../../../src/git/git.ts';
import { Repository } from '../../support/repository.ts';

let origin: Repository;
let clones: string;
beforeEach(() => {
  origin = new Repository();
  clones = mkdtempSync(path.join(tmpdir(), 'vitals-gate-clones-'));
});
afterEach(() => {
  origin.remove();
  rmSync(clones, { recursive: true, force: true });
});

function commit(text: string): string {
  origin.write('page.html', text);
  return origin.commit(text);
}

/** Two commits on main, and one on a branch that left main at the first. */
function branches() {
  const base = commit('one');
  origin.git('switch', '--quiet', '--create', 'feature');
  const head = commit('feature');
  origin.git('switch', '--quiet', 'main');
  return { base, head, tip: commit('two') };
}

async function opened(folder: string): Promise<Git> {
  const git = await Git.open(folder, process.env);
  if ('cause' in git) throw new Error(git.cause);
  return git;
}

/** A clone of a branch, as actions/checkout makes it without `fetch-depth: 0`. */
function shallow(branch: string): string {
  const folder = path.join(clones, branch);
  origin.git('clone', '--quiet', '--depth=1', `--branch=${branch}`, `file://${origin.folder}`, folder);
  return folder;
}

const pullRequest = (baseSha: string, headSha: string): RunEvent => {
  return { kind: 'pull-request', number: 1, baseSha, headSha, branch: 'feature', baseBranch: 'main' };
};

describe('git', () => {
  test('is asked for its version, the depth of the clone and its commits', async () => {
    branches();
    const git = await opened(origin.folder);
    expect(await askGit(git, process.env)).toEqual({
      version: expect.stringMatching(/^git \d+\.\d+/),
      cause: null,
      isShallow: false,
      commits: 2,
    });
    expect(await askGit(await opened(shallow('main')), process.env)).toMatchObject({ isShallow: true, commits: 1 });
  });

  test('that is not on the PATH has no version', async () => {
    const git = await Git.open(clones, { PATH: clones });
    expect(await askGit(git, { PATH: clones })).toMatchObject({ version: null, cause: expect.any(String) });
  });
});

describe('the history', () => {
  test('has the merge base of a pull request', async () => {
    const { base, head, tip } = branches();
    expect(await askHistory(await opened(origin.folder), pullRequest(tip, head))).toEqual({
      head,
      base,
      because: expect.stringMatching(/^the merge base with [0-9a-f]{7}$/),
      isShallow: false,
      unfetchable: null,
    });
  });

  test('of main begins with the commit before', async () => {
    const { base, tip } = branches();
    const git = await opened(origin.folder);
    expect(await askHistory(git, null)).toMatchObject({ head: tip, base, because: 'the previous commit' });
    const pushed: RunEvent = { kind: 'push', before: base, headSha: tip, branch: 'main' };
    expect(await askHistory(git, pushed)).toMatchObject({ base, because: 'what the branch was before the push' });
  });

  test('of a shallow clone lacks base, which is not fetched', async () => {
    const { head, tip } = branches();
    const git = await opened(shallow('feature'));
    expect(await askHistory(git, pullRequest(tip, head))).toMatchObject({
      head,
      base: null,
      isShallow: true,
      unfetchable: null,
    });
    expect(await git.run('rev-list', '--count', '--all')).toBe('1');
  });

  test('says why origin does not let base be fetched', async () => {
    const { head, tip } = branches();
    const folder = shallow('feature');
    rmSync(path.join(origin.folder, '.git'), { recursive: true });
    const { unfetchable } = await askHistory(await opened(folder), pullRequest(tip, head));
    expect(unfetchable).toMatch(/\w/);
  });
});
