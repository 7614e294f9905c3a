import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { readCommandLine } from '../../src/cli/command-line.ts';
import type { HistoryShow } from '../../src/cli/history-commands.ts';
import { runHistory } from '../../src/cli/history.ts';
import { GateError } from '../../src/errors.ts';
import { entries, entry, row, sha, textOf } from '../history/made.ts';
import { Repository } from '../support/repository.ts';
import { FakeIo } from './fake-io.ts';

const REF = 'refs/remotes/origin/vitals-gate-history';
/** +3 % from the 40th commit on. */
const DRIFTING = entries(60, (at) => ({ rows: [row({ estimate: at < 40 ? 0 : Math.log(1.03), error: 0.005 })] }));

let folder = '';
let repository: Repository;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'vitals-gate-history-'));
  repository = new Repository();
  repository.write('index.html', 'main');
  repository.commit('main');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  repository.remove();
});

const SHOW: HistoryShow = {
  name: 'show',
  dir: null,
  branch: null,
  config: { file: 'vitals-gate.yml', isAsked: false },
  html: null,
  json: false,
};

async function show(over: Partial<HistoryShow>, cwd = repository.folder) {
  const io = new FakeIo({ env: { ...process.env } as Record<string, string> });
  const exitCode = await runHistory({ ...SHOW, ...over }, io, cwd);
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
}

async function failure(over: Partial<HistoryShow>, cwd?: string): Promise<GateError> {
  return show(over, cwd).then(
    () => {
      throw new Error('it did not fail');
    },
    (error: unknown) => {
      if (error instanceof GateError) return error;
      throw error;
    },
  );
}

/** A commit without parents that holds these files, at the end of a ref. */
function point(ref: string, files: Readonly<Record<string, string>>): void {
  const tree = Object.entries(files).map(([name, text]) => {
    repository.write(`.made/${name}`, text);
    return `100644 blob ${repository.git('hash-object', '-w', `.made/${name}`)}\t${name}`;
  });
  repository.write('.made/tree', `${tree.join('\n')}\n`);
  const made = repository.git('-c', 'alias.made=!git mktree < .made/tree', 'made');
  repository.git('update-ref', ref, repository.git('commit-tree', '-m', 'history', made));
}

function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const dir = path.join(folder, name);
  mkdirSync(dir, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(dir, file), text);
  return dir;
}

describe('the table', () => {
  test('has the change since the anchor, the commit where a drift began, and a sentence about it', async () => {
    const dir = folderOf('drifting', { 'history.ndjson': textOf(DRIFTING) });
    const { exitCode, stdout, stderr } = await show({ dir }, folder);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`Main against the anchor aaaaaaa: 60 commits from 2026-01-01 to 2026-03-01.

  route  condition  metric  commits  since the anchor       drift          creep
  home   mobile     LCP          60  +3.0 % (2.6 to 3.3 %)  since 0028000

LCP of home on mobile rose at 0028000, by +3.0 %.
`);
  });

  test('names epochs, and shows no control characters of a file', async () => {
    const made = DRIFTING.map((each, at) => ({ ...each, runner: at < 40 ? 'four\u001b[31m cores' : 'eight cores' }));
    const dir = folderOf('epochs', { 'history.ndjson': textOf(made) });
    const { stdout } = await show({ dir }, folder);
    expect(stdout).toContain(`
Commits are compared only within an epoch:
  40 of aaaaaaa, Chrome 156, four cores (current)
  20 of aaaaaaa, Chrome 156, eight cores (current)
`);
    expect(stdout).toContain('Nothing drifts.');
    expect(stdout).not.toContain('\u001b');
  });

  test('has the creep budgets of the configuration, and the folder that it names', async () => {
    const dir = folderOf('configured', {
      'vitals-gate.yml': `routes: [{ name: home, path: / }]
deploys: { base: { static: . }, head: { static: . } }
history: { anchor: v1, folder: perf, creep: { lcp: 2 % } }
`,
    });
    folderOf('configured/perf', { 'history.ndjson': textOf(DRIFTING) });
    expect((await show({}, dir)).stdout).toContain('2 %: broken');
  });

  test('that was asked for by its folder is shown without a configuration that cannot be used', async () => {
    const dir = folderOf('unusable', { 'vitals-gate.yml': 'routes: 3\n', 'history.ndjson': textOf(DRIFTING) });
    const { exitCode, stdout, stderr } = await show({ dir }, dir);
    expect([exitCode, stdout.split('\n')[0]]).toEqual([0, expect.stringContaining('60 commits')]);
    expect(stderr).toMatch(
      /^note: creep budgets are not shown, because the configuration cannot be used: vitals-gate\.yml:1:9: [^\n]+\n$/,
    );
    const config = { file: 'vitals-gate.yml', isAsked: true };
    expect((await failure({ dir, config }, dir)).exitCode).toBe(2);
    expect((await failure({}, dir)).exitCode).toBe(2);
  });

  test('names what was left out on stderr', async () => {
    const dir = folderOf('broken', { 'history.ndjson': `${textOf([entry(0)])}<<<<<<< HEAD\nx\n` });
    const { stderr, exitCode } = await show({ dir }, folder);
    expect(exitCode).toBe(0);
    expect(stderr).toContain(`note: ${path.join(dir, 'history.ndjson')}:2: a merge left its conflict markers`);
    expect(stderr).toContain('history.ndjson:3: it is not JSON.');
  });
});

test('--json has all of it, and the same fields of nothing', async () => {
  const dir = folderOf('json', { 'history.ndjson': textOf(DRIFTING) });
  const json: unknown = JSON.parse((await show({ dir, json: true }, folder)).stdout);
  expect(json).toMatchObject({
    version: 1,
    commits: 60,
    first: sha(0),
    last: sha(59),
    epochs: [{ chrome: '156', commits: 60, isCurrent: true }],
    metrics: [{ route: 'home', metric: 'lcp', unit: 'ms', epoch: 0, change: { kind: 'relative' }, creep: [] }],
    drifts: [{ route: 'home', direction: 'rise', form: 'step', since: sha(40), phase: null, isOpen: true }],
    notices: [],
  });
  const nothing: unknown = JSON.parse((await show({ json: true })).stdout);
  expect(nothing).toEqual({
    version: 1,
    commits: 0,
    first: null,
    last: null,
    epochs: [],
    metrics: [],
    drifts: [],
    notices: [],
  });
});

test('--html writes a page with the chart and its numbers, whatever names it holds', async () => {
  const hostile = DRIFTING.map((each) => ({ ...each, rows: each.rows.map((old) => ({ ...old, route: '<script>x' })) }));
  const dir = folderOf('html', { 'history.ndjson': textOf(hostile) });
  const html = path.join(folder, 'pages/history.html');
  await show({ dir, html }, folder);
  const page = readFileSync(html, 'utf8');
  expect(page).toContain("default-src 'none'");
  expect(page).not.toContain('<script>x');
  expect(page).toContain('&#60;script&#62;x');
  expect(page.match(/<circle class="point"/g)).toHaveLength(60);
  expect(page).toMatch(/<th scope="row">0028000<\/th>\s*<td>2026-02-10<\/td>\s*<td>\+3.0 %/);
});

describe('the branch', () => {
  test('is read as origin has it, its full files first', async () => {
    point(REF, { 'history.ndjson': textOf(DRIFTING.slice(30)), 'history-0001.ndjson': textOf(DRIFTING.slice(0, 30)) });
    const { stdout, stderr } = await show({});
    expect(stdout).toContain('60 commits');
    expect(stderr).toBe('');
  });

  test('pushed by force is read as it is now, with a note about what it lacks', async () => {
    point('refs/heads/vitals-gate-history', { 'history.ndjson': textOf(DRIFTING.slice(0, 50)) });
    point(REF, { 'history.ndjson': textOf(DRIFTING.slice(0, 40)) });
    const { stdout, stderr } = await show({});
    expect(stdout).toContain('40 commits');
    expect(stderr).toContain(
      'note: The local branch vitals-gate-history has commits that origin/vitals-gate-history lacks',
    );
    repository.git('update-ref', '-d', REF);
    expect((await show({})).stdout).toContain('50 commits');
    repository.git('update-ref', '-d', 'refs/heads/vitals-gate-history');
  });

  test('that a newer version wrote names the line', async () => {
    point(REF, { 'history.ndjson': textOf(DRIFTING).replace(/(history\/)1(?=[^\n]*\n$)/, '$12') });
    const error = await failure({});
    expect(error).toMatchObject({ code: 'history-newer', exitCode: 3 });
    expect(error.where).toBe('origin/vitals-gate-history:history.ndjson:60');
    repository.git('update-ref', '-d', REF);
  });
});

describe('what is not there', () => {
  test('is no error where the history has not begun', async () => {
    const { exitCode, stdout } = await show({});
    expect(exitCode).toBe(0);
    expect(stdout).toContain('The history has not begun, or is not here');
    expect(stdout).toContain('git fetch origin vitals-gate-history:refs/remotes/origin/vitals-gate-history');
  });

  test.each([
    ['a branch that git does not have', { branch: 'other' }, 'history-missing'],
    ['a branch of something else', { branch: 'main' }, 'history-empty'],
    ['a folder that is not there', { dir: '/nowhere/at/all' }, 'history-missing'],
    ['a configuration that is not there', { config: { file: 'no.yml', isAsked: true } }, 'config-unreadable'],
  ])('is one where it was asked for: %s', async (_what, over, code) => {
    expect(await failure(over)).toMatchObject({ code, exitCode: 2 });
  });

  test('is a repository', async () => {
    expect(await failure({}, folderOf('plain', {}))).toMatchObject({ code: 'history-no-repository', exitCode: 2 });
  });

  test('is room for the page', async () => {
    const dir = folderOf('room', { 'history.ndjson': textOf(DRIFTING), file: '' });
    expect(await failure({ dir, html: path.join(dir, 'file/page.html') })).toMatchObject({
      code: 'usage',
      exitCode: 2,
    });
  });
});

test('the command line is read', () => {
  expect(readCommandLine(['history', '--json'])).toEqual({ command: 'history', request: { ...SHOW, json: true } });
  expect(readCommandLine(['history', 'record', 'out', '--dir', 'perf', '--runner', 'lab'])).toEqual({
    command: 'history',
    request: { name: 'record', folder: 'out', dir: 'perf', runner: 'lab' },
  });
  expect(() => readCommandLine(['history', 'record', 'out'])).toThrow('`history record` needs --dir.');
  expect(() => readCommandLine(['history', '--dir', 'a', '--branch', 'b'])).toThrow('exclude each other');
});
