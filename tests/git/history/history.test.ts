import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import type { Git } from '../../../src/git/git.ts';
import { chainBetween, mergedChain } from '../../../src/git/history/chain.ts';
import { readCodeowners } from '../../../src/git/history/codeowners.ts';
import { packageChanges, readLockfile } from '../../../src/git/history/lockfiles.ts';
import { changesBetween } from '../../../src/git/history/manifest.ts';
import { openGit, repository, shallowClone, type Repository } from '../../deploys/repository.ts';

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

const gitOf = (of: Repository = repo): Promise<Git> => openGit(of);

describe('the commits between base and head', () => {
  test('stand in the order they were made', async () => {
    const base = await repo.commit('one');
    const shas = [await repo.commit('two'), await repo.commit('three: with | and "quotes"'), await repo.commit('four')];
    const chain = await chainBetween(await gitOf(), base, shas[2] ?? '');
    expect(chain?.from).toBe(base);
    expect(chain?.commits.map(({ sha }) => sha)).toEqual(shas);
    expect(chain?.commits[1]?.subject).toBe('three: with | and "quotes"');
  });

  test('have a merged branch as one step, which can be followed', async () => {
    const base = await repo.commit('base');
    await repo.git('checkout', '--quiet', '-b', 'feature');
    const inside = [await repo.commit('f1', { f: '1' }), await repo.commit('f2', { f: '2' })];
    await repo.git('checkout', '--quiet', 'main');
    const own = await repo.commit('m1', { m: '1' });
    await repo.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'feature');
    const merge = await repo.git('rev-parse', 'HEAD');
    const git = await gitOf();
    const chain = await chainBetween(git, base, merge);
    expect(chain?.commits.map(({ sha }) => sha)).toEqual([own, merge]);
    const last = chain?.commits[1];
    if (last === undefined) throw new Error('no merge');
    const merged = await mergedChain(git, last, own);
    expect(merged?.from).toBe(base);
    expect(merged?.commits.map(({ sha }) => sha)).toEqual(inside);
  });

  test('lead through the merge of main where that is how head descends from base', async () => {
    await repo.commit('start');
    await repo.git('checkout', '--quiet', '-b', 'feature');
    const first = await repo.commit('f1', { f: '1' });
    await repo.git('checkout', '--quiet', 'main');
    const base = await repo.commit('m1', { m: '1' });
    await repo.git('checkout', '--quiet', 'feature');
    await repo.git('merge', '--quiet', '--no-ff', '-m', 'merge main', 'main');
    const merge = await repo.git('rev-parse', 'HEAD');
    const head = await repo.commit('f2', { f: '2' });
    const git = await gitOf();
    const chain = await chainBetween(git, base, head);
    expect(chain?.commits.map(({ sha }) => sha)).toEqual([merge, head]);
    const [step] = chain?.commits ?? [];
    if (step === undefined) throw new Error('no merge');
    expect((await mergedChain(git, step, base))?.commits.map(({ sha }) => sha)).toEqual([first]);
  });

  test('are fetched where the clone is shallow', async () => {
    const base = await repo.commit('base');
    for (let index = 0; index < 5; index += 1) await repo.commit(`${index}`);
    const head = await repo.git('rev-parse', 'HEAD');
    const clone = await shallowClone(repo, 'main');
    const chain = await chainBetween(await gitOf(clone), base, head);
    await clone.remove();
    expect(chain?.commits).toHaveLength(5);
  });

  test('are none where head does not descend from base', async () => {
    const start = await repo.commit('start');
    const base = await repo.commit('on main');
    await repo.git('checkout', '--quiet', '-b', 'other', start);
    expect(await chainBetween(await gitOf(), base, await repo.commit('elsewhere'))).toBeNull();
    expect(await chainBetween(await gitOf(), base, base)).toBeNull();
  });
});

/** A lockfile of npm that locks one package. */
function lock(version: string): string {
  return JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/react': { version } } });
}

test('the manifest names files, packages and owners', async () => {
  const base = await repo.commit('base', { 'package-lock.json': lock('19.0.0'), 'old.ts': 'x' });
  const head = await repo.commit('head', {
    'package-lock.json': lock('19.1.0'),
    'apps/web/päge one.ts': 'x',
    'old.ts': null,
    '.github/CODEOWNERS': '* @acme/all\r\n/apps/web/ @acme/web ada@shop.example\r\n',
  });
  expect(await changesBetween(await gitOf(), base, head)).toEqual({
    files: ['.github/CODEOWNERS', 'apps/web/päge one.ts', 'old.ts', 'package-lock.json'],
    packages: [{ name: 'react', from: '19.0.0', to: '19.1.0' }],
    owners: ['@acme/all', '@acme/web', 'ada@shop.example'],
  });
});

test('a lockfile that cannot be read is left out, and said so', async () => {
  const base = await repo.commit('base', { 'package-lock.json': '{}' });
  const head = await repo.commit('head', { 'package-lock.json': '<<<<<<< HEAD' });
  const lines: string[] = [];
  const changes = await changesBetween(await gitOf(), base, head, (line) => lines.push(line));
  expect(changes).toMatchObject({ files: ['package-lock.json'], packages: [] });
  expect(lines).toEqual([expect.stringContaining('package-lock.json cannot be read as a lockfile')]);
});

describe('owners', () => {
  const owners = readCodeowners(`
# everything
*            @acme/all
*.js         @js-team   # with a comment
/build/logs/ @ops
docs/*       docs@shop.example
apps/        @octo
/scripts/**/tools @tools
/apps/free
!/apps/never @nobody
/a[bc]/      @nobody
`);
  test.each([
    ['README.md', ['@acme/all']],
    ['src/deep/a.js', ['@js-team']],
    ['build/logs/today/x.txt', ['@ops']],
    ['other/build/logs/x.txt', ['@acme/all']],
    ['docs/start.md', ['docs@shop.example']],
    ['docs/deep/start.md', ['@acme/all']],
    ['packages/apps/x.ts', ['@octo']],
    ['scripts/a/b/tools/x', ['@tools']],
    ['apps/free', []],
    ['apps/never', ['@octo']],
    ['ab/x', ['@acme/all']],
  ])('of %s', (path, expected) => {
    expect(owners(path)).toEqual(expected);
  });
});

describe('locked packages', () => {
  test.each([
    [
      'npm, versions nested',
      'package-lock.json',
      '{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","dependencies":{"@s/b":{"version":"2.0.0"}}}}}',
    ],
    [
      'npm, by path, with an alias and a workspace',
      'package-lock.json',
      '{"lockfileVersion":3,"packages":{"":{"version":"9.9.9"},"packages/own":{"version":"9.9.9"},"node_modules/x":{"name":"a","version":"1.0.0"},"node_modules/a/node_modules/@s/b":{"version":"2.0.0"}}}',
    ],
    [
      'pnpm 9',
      'pnpm-lock.yaml',
      "lockfileVersion: '9.0'\npackages:\n  a@1.0.0:\n    resolution: {}\n  '@s/b@2.0.0':\n    resolution: {}\n",
    ],
    [
      'pnpm 6',
      'pnpm-lock.yaml',
      "lockfileVersion: '6.0'\npackages:\n  /a@1.0.0(react@18.0.0):\n    dev: true\n  /@s/b@2.0.0:\n    dev: true\n",
    ],
    [
      'pnpm 5',
      'pnpm-lock.yaml',
      'lockfileVersion: 5.4\npackages:\n  /a/1.0.0_react@18.0.0:\n    dev: true\n  /@s/b/2.0.0:\n    dev: true\n',
    ],
    [
      'Yarn classic',
      'yarn.lock',
      '# yarn lockfile v1\n\n"@s/b@^2.0.0":\n  version "2.0.0"\n\na@^1.0.0, a@~1.0.0:\n  version "1.0.0"\n',
    ],
    [
      'Yarn Berry',
      'yarn.lock',
      '__metadata:\n  version: 8\n\n"a@npm:^1.0.0":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n\n"@s/b@npm:^2.0.0":\n  version: 2.0.0\n  resolution: "@s/b@npm:2.0.0"\n\n"own@workspace:.":\n  version: 0.0.0-use.local\n  resolution: "own@workspace:."\n',
    ],
  ])('of %s', (_what, path, text) => {
    const locked = readLockfile(path, text);
    expect(Object.fromEntries([...locked].map(([name, versions]) => [name, [...versions]]))).toEqual({
      '@s/b': ['2.0.0'],
      a: ['1.0.0'],
    });
  });

  test('are compared by all of their versions', () => {
    const before = new Map([
      ['a', new Set(['1.0.0', '2.0.0'])],
      ['gone', new Set(['1.0.0'])],
      ['same', new Set(['3.0.0'])],
    ]);
    const after = new Map([
      ['a', new Set(['2.0.0'])],
      ['new', new Set(['1.0.0'])],
      ['same', new Set(['3.0.0'])],
    ]);
    expect(packageChanges(before, after)).toEqual([
      { name: 'a', from: '1.0.0, 2.0.0', to: '2.0.0' },
      { name: 'gone', from: '1.0.0', to: null },
      { name: 'new', from: null, to: '1.0.0' },
    ]);
  });
});
