import { chmod, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { changedLines, type ChangedLines, type KnownLines } from '../../../src/git/history/changed-lines.ts';
import { DiffReader } from '../../../src/git/history/diff-reader.ts';
import { touches } from '../../../src/git/history/line-ranges.ts';
import { openGit, repository, shallowClone, type Files, type Repository } from '../../deploys/repository.ts';

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

const LIMITS = { files: 100, hunks: 100, bytes: 100_000, renames: 2 };

/** A file of so many lines, `1` to the last. */
function numbered(lines: number, ending = '\n'): string {
  return Array.from({ length: lines }, (_, at) => `${at + 1}${ending}`).join('');
}

/** Three files, each like none of the others. */
function named(prefix: string, end: string): Files {
  return Object.fromEntries([1, 2, 3].map((at) => [`${prefix}${at}.ts`, `${at}\n`.repeat(50) + end]));
}

function known(lines: ChangedLines): KnownLines {
  if (!lines.isKnown) throw new Error(lines.because);
  return lines;
}

async function between(base: string, head: string, of: Repository = repo): Promise<KnownLines> {
  return known(await changedLines(base, head, { git: await openGit(of) }));
}

/** What two commits with these files differ in. */
async function difference(before: Files, after: Files): Promise<KnownLines> {
  const base = await repo.commit('base', before);
  return between(base, await repo.commit('head', after));
}

/** The lines of a file that changed, of the first hundred. */
function linesOf({ files }: KnownLines, file: string): number[] {
  const hunks = files.get(file)?.hunks ?? [];
  return Array.from({ length: 100 }, (_, at) => at + 1).filter((line) => touches(hunks, { first: line, last: line }));
}

describe('the lines that head changed are', () => {
  test.each([
    ['one that reads otherwise', numbered(9), numbered(9).replace('5\n', 'five\n'), [5]],
    ['several, in two places', numbered(9), numbered(9).replace('2\n3\n', 'x\ny\n').replace('8\n', 'z\n'), [2, 3, 8]],
    ['those that are new', numbered(9), numbered(9).replace('5\n', '5\nx\ny\n'), [6, 7]],
    ['new ones at the beginning', numbered(3), `x\n${numbered(3)}`, [1]],
    ['the one before and the one after those that are gone', numbered(9), numbered(9).replace('5\n6\n', ''), [4, 5]],
    ['the first where those before it are gone', numbered(9), numbered(9).replace('1\n2\n', ''), [1]],
    ['the last where those after it are gone', numbered(9), numbered(7), [7, 8]],
    ['one without its line break at the end', numbered(3), '1\n2\n3', [3]],
    ['those of a file with CRLF', numbered(9, '\r\n'), numbered(9, '\r\n').replace('5\r\n', 'five\r\n'), [5]],
    ['all where CRLF became LF', numbered(3, '\r\n'), numbered(3), [1, 2, 3]],
    [
      'none but those that differ where text looks like a patch',
      '1\n',
      '1\n@@ -9 +9 @@\n--- a\ndiff --git a b\n',
      [2, 3, 4],
    ],
    ['that of a bundle of one long line', 'x'.repeat(300_000), 'y'.repeat(300_000), [1]],
  ])('%s', async (_, before, after, lines) => {
    expect(linesOf(await difference({ 'a.ts': before }, { 'a.ts': after }), 'a.ts')).toEqual(lines);
  });

  test.each([
    'with space.ts',
    ' leading and trailing ',
    '"quoted" \\ \t.ts',
    'größe/日本 😀.ts',
    'line\nbreak.ts',
    ':(glob)*.ts',
    '-x',
    '__proto__',
    'a => b',
  ])('found by the name of the file: %j', async (name) => {
    const changed = await difference({ [name]: numbered(5) }, { [name]: numbered(5).replace('3\n', 'x\n') });
    expect([...changed.files.keys()]).toEqual([name]);
    expect(linesOf(changed, name)).toEqual([3]);
  });

  test('all of a new file; a file that is gone has none', async () => {
    const changed = await difference({ 'old.ts': numbered(3), 'b.ts': '1\n' }, { 'old.ts': null, 'new.ts': 'a\nb\n' });
    expect([...changed.files.keys()]).toEqual(['new.ts']);
    expect(linesOf(changed, 'new.ts')).toEqual([1, 2]);
  });

  test('in a renamed file those that differ, by its new name', async () => {
    await repo.commit('base', { 'src/old name.ts': numbered(20), 'same.ts': numbered(5) });
    await rename(join(repo.folder, 'src/old name.ts'), join(repo.folder, 'src/new\nname.ts'));
    await rename(join(repo.folder, 'same.ts'), join(repo.folder, 'moved.ts'));
    const changed = await difference({}, {});
    expect(changed.files.size).toBe(0);
    const base = await repo.git('rev-parse', 'HEAD~2');
    const head = await repo.commit('edit', { 'src/new\nname.ts': numbered(20).replace('7\n', 'seven\n') });
    const renamed = await between(base, head);
    expect(renamed.files.get('src/new\nname.ts')?.previous).toBe('src/old name.ts');
    expect(linesOf(renamed, 'src/new\nname.ts')).toEqual([7]);
    expect(renamed.files.get('moved.ts')).toEqual({ previous: 'same.ts', hunks: [], unknown: null });
  });

  test('none where only the mode changed, and the next file keeps its own', async () => {
    const base = await repo.commit('base', { 'a.sh': numbered(5), 'b.ts': numbered(5) });
    await chmod(join(repo.folder, 'a.sh'), 0o755);
    const changed = await between(base, await repo.commit('head', { 'b.ts': numbered(5).replace('2\n', '') }));
    expect(changed.files.get('a.sh')).toEqual({ previous: 'a.sh', hunks: [], unknown: null });
    expect(linesOf(changed, 'b.ts')).toEqual([1, 2]);
  });

  test('all of a file that was a link, and the next file keeps its own', async () => {
    await repo.write({ 'z.ts': numbered(5) });
    await symlink('z.ts', join(repo.folder, 'link.ts'));
    const base = await repo.commit('base');
    await rm(join(repo.folder, 'link.ts'));
    const head = await repo.commit('head', { 'link.ts': 'a\nb\n', 'z.ts': numbered(5).replace('3\n', 'x\n') });
    const changed = await between(base, head);
    expect(linesOf(changed, 'link.ts')).toEqual([1, 2]);
    expect(linesOf(changed, 'z.ts')).toEqual([3]);
  });
});

describe('the lines are not known', () => {
  test('of a binary file', async () => {
    const changed = await difference({ 'a.png': '\0one', 'b.ts': '1\n' }, { 'a.png': '\0two', 'b.ts': '2\n' });
    expect(changed.files.get('a.png')?.unknown).toBe('git takes it for a binary file, which has no lines');
    expect(linesOf(changed, 'b.ts')).toEqual([1]);
  });

  test('of a submodule, also where .gitmodules says to ignore it', async () => {
    const other = await repository('other');
    const first = await other.commit('first', { 'x.ts': '1\n' });
    const second = await other.commit('second', { 'x.ts': '2\n' });
    await other.remove();
    const gitmodules = '[submodule "sub"]\n\tpath = sub\n\turl = ./other\n\tignore = all\n';
    await repo.write({ '.gitmodules': gitmodules, 'b.ts': '1\n' });
    await repo.git('add', '--all');
    const pointTo = async (sha: string): Promise<string> => {
      await repo.git('update-index', '--add', '--cacheinfo', `160000,${sha},sub`);
      await repo.git('commit', '--quiet', '-m', sha);
      return repo.git('rev-parse', 'HEAD');
    };
    const base = await pointTo(first);
    const changed = await between(base, await pointTo(second));
    expect(changed.files.get('sub')?.unknown).toBe('it is a submodule, whose files are in another repository');
  });

  test('of files after the largest difference that is read', async () => {
    const git = await openGit(repo);
    const base = await repo.commit('base', { 'a.ts': '1\n', 'b.ts': numbered(30_000) });
    const head = await repo.commit('head', { 'a.ts': '2\n', 'b.ts': 'x\n'.repeat(30_000), 'c.ts': '1\n' });
    const changed = known(await changedLines(base, head, { git, limits: LIMITS }));
    const words = 'the change has more than 100,000 bytes';
    expect([...changed.files].map(([file, { unknown }]) => [file, unknown])).toEqual([
      ['a.ts', null],
      ['b.ts', words],
      ['c.ts', words],
    ]);
  });

  test('of files after the most hunks that are kept', async () => {
    const git = await openGit(repo);
    const base = await repo.commit('base', { 'a.ts': numbered(300), 'b.ts': '1\n' });
    const even = numbered(300).replaceAll(/\d*[02468]\n/g, 'x\n');
    const head = await repo.commit('head', { 'a.ts': even, 'b.ts': '2\n' });
    const changed = known(await changedLines(base, head, { git, limits: LIMITS }));
    expect(changed.files.get('b.ts')?.unknown).toBe('the change has more than 100 hunks');
  });

  test('of any file where there are more than are listed', async () => {
    const base = await repo.commit('base');
    const files = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`${at}.ts`, '1\n']));
    const head = await repo.commit('head', files);
    const changed = await changedLines(base, head, { git: await openGit(repo), limits: LIMITS });
    expect(changed).toEqual({ isKnown: false, because: 'the change has more than 100 files' });
  });

  test('of new files where too many came and went to look for renames', async () => {
    const base = await repo.commit('base', named('old', ''));
    for (const name of Object.keys(named('old', ''))) await repo.write({ [name]: null });
    const head = await repo.commit('head', named('new', 'x\n'));
    const git = await openGit(repo);
    const few = known(await changedLines(base, head, { git, limits: LIMITS }));
    const words = 'so many files were added and removed that git did not look for renames';
    expect([...few.files.values()].map(({ unknown }) => unknown)).toEqual([words, words, words]);
    expect((await between(base, head)).files.get('new1.ts')).toMatchObject({ previous: 'old1.ts', unknown: null });
  });

  test.each([
    ['the base', 'f'.repeat(40), 'HEAD', /^the base fffffff cannot be read: the repository has no such commit/],
    [
      'the head',
      'HEAD',
      'no-such-branch',
      /^the head no-such-branch cannot be read: the repository has no such commit$/,
    ],
    ['an option', 'HEAD', '--output=x', /^the head --output=x cannot be read/],
  ])('where the repository does not have %s', async (_, base, head, because) => {
    await repo.commit('base');
    const changed = await changedLines(base, head, { git: await openGit(repo) });
    expect(changed).toEqual({ isKnown: false, because: expect.stringMatching(because) });
  });

  test('where there is no repository', async () => {
    const changed = await changedLines('a', 'b', { git: { cause: 'not a git repository' } });
    expect(changed).toEqual({ isKnown: false, because: 'the repository cannot be read: not a git repository' });
  });

  test('where the commits have nothing in common', async () => {
    const base = await repo.commit('base', { 'a.ts': '1\n' });
    await repo.git('checkout', '--quiet', '--orphan', 'other');
    const head = await repo.commit('head', { 'a.ts': '2\n' });
    const changed = await changedLines(base, head, { git: await openGit(repo) });
    expect(changed).toEqual({ isKnown: false, because: expect.stringMatching(/have no commit in common$/) });
  });

  test('where a shallow clone cannot be deepened', async () => {
    const base = await repo.commit('base', { 'a.ts': '1\n' });
    await repo.commit('between', { 'a.ts': '2\n' });
    const head = await repo.commit('head', { 'a.ts': '3\n' });
    await repo.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const clone = await shallowClone(repo, 'main');
    await clone.git('fetch', '--quiet', '--depth=1', 'origin', base);
    await clone.git('remote', 'remove', 'origin');
    const changed = await changedLines(base, head, { git: await openGit(clone) });
    await clone.remove();
    expect(changed).toEqual({ isKnown: false, because: expect.stringMatching(/^the clone is shallow, and origin/) });
  });

  test('where git fails', async () => {
    const base = await repo.commit('base', { 'a.ts': '1\n' });
    const head = await repo.commit('head', { 'a.ts': '2\n' });
    const tree = await repo.git('rev-parse', `${head}:`);
    await rm(join(repo.folder, '.git/objects', tree.slice(0, 2), tree.slice(2)));
    const changed = await changedLines(base, head, { git: await openGit(repo) });
    expect(changed).toEqual({ isKnown: false, because: expect.stringMatching(/^unable to read tree/) });
  });
});

/** main with two commits, and a branch off the first. */
async function branched(): Promise<{ fork: string; main: string; head: string }> {
  const fork = await repo.commit('fork', { 'a.ts': numbered(9), 'b.ts': numbered(9) });
  await repo.git('checkout', '--quiet', '-b', 'feature');
  const head = await repo.commit('head', { 'a.ts': numbered(9).replace('3\n', 'x\n') });
  await repo.git('checkout', '--quiet', 'main');
  const main = await repo.commit('main went on', { 'b.ts': numbered(9).replace('3\n', 'x\n') });
  return { fork, main, head };
}

describe('what is compared', () => {
  test('is head with its base', async () => {
    const { fork, head } = await branched();
    expect(await between(fork, head)).toMatchObject({ from: fork, to: head, because: `the base ${fork.slice(0, 7)}` });
  });

  test('is head with the merge base, and not what others added to the base since', async () => {
    const { fork, main, head } = await branched();
    const changed = await between(main, head);
    expect(changed.from).toBe(fork);
    expect(changed.because).toMatch(/^the merge base of \w{7} and \w{7}, because the base has commits that the head/);
    expect([...changed.files.keys()]).toEqual(['a.ts']);
  });

  test('is head with the base itself where head comes before it', async () => {
    const { fork, main } = await branched();
    const changed = await between(main, fork);
    expect(changed).toMatchObject({ from: main, because: expect.stringContaining('descends from the head') as string });
    expect(linesOf(changed, 'b.ts')).toEqual([3]);
  });

  test('is what origin gives where the clone is shallow', async () => {
    const { main, head, fork } = await branched();
    const clone = await shallowClone(repo, 'feature');
    const changed = await between(main, head, clone);
    await clone.remove();
    expect(changed.from).toBe(fork);
    expect(linesOf(changed, 'a.ts')).toEqual([3]);
  });
});

describe('what a repository says of its files', () => {
  test('neither runs a program nor hides a line', async () => {
    const ran = join(repo.folder, '..', 'ran');
    await repo.git('config', 'diff.evil.textconv', `touch '${ran}'; cat`);
    await repo.git('config', 'diff.evil.command', `touch '${ran}'`);
    await repo.git('config', 'diff.external', `touch '${ran}'`);
    const attributes = 'a.ts diff=evil\nb.ts -diff\nc.ts binary\n* filter=evil\n';
    await writeFile(join(repo.folder, '.git/info/attributes'), 'd.ts diff=evil\n');
    const names = ['a.ts', 'b.ts', 'c.ts', 'd.ts'];
    const all = (text: string): Files => Object.fromEntries(names.map((name) => [name, text]));
    const changed = await difference({ '.gitattributes': attributes, ...all('1\n2\n') }, all('1\nx\n'));
    expect(names.map((name) => linesOf(changed, name))).toEqual([[2], [2], [2], [2]]);
    await expect(rm(ran)).rejects.toThrow('ENOENT');
  });

  test('does not change how a difference is written', async () => {
    const settings = {
      'diff.noprefix': 'true',
      'diff.mnemonicPrefix': 'true',
      'color.ui': 'always',
      'diff.context': '9',
      'diff.interHunkContext': '9',
      'diff.renames': 'false',
      'diff.submodule': 'log',
      'diff.relative': 'true',
      'diff.orderFile': '/dev/null',
    };
    for (const [key, value] of Object.entries(settings)) await repo.git('config', key, value);
    const after = numbered(9).replace('2\n', 'x\n').replace('5\n', 'x\n');
    expect(linesOf(await difference({ 'a.ts': numbered(9) }, { 'a.ts': after }), 'a.ts')).toEqual([2, 5]);
  });
});

describe('the reader of differences', () => {
  const ID = '0'.repeat(40);
  const output = Buffer.from(
    `:100644 100644 ${ID} ${ID} M\0ä b\0:100644 100644 ${ID} ${ID} R090\0old\0new\0\0` +
      `diff --git x y\n@@ -1,2 +1 @@ ${'f'.repeat(300)}\n-@@ -7 +7 @@\n+${'l'.repeat(300)}\n` +
      'diff --git x y\nrename from old\n@@ -4 +5,3 @@\n+x\n',
  );

  test('reads the same in pieces of any size', () => {
    for (const size of [1, 2, 7, 64, 1000]) {
      const reader = new DiffReader(LIMITS);
      for (let at = 0; at < output.length; at += size) reader.read(output.subarray(at, at + size));
      expect(reader.end()).toBe(true);
      expect(reader.files).toMatchObject([
        { path: 'ä b', previous: 'ä b', hunks: [{ oldFirst: 1, oldCount: 2, newFirst: 1, newCount: 1 }] },
        { path: 'new', previous: 'old', hunks: [{ oldFirst: 4, oldCount: 1, newFirst: 5, newCount: 3 }] },
      ]);
    }
  });

  test('notices that there is not a patch for every file', () => {
    const reader = new DiffReader(LIMITS);
    reader.read(output.subarray(0, output.lastIndexOf('diff --git')));
    expect(reader.end()).toBe(false);
  });
});
