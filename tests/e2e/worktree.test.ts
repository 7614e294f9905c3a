import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, expect, it } from 'vitest';

import { resultSchema, type Result } from '../../src/model/result.ts';
import { repository, type Repository } from '../deploys/repository.ts';
import { vitalsGate } from '../support/gate.ts';

const SERVER = `
const delay = Number(require('fs').readFileSync('delay.txt', 'utf8'));
const page = '<!doctype html><html lang="en"><title>Shop</title><link rel="icon" href="data:,"><h1>Some large text</h1></html>';
require('http').createServer((request, response) => {
  setTimeout(() => response.writeHead(200, { 'content-type': 'text/html', 'x-deploy-sha': process.argv[3] }).end(page), delay);
}).listen(Number(process.argv[2]), '127.0.0.1');
`;

const config = (sha: string): string => `deploys:
  worktree: { build: "test -f delay.txt", serve: 'node server.js {port} ${sha}', directory: apps/shop }
  verify: { header: x-deploy-sha }
bisect: { max-minutes: 5 }
routes: [{ name: home, path: /, conditions: [fast] }]
conditions: { fast: { extends: desktop, rtt: 20 ms, down: 50000 kbit/s } }
budgets: { lcp: { max-increase: [5 %, 50 ms] } }
false-alarms: 5 %
settle: 100 ms
`;

let repo: Repository;
beforeEach(async () => {
  repo = await repository('a shop');
});
afterEach(() => repo.remove());

async function gate(base: string, head: string) {
  const args = [
    'run',
    '--blocks',
    '3',
    '--base-sha',
    base,
    '--head-sha',
    head,
    '--explain',
    'never',
    '--lighthouse',
    'never',
  ];
  const finished = await vitalsGate(repo.folder, args);
  const out = path.join(repo.folder, 'vitals-gate-out');
  const read = (name: string): Promise<string> => readFile(path.join(out, name), 'utf8');
  return {
    ...finished,
    read,
    result: async (): Promise<Result> => resultSchema.parse(JSON.parse(await read('result.json'))),
  };
}

it('builds and serves both commits, and names the one of four between that broke the budget', async () => {
  await repo.write({ 'vitals-gate.yml': config('"$(git rev-parse HEAD)"') });
  const base = await repo.commit('base', {
    'apps/shop/server.js': SERVER,
    'apps/shop/delay.txt': '20',
    CODEOWNERS: '* @acme/shop',
  });
  await repo.commit('one', { 'one.txt': '' });
  await repo.commit('does not build', { 'apps/shop/delay.txt': null });
  const culprit = await repo.commit('slower', { 'apps/shop/delay.txt': '820' });
  const head = await repo.commit('four', { 'four.txt': '' });

  const { exitCode, stderr, result, read } = await gate(base, head);
  expect(exitCode, stderr).toBe(1);
  const { attribution = [], manifest, base: from, head: to } = await result();
  expect([from.sha, to.sha]).toEqual([base, head]);
  const [found] = attribution;
  expect(found).toMatchObject({ route: 'home', condition: 'fast', path: 'lcp' });
  const blamed = found?.commits.filter(({ value }) => (value ?? 0) > 400);
  expect(blamed?.map(({ sha, status }) => [sha, status])).toEqual([[culprit, 'range']]);
  expect(found?.commits.filter(({ status }) => status === 'skipped').map(({ subject }) => subject)).toEqual([
    'does not build',
  ]);
  const whole = found?.commits.reduce((sum, { value }) => sum + (value ?? 0), 0);
  // Of 800 ms; how exact a share is, is bench:bisection's.
  expect(whole).toBeGreaterThan(400);
  expect(manifest).toMatchObject({ files: ['apps/shop/delay.txt', 'four.txt', 'one.txt'], owners: ['@acme/shop'] });
  expect(await read('comment.md')).toContain('in one of `2 commits');
});

it('is unmeasured where a server serves another commit than it should, with both SHAs named', async () => {
  const other = 'f'.repeat(40);
  await repo.write({ 'vitals-gate.yml': config(other) });
  const base = await repo.commit('base', { 'apps/shop/server.js': SERVER, 'apps/shop/delay.txt': '20' });
  const head = await repo.commit('head');
  const { exitCode, stdout, result } = await gate(base, head);
  expect(exitCode).toBe(3);
  expect((await result()).verdict).toBe('unmeasured');
  expect(stdout).toContain(base);
  expect(stdout).toContain(other);
});

it('stops where a build fails, with its last lines: exit code 3', async () => {
  await repo.write({ 'vitals-gate.yml': config('x').replace('test -f delay.txt', 'echo no such module && false') });
  const base = await repo.commit('base', { 'apps/shop/server.js': SERVER, 'apps/shop/delay.txt': '20' });
  const head = await repo.commit('head');
  const { exitCode, stderr } = await gate(base, head);
  expect(exitCode).toBe(3);
  expect(stderr).toContain(`ended with exit code 1 at the base commit ${base}. Its last lines:\n  | no such module`);
});
