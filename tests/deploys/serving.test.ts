import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { openDeploys } from '../../src/deploys/deploys.ts';
import type { DeploySource } from '../../src/model/config.ts';
import { repository, serverFiles, type Repository } from './repository.ts';

const worktree = (): DeploySource => ({
  kind: 'worktree',
  install: null,
  build: 'node build.js',
  serve: 'node server.js {port}',
  readyPath: '/',
  readyTimeoutMs: 50_000,
  directory: '.',
});

let repo: Repository;
beforeEach(async () => {
  repo = await repository();
});
afterEach(() => repo.remove());

const textAt = async (url = ''): Promise<string> => (await fetch(url)).text();

test('sides of the same source share its builds, and the commits between are served too', async () => {
  const base = await repo.commit('base', serverFiles('old'));
  const between = await repo.commit('between', serverFiles('newer'));
  const head = await repo.commit('head', serverFiles('new'));
  const lines: string[] = [];
  const request = { baseSha: base, headSha: head, cwd: repo.folder, out: `${repo.folder}/out` };
  const deploys = await openDeploys({ deploys: { base: worktree(), head: worktree() } }, request, (line) =>
    lines.push(line),
  );
  const again = await deploys.serveBetween?.(base);
  const other = await deploys.serveBetween?.(between);
  expect(
    await Promise.all([deploys.base?.url, deploys.head.url, again?.deploy.url, other?.deploy.url].map(textAt)),
  ).toEqual(['old', 'new', 'old', 'newer']);
  expect(lines.filter((line) => line.includes('building'))).toHaveLength(3);
  await deploys.close();
  await expect(textAt(other?.deploy.url)).rejects.toThrow('fetch failed');
});

/**
 * A build that waits for another one to begin. Then it ends; but where one `fails`, that one does, and all others never
 * end. Each leaves its process id in the folder `meeting`.
 */
const meetingBuild = (meeting: string, fails: string): string => `
  const fs = require('fs');
  const name = fs.readFileSync('text.txt', 'utf8');
  const [meeting, fails] = ${JSON.stringify([meeting, fails])};
  fs.writeFileSync(meeting + '/' + name, String(process.pid));
  const wait = () => {
    if (fs.readdirSync(meeting).length < 2) return setTimeout(wait, 20);
    if (name === fails) { console.log('the build of ' + name + ' fails'); process.exit(7); }
    if (fails !== '') return setInterval(() => {}, 1000);
    fs.mkdirSync('built', { recursive: true });
    fs.copyFileSync('text.txt', 'built/text.txt');
    console.log('met as ' + name);
  };
  wait();`;

/** Both sides, built by four processors. */
const openBoth = async (fails = '', signal = new AbortController().signal) => {
  const meeting = await mkdtemp(join(repo.folder, '..', 'meeting-'));
  const build = { 'build.js': meetingBuild(meeting, fails) };
  const base = await repo.commit('base', { ...serverFiles('old'), ...build });
  const head = await repo.commit('head', { 'text.txt': 'new' });
  const about = { baseSha: base, headSha: head, cwd: repo.folder, out: `${repo.folder}/out`, processors: 4, signal };
  const opening = openDeploys({ deploys: { base: worktree(), head: worktree() } }, about);
  opening.catch(() => undefined);
  const hasEnded = async (name: string): Promise<void> => {
    const pid = await readFile(join(meeting, name), 'utf8');
    const { stdout } = await execa('ps', ['-o', 'stat=', '-p', pid], { reject: false });
    // Nobody may have collected it yet.
    expect(stdout.trim()).toMatch(/^(?:Z.*)?$/);
  };
  return { meeting, base, head, opening, hasEnded };
};

const logOf = (sha: string): Promise<string> => readFile(`${repo.folder}/out/logs/${sha.slice(0, 12)}.log`, 'utf8');

describe('with more than two processors', () => {
  test('both sides are built at the same time, each with a log of its own', async () => {
    const { opening, base, head } = await openBoth();
    const deploys = await opening;
    expect(await Promise.all([deploys.base?.url, deploys.head.url].map(textAt))).toEqual(['old', 'new']);
    expect([await logOf(base), await logOf(head)]).toEqual([
      expect.stringContaining('met as old'),
      expect.stringContaining('met as new'),
    ]);
    expect(await logOf(base)).not.toContain('met as new');
    await deploys.close();
  });

  test.each([
    ['base', 'old', 'new'],
    ['head', 'new', 'old'],
  ] as const)('a build of %s that fails ends the other one, and is what is told', async (side, fails, other) => {
    const { opening, hasEnded } = await openBoth(fails);
    const error = await opening.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'build-failed' });
    expect(String(error)).toContain(`the build of ${fails} fails`);
    expect(String(error)).toContain(side);
    await hasEnded(other);
  });

  test('a signal that stops the run ends both', async () => {
    const controller = new AbortController();
    const { opening, meeting, hasEnded } = await openBoth('neither', controller.signal);
    await vi.waitFor(async () => expect(await readdir(meeting)).toHaveLength(2), { timeout: 50_000 });
    controller.abort(new Error('stopped'));
    await expect(opening).rejects.toThrow('stopped');
    for (const name of ['old', 'new']) await hasEnded(name);
  });
});

test('with two processors one side is built after the other', async () => {
  const base = await repo.commit('base', serverFiles('old'));
  const head = await repo.commit('head', { 'text.txt': 'new' });
  const lines: string[] = [];
  const request = { baseSha: base, headSha: head, cwd: repo.folder, out: `${repo.folder}/out`, processors: 2 };
  const deploys = await openDeploys({ deploys: { base: worktree(), head: worktree() } }, request, (line) =>
    lines.push(line),
  );
  const steps = lines.filter((line) => /^(?:base|head): (?:building|built|.* served)/.test(line));
  expect(steps.map((line) => line.replace(/^(\w+): (?:\w{7} )?(\w+).*$/, '$1 $2'))).toEqual([
    'base building',
    'base built',
    'base served',
    'head building',
    'head built',
    'head served',
  ]);
  await deploys.close();
});
