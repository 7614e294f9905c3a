import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { runDoctor } from '../../src/cli/doctor.ts';
import type { Pipeline } from '../../src/cli/main.ts';
import { CHECKS, inTime, ok, type Check } from '../../src/doctor/check.ts';
import { examine } from '../../src/doctor/doctor.ts';
import { blocksOf } from '../../src/doctor/probe/noise.ts';
import { PROBES, type Probes } from '../../src/doctor/probes.ts';
import { GateError } from '../../src/errors.ts';
import { FakeIo } from '../cli/fake-io.ts';
import { serveSite } from '../start/server.ts';

const GB = 1e9;
const CHROME = { path: '/usr/bin/chrome', version: 'Chrome/156.0.1.2', unsandboxed: null };

/** A machine with everything that a run needs. The deploys are asked for real. */
const WELL: Probes = {
  ...PROBES,
  nodeVersion: () => '24.1.0',
  watchMachine: async () => ({ cores: 2, memory: 8 * GB, freeMemory: 6 * GB, others: 0.01, stolen: 0 }),
  startChrome: async () => CHROME,
  askGit: async () => ({ version: 'git 2.50.0', cause: null, isShallow: false, commits: 9 }),
  askDisk: async () => ({ folder: '/tmp', free: 9 * GB }),
  askSharedMemory: async () => GB,
  askPermissions: async (request) => ({
    isWorkflow: true,
    hasToken: true,
    repository: 'acme/shop',
    apiUrl: 'https://api.github.com',
    needs: request.needs,
    answers: new Map([['contents', { status: 200, message: '' }]]),
    declared: 'write-all',
    isFork: false,
  }),
  measureNoise: async () => ({
    one: blocksOf([1000, 1010, 1000, 1010, 1000, 1010, 1000, 1010]),
    two: null,
    problem: null,
  }),
};

/** A machine without anything: old, full, offline. */
const BROKEN: Probes = {
  ...WELL,
  nodeVersion: () => '18.20.0',
  watchMachine: async () => ({ cores: 1, memory: GB, freeMemory: GB / 10, others: 1, stolen: 0.5 }),
  startChrome: () => Promise.reject(new GateError('chrome-not-found', { looked: '/usr/bin/chrome' })),
  askGit: async () => ({ version: null, cause: 'spawn git ENOENT', isShallow: false, commits: 0 }),
  askDisk: () => Promise.reject(new GateError('temporary-folder', { folder: '/tmp', cause: 'the disk is full' })),
  askSharedMemory: async () => null,
  askPermissions: async (request) => ({
    ...(await WELL.askPermissions(request)),
    answers: new Map([['contents', { status: 401, message: 'Bad credentials' }]]),
  }),
  measureNoise: () => Promise.reject(new Error('it must not be measured without Chrome')),
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-doctor-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function doctorWith(probes: Probes, config: string | null, env: Record<string, string> = {}) {
  if (config !== null) writeFileSync(path.join(folder, 'vitals-gate.yml'), config);
  const io = new FakeIo({ env: { PATH: process.env['PATH'] ?? '', ...env } });
  const request = { options: { config: 'vitals-gate.yml', chromePath: null }, json: true };
  const pipeline: Pick<Pipeline, 'examine'> = {
    examine: (options, place, tell) => examine(options, place, tell, probes),
  };
  const exitCode = await runDoctor(request, io, pipeline, folder);
  const checks = JSON.parse(io.stdout.text) as Check[];
  return { exitCode, checks, byName: new Map(checks.map((check) => [check.check, check])) };
}

const side = (letter: string) => ({ sha: letter.repeat(40), ref: 'main' });

const configOf = (base: string, head: string): string =>
  `deploys:\n  base: { url: '${base}' }\n  head: { url: '${head}' }\n  verify: { header: x-commit }\nroutes: [{ name: home, path: / }]\nbudgets: { lcp: { max: 2500 ms } }\n`;

describe('doctor', () => {
  test('passes where everything is as it should be, outside of a repository too', async () => {
    await using site = await serveSite(() => ({ '/': { headers: { 'x-commit': 'abc1234' } } }));
    const { exitCode, checks } = await doctorWith(WELL, configOf(site.origin, site.origin));
    expect(checks.filter(({ status }) => status !== 'ok').map(({ check }) => check)).toEqual(['history']);
    expect(checks.map(({ check }) => check)).toEqual([...CHECKS]);
    expect(checks.map((check) => Object.keys(check).join())).toEqual(CHECKS.map(() => 'check,status,message,remedy'));
    expect(exitCode).toBe(0);
  });

  test('has every line where everything is broken at once', async () => {
    const { exitCode, checks, byName } = await doctorWith(BROKEN, 'routes: [{ name: home, path: / }]\nbugdets: {}\n');
    expect(checks.map(({ check }) => check)).toEqual([...CHECKS]);
    expect(checks.map(({ check, status }) => `${check} ${status}`)).toEqual([
      'node fail',
      'chrome fail',
      'disk fail',
      'shared-memory warn',
      'machine warn',
      'config fail',
      'git fail',
      'history fail',
      'permissions fail',
      'base warn',
      'head warn',
      'proof warn',
      'noise warn',
    ]);
    expect(checks.filter(({ remedy }) => remedy === null || remedy === '')).toEqual([]);
    expect(byName.get('config')?.message).toMatch(/^vitals-gate\.yml:2:1: .*"bugdets"/);
    expect(byName.get('config')?.remedy).toContain('Did you mean "budgets"?');
    expect(exitCode).toBe(3);
  });

  test('makes every check of a repository without a configuration', async () => {
    const { exitCode, byName } = await doctorWith(WELL, null);
    expect(byName.get('config')).toMatchObject({
      status: 'fail',
      message: expect.stringMatching(/^vitals-gate\.yml:1:1: /),
    });
    expect(byName.get('noise')?.status).toBe('ok');
    expect(exitCode).toBe(3);
  });

  test('says that a deploy is offline, and that another one redirects to a log-in page', async () => {
    await using site = await serveSite((origin) => ({
      '/': { status: 302, location: `${origin}/login?next=%2F` },
      '/login': { body: 'Who are you?' },
    }));
    const { exitCode, byName } = await doctorWith(WELL, configOf('http://127.0.0.1:1', site.origin));
    expect(byName.get('base')).toMatchObject({ status: 'fail', message: 'http://127.0.0.1:1 refuses connections.' });
    expect(byName.get('head')).toMatchObject({
      status: 'fail',
      message: `${site.origin}/ redirects to a log-in page, ${site.origin}/login.`,
      remedy: expect.stringContaining('`setup:`'),
    });
    expect(byName.get('proof')).toMatchObject({ status: 'warn', message: expect.stringContaining('Not checked') });
    expect(exitCode).toBe(3);
  });

  test('does not know where a preview is outside of a pull request', async () => {
    await using site = await serveSite(() => ({ '/': { headers: { 'x-commit': 'abc1234' } } }));
    const { exitCode, byName } = await doctorWith(WELL, configOf(site.origin, 'https://pr-{pr}.shop.invalid'));
    expect(byName.get('head')).toMatchObject({ status: 'warn', message: expect.stringContaining('needs {pr}') });
    expect(byName.get('proof')).toMatchObject({
      status: 'ok',
      message: 'By the header x-commit, base serves abc1234.',
    });
    expect(exitCode).toBe(0);
  });

  test('fails where head serves another commit than the pull request has', async () => {
    await using site = await serveSite(() => ({ '/': { headers: { 'x-commit': 'abc1234' } } }));
    const event = path.join(folder, 'event.json');
    writeFileSync(event, JSON.stringify({ pull_request: { number: 7, head: side('d'), base: side('e') } }));
    const env = { GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event };
    const { byName } = await doctorWith(WELL, configOf(site.origin, site.origin), env);
    expect(byName.get('proof')).toMatchObject({
      status: 'fail',
      message: 'The head deploy serves abc1234, which is not the commit of this run.',
    });
  });

  test('refuses the event that the action refuses', async () => {
    const { byName } = await doctorWith(WELL, null, { GITHUB_EVENT_NAME: 'pull_request_target' });
    expect(byName.get('permissions')).toMatchObject({
      status: 'fail',
      message: expect.stringContaining('pull_request_target'),
    });
  });

  test('goes on where a check itself fails', async () => {
    const { byName } = await doctorWith({ ...WELL, askDisk: () => Promise.reject(new Error('no statfs')) }, null);
    expect(byName.get('disk')).toMatchObject({ status: 'fail', message: 'The check itself failed: no statfs.' });
    expect(byName.get('noise')?.status).toBe('ok');
  });
});

test('a check that hangs has a finding all the same, and is told to end', async () => {
  let ended = false;
  const finding = await inTime(10, (signal) => {
    signal.addEventListener('abort', () => (ended = true));
    return new Promise(() => undefined);
  });
  expect(finding).toMatchObject({ status: 'fail', message: 'The check did not end within 0.01 s.' });
  expect(ended).toBe(true);
  expect(await inTime(1000, async () => ok('There.'))).toEqual(ok('There.'));
});
