import { readFileSync } from 'node:fs';
import path from 'node:path';

import { execa } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { Repository } from '../support/repository.ts';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');

let repository: Repository;
beforeEach(() => {
  repository = new Repository();
  repository.write('index.html', '<h1>Hello</h1>');
});
afterEach(() => repository.remove());

/** Runs the built command with an input that stays open and silent, as a workflow's may be. */
async function initWith(...args: readonly string[]) {
  const running = execa(process.execPath, [CLI, 'init', ...args], {
    cwd: repository.folder,
    stdin: 'pipe',
    reject: false,
    timeout: 60_000,
  });
  const { exitCode, stdout, stderr, timedOut } = await running;
  return { exitCode, stdout, stderr, timedOut };
}

test('without a terminal init asks nothing, says what it assumed, writes once and refuses to overwrite', async () => {
  const first = await initWith();
  expect(first).toMatchObject({ exitCode: 0, stderr: '', timedOut: false });
  expect(first.stdout).toMatch(/^Assumed:\n(?: {2}- .*\n)*? {2}- The site is static files/);
  const file = path.join(repository.folder, 'vitals-gate.yml');
  const written = readFileSync(file, 'utf8');

  expect(await initWith('--yes')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('already up to date'),
  });

  repository.write('vitals-gate.yml', `${written}# mine\n`);
  expect(await initWith('--yes')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringMatching(/^error: vitals-gate\.yml would be overwritten.*\n.*--force/),
  });
  expect(readFileSync(file, 'utf8')).toBe(`${written}# mine\n`);
  expect(await initWith('--force')).toMatchObject({ exitCode: 0 });
  expect(readFileSync(file, 'utf8')).toBe(written);
});

test('a provider that does not exist is a mistake that names those there are', async () => {
  expect(await initWith('--provider', 'statics')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('It can be: worktree, url, static, github-deployments'),
  });
});
