import { mkdir, rename, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { readPolicy } from '../../../src/gate/verdict/read-policy.ts';
import { repository, shallowClone, type Repository } from '../../deploys/repository.ts';

let repo: Repository;
let base: string;
let head: string;
beforeEach(async () => {
  repo = await repository();
  base = await repo.commit('base', { 'ci/gate.yml': 'of base', 'new.txt': '' });
  head = await repo.commit('head', { 'ci/gate.yml': 'of head', 'late.yml': 'late' });
});
afterEach(() => repo.remove());

const reader = (over: object = {}) => ({ config: 'ci/gate.yml', contents: null, cwd: repo.folder, ...over });
const at = (ref: string, isAsked = false) => ({ ref, isAsked });

test('the policy is the file as it stands at the commit, not in the work tree', async () => {
  expect(await readPolicy(at(base), reader())).toEqual({
    ref: base,
    label: `ci/gate.yml at ${base.slice(0, 7)}`,
    content: { text: 'of base' },
    origin: { at: base, branch: null, stale: null },
  });
});

test('a path is taken from where the gate runs', async () => {
  const below = path.join(repo.folder, 'ci');
  expect((await readPolicy(at(base), reader({ cwd: below, config: 'gate.yml' }))).content).toEqual({ text: 'of base' });
  const absolute = path.join(repo.folder, 'ci/gate.yml');
  expect((await readPolicy(at(base), reader({ config: absolute }))).content).toEqual({ text: 'of base' });
});

test('names will do: a branch, also one that only origin has', async () => {
  await repo.git('branch', 'release', base);
  expect((await readPolicy(at('release', true), reader())).content).toEqual({ text: 'of base' });
  const clone = await shallowClone(repo, 'main');
  expect((await readPolicy(at('release', true), reader({ cwd: clone.folder }))).content).toEqual({ text: 'of base' });
  await clone.remove();
});

test('a clone of one commit fetches the other', async () => {
  const clone = await shallowClone(repo, 'main');
  expect((await readPolicy(at(base), reader({ cwd: clone.folder }))).content).toEqual({ text: 'of base' });
  await clone.remove();
});

test('a first adoption is said to be one', async () => {
  const { content } = await readPolicy(at(base), reader({ config: 'late.yml' }));
  expect(content).toEqual({
    fallbackReason: `late.yml does not exist at ${base.slice(0, 7)} (first adoption)`,
  });
});

test('a configuration outside of the repository is nothing that a pull request could change', async () => {
  const { content } = await readPolicy(at(base), reader({ config: '../gate.yml' }));
  expect(content).toEqual({ fallbackReason: 'the configuration is outside the repository' });
});

test('a link is followed, as it is in a work tree, and never out of the repository', async () => {
  await symlink('ci/gate.yml', path.join(repo.folder, 'gate.yml'));
  await symlink('../../etc', path.join(repo.folder, 'out.yml'));
  const linked = await repo.commit('links', {});
  expect((await readPolicy(at(linked), reader({ config: 'gate.yml' }))).content).toEqual({ text: 'of head' });
  await expect(readPolicy(at(linked), reader({ config: 'out.yml' }))).rejects.toMatchObject({
    code: 'policy-unreadable',
    message: expect.stringContaining('out.yml is not a regular file at that commit') as string,
  });
});

test.each(['sub/gate.yml', 'sub', 'sub/deep/gate.yml'])(
  'what is in a submodule is no first adoption: %s',
  async (config) => {
    await repo.git('update-index', '--add', '--cacheinfo', `160000,${base},sub`);
    await repo.git('commit', '--quiet', '-m', 'submodule');
    const ref = await repo.git('rev-parse', 'HEAD');
    await expect(readPolicy(at(ref), reader({ config }))).rejects.toMatchObject({
      code: 'policy-unreadable',
      exitCode: 2,
      message: expect.stringContaining(`${config} is inside the submodule sub there`) as string,
    });
  },
);

test('a folder that the pull request turns into a link leads to no other policy', async () => {
  await rename(path.join(repo.folder, 'ci'), path.join(repo.folder, 'elsewhere'));
  await symlink('elsewhere', path.join(repo.folder, 'ci'));
  expect((await readPolicy(at(base), reader())).content).toEqual({ text: 'of base' });
});

test('a branch that the API does not know is no first adoption', async () => {
  const folder = path.join(repo.folder, '..', 'no clone');
  await mkdir(folder, { recursive: true });
  const contents = { fileAt: async () => null, hasCommit: async (ref: string) => ref === 'main' };
  const from = reader({ cwd: folder, config: 'gate.yml', contents });
  expect((await readPolicy(at('main', true), from)).content).toMatchObject({
    fallbackReason: expect.any(String) as string,
  });
  await expect(readPolicy(at('release/2.x', true), from)).rejects.toMatchObject({ code: 'policy-unreadable' });
});

test('without a clone the API says, and a file that it does not have is a first adoption', async () => {
  const folder = path.join(repo.folder, '..', 'no repository');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'gate.yml'), 'of the work tree');
  const asked: string[] = [];
  const contents = {
    fileAt: async (file: string, ref: string) => {
      asked.push(`${file}@${ref}`);
      return ref === base ? 'of the API' : null;
    },
    hasCommit: async () => true,
  };
  const from = reader({ cwd: folder, config: 'gate.yml', contents });
  expect((await readPolicy(at(base), from)).content).toEqual({ text: 'of the API' });
  expect((await readPolicy(at(head), from)).content).toMatchObject({
    fallbackReason: expect.stringContaining('first adoption') as string,
  });
  expect(asked).toEqual([`gate.yml@${base}`, `gate.yml@${head}`]);
  expect((await readPolicy(at(base), { ...from, contents: null })).content).toMatchObject({
    fallbackReason: expect.stringContaining('neither a repository nor a token') as string,
  });
});

test.each([
  ['a commit that nobody has', 'f'.repeat(40)],
  ['a branch that nobody has', 'nowhere'],
])('%s is an error where it cannot be read', async (_, ref) => {
  await expect(readPolicy(at(ref, true), reader())).rejects.toMatchObject({ code: 'policy-unreadable', exitCode: 2 });
});

test('an API that does not answer is an error, and no reason to go by the policy of head', async () => {
  const contents = { fileAt: async () => Promise.reject(new Error('503')) };
  await expect(readPolicy(at('f'.repeat(40)), reader({ contents }))).rejects.toThrow(/503/);
});

test.each([['--upload-pack=x'], ['a b'], ['']])('%j is no name of a commit', async (ref) => {
  await expect(readPolicy(at(ref, true), reader())).rejects.toMatchObject({ code: 'usage' });
});

/** A pull request from before `main` moved on, in the clone that its event was checked out to. */
async function reRun() {
  await repo.git('branch', 'pr', base);
  await repo.git('checkout', '--quiet', 'pr');
  const pull = await repo.commit('pull', { 'ci/gate.yml': 'of the pull request' });
  await repo.git('checkout', '--quiet', 'main');
  const clone = await shallowClone(repo, 'main');
  const tip = await repo.commit('waiver', { 'ci/gate.yml': 'of the present tip' });
  return { clone, tip, pull, request: { ref: head, isAsked: false, branch: 'main', headSha: pull } };
}

describe('the policy of a pull request', () => {
  test('is that of the present tip, which the clone does not know yet', async () => {
    const { clone, tip, request } = await reRun();
    const policy = await readPolicy(request, reader({ cwd: clone.folder }));
    expect(policy).toMatchObject({
      ref: tip,
      content: { text: 'of the present tip' },
      origin: { at: tip, branch: 'main', stale: null },
    });
    await clone.remove();
  });

  test('comes with the same file where head left base, and at head', async () => {
    const { clone, request } = await reRun();
    const { sides } = await readPolicy(request, reader({ cwd: clone.folder }));
    expect(sides).toEqual({ fork: 'of base', head: 'of the pull request' });
    await clone.remove();
  });

  test('is asked of the API first, and of origin where that does not answer', async () => {
    const { clone, tip, request } = await reRun();
    const contents = {
      fileAt: async () => Promise.reject(new Error('the clone has it')),
      hasCommit: async () => true,
      mergeBase: async () => null,
    };
    const from = (tipOf: () => Promise<string>) => reader({ cwd: clone.folder, contents: { ...contents, tipOf } });
    const told = await readPolicy(
      request,
      from(async () => base),
    );
    expect(told.content).toEqual({ text: 'of base' });
    const asked = await readPolicy(
      request,
      from(async () => Promise.reject(new Error('503'))),
    );
    expect(asked.origin).toEqual({ at: tip, branch: 'main', stale: null });
    await clone.remove();
  });

  test('is that of the event where nobody says what the tip is, and that is said', async () => {
    const { clone, request } = await reRun();
    await clone.git('remote', 'set-url', 'origin', '/nowhere');
    const policy = await readPolicy(request, reader({ cwd: clone.folder }));
    expect(policy).toMatchObject({
      ref: head,
      content: { text: 'of head' },
      origin: {
        at: head,
        branch: 'main',
        stale: expect.stringMatching(/^there is no token to ask with; origin does not say: /) as string,
      },
    });
    await clone.remove();
  });

  test('is that of the event where the tip cannot be read', async () => {
    const { clone, request } = await reRun();
    const contents = {
      tipOf: async () => 'f'.repeat(40),
      fileAt: async () => Promise.reject(new Error('502')),
      mergeBase: async () => null,
    };
    const policy = await readPolicy(request, reader({ cwd: clone.folder, contents }));
    expect(policy).toMatchObject({
      ref: head,
      origin: { branch: 'main', stale: expect.stringContaining('502') as string },
    });
    await clone.remove();
  });

  test.each(['--upload-pack=x', 'a b', '*'])('is asked of no branch %j', async (branch) => {
    const policy = await readPolicy({ ref: base, isAsked: false, branch }, reader());
    expect(policy.origin).toEqual({ at: base, branch, stale: 'its name is not a branch name that can be looked up' });
  });

  test('goes by a branch and not by a tag of its name', async () => {
    const { clone, tip, request } = await reRun();
    await repo.git('tag', 'main', base);
    expect((await readPolicy(request, reader({ cwd: clone.folder }))).ref).toBe(tip);
    await clone.remove();
  });
});
