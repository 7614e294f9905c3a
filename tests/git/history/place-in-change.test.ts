import { rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { linesBefore } from '../../../src/git/history/line-ranges.ts';
import {
  changedWithin,
  placeInChange,
  placeOfGone,
  rankOf,
  readChange,
  type ChangeOptions,
  type PlaceInChange,
  type SourceChange,
} from '../../../src/git/history/place-in-change.ts';
import { openGit, repository, shallowClone, type Files, type Repository } from '../../deploys/repository.ts';

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

function numbered(lines: number): string {
  return Array.from({ length: lines }, (_, at) => `${at + 1}\n`).join('');
}

function withCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

/** Calls that ignoring a commit would lead past: their lines are alike before and after it. */
function calls(two: string, three: string): Files {
  return { 'a.ts': `first(1);\nsecond(${two});\nthird(${three});\n`, 'b.ts': two };
}

async function change(base: string, head: string, options: Omit<ChangeOptions, 'git'> = {}): Promise<SourceChange> {
  return readChange(base, head, { git: await openGit(repo), ...options });
}

const CHANGED = { inChange: true, isOfCulprit: false, because: null };
const UNCHANGED: PlaceInChange = { inChange: false, commit: null, isOfCulprit: false, because: null };
const unknown = (because: unknown): unknown => ({ inChange: null, commit: null, isOfCulprit: false, because });

describe('a line is in the change', () => {
  test('with the commit that touched it last, in a file of any name and with CRLF', async () => {
    const file = 'a "b"\n:(glob)*.ts';
    const base = await repo.commit('base', { [file]: withCrlf(numbered(9)) });
    const first = await repo.commit('first', {
      [file]: withCrlf(numbered(9).replace('3\n', 'x\n').replace('5\n', 'y\n')),
    });
    const head = await repo.commit('head', {
      [file]: withCrlf(numbered(9).replace('3\n', 'x\n').replace('5\n', 'z\n')),
    });
    const read = await change(base, head);
    expect(await placeInChange(read, { file, line: 3 })).toEqual({ ...CHANGED, commit: first });
    expect(await placeInChange(read, { file, line: 5 })).toEqual({ ...CHANGED, commit: head });
    expect(await placeInChange(read, { file, line: 4 })).toEqual(UNCHANGED);
  });

  test('also in a renamed file, but not where it was renamed only', async () => {
    const base = await repo.commit('base', { 'old.ts': numbered(20) });
    await rename(join(repo.folder, 'old.ts'), join(repo.folder, 'new.ts'));
    await repo.commit('renamed');
    const head = await repo.commit('edited', { 'new.ts': numbered(20).replace('7\n', 'x\n') });
    const read = await change(base, head);
    expect(await placeInChange(read, { file: 'new.ts', line: 7 })).toEqual({ ...CHANGED, commit: head });
    expect(await placeInChange(read, { file: 'new.ts', line: 8 })).toEqual(UNCHANGED);
  });

  test('beside lines that are gone, with the commit if it is the only one that touched the file', async () => {
    const file = ':(top)*.ts';
    const base = await repo.commit('base', { [file]: numbered(9), 'b.ts': numbered(9) });
    const gone = await repo.commit('gone', { [file]: numbered(9).replace('5\n', ''), 'b.ts': numbered(8) });
    const head = await repo.commit('head', { 'b.ts': `x\n${numbered(8)}` });
    const read = await change(base, head);
    for (const line of [4, 5]) expect(await placeInChange(read, { file, line })).toEqual({ ...CHANGED, commit: gone });
    expect(await placeInChange(read, { file, line: 3 })).toEqual(UNCHANGED);
    expect(await placeInChange(read, { file: 'b.ts', line: 9 })).toEqual({ ...CHANGED, commit: null });
  });

  test('without the commit where a shallow clone lacks it', async () => {
    await repo.commit('root', { 'a.ts': numbered(9) });
    await repo.git('checkout', '--quiet', '-b', 'side');
    await repo.commit('what the clone lacks', { 'a.ts': numbered(9).replace('5\n', '') });
    for (const subject of ['its last', 'side']) await repo.commit(subject);
    await repo.git('checkout', '--quiet', 'main');
    const base = await repo.commit('base');
    await repo.commit('own', { 'b.ts': '1\n' });
    await repo.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'side');
    const clone = await shallowClone(repo, 'main');
    await clone.git('fetch', '--quiet', '--depth=3', 'origin', 'main');
    const read = await readChange(base, 'HEAD', { git: await openGit(clone) });
    expect(await placeInChange(read, { file: 'a.ts', line: 4 })).toEqual({ ...CHANGED, commit: null });
    await clone.remove();
  });

  test('with the commit of a branch that was merged', async () => {
    const base = await repo.commit('base', { 'a.ts': numbered(9) });
    await repo.git('checkout', '--quiet', '-b', 'feature');
    const inside = await repo.commit('inside', { 'a.ts': numbered(9).replace('3\n', 'x\n') });
    await repo.git('checkout', '--quiet', 'main');
    await repo.commit('other', { 'b.ts': '1\n' });
    await repo.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'feature');
    const read = await change(base, 'HEAD');
    expect(await placeInChange(read, { file: 'a.ts', line: 3 })).toEqual({ ...CHANGED, commit: inside });
  });

  test('without a commit after the most blames, though in the change', async () => {
    const base = await repo.commit('base');
    const head = await repo.commit('head', { 'a.ts': numbered(9) });
    const read = await change(base, head, { mostBlames: 2 });
    const asked = [1, 2, 3, 1].map((line) => placeInChange(read, { file: 'a.ts', line }));
    expect((await Promise.all(asked)).map(({ inChange, commit }) => [inChange, commit])).toEqual([
      [true, head],
      [true, head],
      [true, null],
      [true, head],
    ]);
  });

  test('whatever the settings of blame are, and without running a program', async () => {
    const ran = join(repo.folder, '..', 'ran');
    await repo.git('config', 'diff.evil.textconv', `touch '${ran}'; cat`);
    await writeFile(join(repo.folder, '.git/info/attributes'), 'a.ts diff=evil\n');
    const base = await repo.commit('base', { ...calls('2', '3'), '.gitattributes': 'b.ts diff=evil\n' });
    await repo.commit('before', calls('2', '30'));
    const head = await repo.commit('head', calls('20', '30'));
    await repo.write({ ignored: head });
    await repo.git('config', 'blame.ignoreRevsFile', 'ignored');
    const read = await change(base, head);
    expect(await placeInChange(read, { file: 'a.ts', line: 2 })).toEqual({ ...CHANGED, commit: head });
    expect(await placeInChange(read, { file: 'b.ts', line: 1 })).toEqual({ ...CHANGED, commit: head });
    await expect(rm(ran)).rejects.toThrow('ENOENT');
  });

  test('in a work tree of its own and in a shallow clone', async () => {
    const base = await repo.commit('base', { 'a.ts': numbered(9) });
    const head = await repo.commit('head', { 'a.ts': numbered(9).replace('3\n', 'x\n') });
    const folder = join(repo.folder, '..', 'linked');
    await repo.git('worktree', 'add', '--quiet', '--detach', folder, base);
    const clone = await shallowClone(repo, 'main');
    for (const each of [{ folder }, clone]) {
      const read = await readChange(base, head, { git: await openGit(each) });
      expect(await placeInChange(read, { file: 'a.ts', line: 3 })).toEqual({ ...CHANGED, commit: head });
    }
    await clone.remove();
  });
});

describe('what base had in a line is', () => {
  const file = 'my shop/a.ts';

  test('in the new lines where it was replaced, after it where it is gone, and nowhere where it is still there', async () => {
    const base = await repo.commit('base', { [file]: withCrlf(numbered(9)) });
    const late = numbered(9).replace('3\n4\n', 'x\n').replace('7\n', '');
    const head = await repo.commit('head', { [file]: withCrlf(late) });
    const read = await change(base, head);
    const found = await Promise.all([2, 3, 4, 5, 7, 9].map((line) => placeOfGone(read, { file, line })));
    expect(found).toEqual([null, { file, line: 3 }, { file, line: 3 }, null, { file, line: 6 }, null]);
  });

  test('at the end or the beginning of a file that has no more there', async () => {
    const base = await repo.commit('base', { 'a.ts': numbered(9), 'b.ts': numbered(9) });
    const head = await repo.commit('head', { 'a.ts': numbered(8), 'b.ts': numbered(9).replace('1\n', '') });
    const read = await change(base, head);
    const end = await placeOfGone(read, { file: 'a.ts', line: 9 });
    expect(end).toEqual({ file: 'a.ts', line: 8 });
    expect(await placeInChange(read, end ?? { file: '', line: 1 })).toEqual({ ...CHANGED, commit: head });
    expect(await placeOfGone(read, { file: 'b.ts', line: 1 })).toEqual({ file: 'b.ts', line: 1 });
  });

  test('in the file by its new name, and nowhere where the file is gone', async () => {
    const base = await repo.commit('base', { 'old.ts': numbered(20), 'gone.ts': '1\n2\n' });
    await rename(join(repo.folder, 'old.ts'), join(repo.folder, 'new.ts'));
    const head = await repo.commit('head', { 'new.ts': numbered(20).replace('5\n', ''), 'gone.ts': null });
    const read = await change(base, head);
    expect(await placeOfGone(read, { file: 'old.ts', line: 5 })).toEqual({ file: 'new.ts', line: 5 });
    expect(await placeOfGone(read, { file: 'old.ts', line: 6 })).toBeNull();
    expect(await placeOfGone(read, { file: 'gone.ts', line: 1 })).toBeNull();
  });
});

test('the lines that head changed within others are those that it wrote, and those after what is gone between them', async () => {
  const base = await repo.commit('base', { 'a.ts': numbered(12) });
  const late = numbered(12).replace('2\n', '').replace('5\n', 'x\ny\n').replace('8\n', '');
  const read = await change(base, await repo.commit('head', { 'a.ts': late }));
  const within = (first: number, last: number): number[] => changedWithin(read, 'a.ts', { first, last });
  expect(within(1, 12)).toEqual([2, 4, 5, 8]);
  // What is gone stood before the first or after the last of them.
  expect(within(2, 4)).toEqual([4]);
  expect(within(6, 7)).toEqual([]);
  expect(within(8, 9)).toEqual([]);
});

/** The culprit changes line 5, takes line 9 away, and renames the file; then others touch it. */
async function searched(): Promise<{ base: string; culprit: string; head: string }> {
  const base = await repo.commit('base', { 'old.ts': numbered(20) });
  await repo.commit('before', { 'old.ts': numbered(20).replace('15\n', 'before\n') });
  const own = numbered(20).replace('15\n', 'before\n').replace('5\n', 'slow\n').replace('9\n', '');
  await rename(join(repo.folder, 'old.ts'), join(repo.folder, 'new.ts'));
  const culprit = await repo.commit('culprit', { 'new.ts': own });
  const since = own.replace('slow\n', '  slow\n').replace('2\n', 'more\nmore\n2\n');
  return { base, culprit, head: await repo.commit('after', { 'new.ts': since }) };
}

describe('of a culprit', () => {
  test('lines come first, also those that were shifted or written anew since', async () => {
    const { base, culprit, head } = await searched();
    const read = await change(base, head, { culprits: [{ sha: culprit, parent: null }] });
    const at = (line: number): Promise<PlaceInChange> => placeInChange(read, { file: 'new.ts', line });
    const found = { ...CHANGED, commit: culprit, isOfCulprit: true };
    expect(await at(7)).toEqual(found);
    for (const line of [10, 11]) expect(await at(line)).toEqual(found);
    expect(await at(2)).toEqual({ ...CHANGED, commit: head });
    expect((await at(16)).isOfCulprit).toBe(false);
    expect(await at(18)).toEqual(UNCHANGED);
    const ranks = await Promise.all([18, 2, 7, 99].map(at));
    expect(ranks.map(rankOf)).toEqual([3, 1, 0, 2]);
  });

  test('that cannot be read nothing is said', async () => {
    const { base, head } = await searched();
    const read = await change(base, head, { culprits: [{ sha: 'f'.repeat(40), parent: null }] });
    expect(await placeInChange(read, { file: 'new.ts', line: 2 })).toEqual({ ...CHANGED, commit: head });
  });

  test('that is head itself all is said', async () => {
    const base = await repo.commit('base', { 'a.ts': '1\n' });
    const head = await repo.commit('head', { 'a.ts': '2\n' });
    const read = await change(base, head, { culprits: [{ sha: head, parent: base }] });
    const found = { ...CHANGED, commit: head, isOfCulprit: true };
    expect(await placeInChange(read, { file: 'a.ts', line: 1 })).toEqual(found);
  });

  test.each([
    ['before all hunks', 3, { first: 3, last: 3 }],
    ['in lines that are new', 5, null],
    ['after them', 7, { first: 5, last: 5 }],
    ['before lines that are gone', 9, { first: 7, last: 7 }],
    ['after those', 10, { first: 11, last: 11 }],
    ['in lines that replace others', 20, { first: 21, last: 24 }],
    ['after all', 30, { first: 33, last: 33 }],
  ])('a line %s is followed back', (_, line, before) => {
    const hunks = [
      { oldFirst: 4, oldCount: 0, newFirst: 5, newCount: 2 },
      { oldFirst: 8, oldCount: 3, newFirst: 9, newCount: 0 },
      { oldFirst: 21, oldCount: 4, newFirst: 20, newCount: 2 },
    ];
    expect(linesBefore(hunks, line)).toEqual(before);
  });
});

describe('whether a line is in the change is not known', () => {
  test.each([
    ['in a file that head does not have', 'gone.ts', 1, 'the head commit does not have this file'],
    ['in a file that nobody committed', 'node_modules/x.js', 1, 'the head commit does not have this file'],
    ['in a folder', 'src', 1, 'it is a folder at the head commit'],
    ['in a link', 'link.ts', 1, 'it is a link at the head commit'],
    ['outside of the repository', '../x.ts', 1, expect.stringContaining('git cannot look it up')],
    ['at no path', '', 1, expect.stringContaining('git cannot look it up')],
    ['at an impossible path', 'a\0b', 1, expect.stringContaining('git cannot look it up')],
    ['after the end of the file', 'same.ts', 4, 'the head commit has 3 lines of it'],
    ['at line 0', 'same.ts', 0, 'lines are counted from 1'],
    ['at no line', 'same.ts', Number.NaN, 'lines are counted from 1'],
    ['in a binary file', 'a.bin', 1, 'git takes it for a binary file, which has no lines'],
  ])('%s', async (_, file, line, because) => {
    await symlink('same.ts', join(repo.folder, 'link.ts'));
    const base = await repo.commit('base', {
      'same.ts': numbered(3),
      'src/a.ts': '1\n',
      'gone.ts': '1\n',
      'a.bin': '\0',
    });
    await repo.write({ 'node_modules/x.js': '1\n', '.git/info/exclude': 'node_modules\n' });
    const head = await repo.commit('head', { 'src/a.ts': '2\n', 'gone.ts': null, 'a.bin': '\0\0' });
    expect(await placeInChange(await change(base, head), { file, line })).toEqual(unknown(because));
  });

  test('where the lines of the change are not', async () => {
    const head = await repo.commit('head', { 'a.ts': '1\n' });
    const read = await change('no-such-branch', head);
    const because = expect.stringContaining('the base no-such-branch cannot be read') as unknown;
    expect(await placeInChange(read, { file: 'a.ts', line: 1 })).toEqual(unknown(because));
  });

  test('without a repository', async () => {
    const read = await readChange('a', 'b', { git: { cause: 'not a git repository' } });
    const because = 'the repository cannot be read: not a git repository';
    expect(await placeInChange(read, { file: 'a.ts', line: 1 })).toEqual(unknown(because));
  });
});
