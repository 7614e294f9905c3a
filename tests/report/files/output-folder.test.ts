import { execFileSync } from 'node:child_process';
import { lstat, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { renderPage } from '../../../src/page/document/document.ts';
import { makeOutputFolder } from '../../../src/report/files/files.ts';
import * as scenarios from '../scenarios.ts';

let repository: string;
beforeEach(async () => {
  repository = await mkdtemp(path.join(tmpdir(), 'vitals-gate-output-'));
  execFileSync('git', ['init', '--quiet', repository]);
  vi.spyOn(process, 'cwd').mockReturnValue(repository);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(repository, { recursive: true });
});

const untracked = (): string => execFileSync('git', ['status', '--porcelain'], { cwd: repository, encoding: 'utf8' });
const ignored = (folder: string): Promise<string | null> =>
  readFile(path.join(folder, '.gitignore'), 'utf8').catch(() => null);

test('what a run writes is nothing to commit, also after the next run', async () => {
  for (let run = 0; run < 2; run += 1) {
    const out = await makeOutputFolder(path.join(repository, 'vitals-gate-out'));
    await writeFile(path.join(out, 'result.json'), '{}');
    await mkdir(path.join(out, 'logs'), { recursive: true });
    expect(await ignored(out)).toBe('*\n');
    expect(untracked()).toBe('');
  }
});

test('a folder with a user’s own files is left as it is', async () => {
  await mkdir(path.join(repository, 'reports'));
  await writeFile(path.join(repository, 'reports/notes.md'), 'mine');
  expect(await ignored(await makeOutputFolder(path.join(repository, 'reports')))).toBeNull();
});

test('a user’s .gitignore is left as it is', async () => {
  await mkdir(path.join(repository, 'out'));
  await writeFile(path.join(repository, 'out/.gitignore'), '!keep\n');
  expect(await ignored(await makeOutputFolder(path.join(repository, 'out')))).toBe('!keep\n');
});

test('the repository itself is not ignored, nor what it is in', async () => {
  await rm(path.join(repository, '.git'), { recursive: true });
  expect(await ignored(await makeOutputFolder(repository))).toBeNull();
  vi.spyOn(process, 'cwd').mockReturnValue(path.join(repository, 'logs'));
  expect(await ignored(await makeOutputFolder(repository))).toBeNull();
});

test.each(['diagnostics', 'lighthouse', 'logs'])(
  'a link in place of the folder %s is removed, and what it leads to is left as it is',
  async (name) => {
    const [out, elsewhere] = [path.join(repository, 'out'), path.join(repository, 'elsewhere')];
    await mkdir(out);
    await mkdir(elsewhere);
    const files = ['home-mobile.json', 'home-mobile-head.json'].map((file) => path.join(elsewhere, file));
    for (const file of files) await writeFile(file, 'mine');
    await symlink(elsewhere, path.join(out, name));
    await makeOutputFolder(out);
    for (const file of files) expect(await readFile(file, 'utf8')).toBe('mine');
    await expect(lstat(path.join(out, name))).rejects.toThrow('ENOENT');
  },
);

test('a page that an earlier run wrote makes room, and one that it did not write stays', async () => {
  const [out, page] = [path.join(repository, 'out'), path.join(repository, 'out/index.html')];
  await mkdir(out);
  await writeFile(page, renderPage({ report: scenarios.pass, samples: [], diagnoses: [] }));
  await makeOutputFolder(out);
  await expect(lstat(page)).rejects.toThrow('ENOENT');
  await writeFile(page, '<!doctype html><title>the shop</title>');
  await expect(makeOutputFolder(out)).rejects.toMatchObject({ code: 'out-taken', exitCode: 2 });
  expect(await readFile(page, 'utf8')).toContain('the shop');
});
