import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { runReport } from '../../src/gate.ts';
import { LIMITS, type Limits } from '../../src/github/publish.ts';
import { runAction } from '../../src/github/run-action.ts';
import { historyLine, type HistoryEntry } from '../../src/history/entry.ts';
import type { FollowedMain } from '../../src/model/history.ts';
import { entries, entry, row, sha, textOf } from '../history/made.ts';
import { BASE_SHA, HEAD_SHA } from '../report/factories.ts';
import { FakeGitHub, READ_ONLY_TOKEN, WORKFLOW_TOKEN } from '../support/github/server.ts';
import { recordsOf, writeRecords } from '../support/recorded.ts';

/** The distance that writes keep is tested where the client is. */
const QUICK: Limits = { ...LIMITS, patience: { ...LIMITS.patience, keepsDistance: false } };
const BRANCH = 'vitals-gate-history';

let github: FakeGitHub;
let folder: string;
let printed: string[];
beforeEach(async () => {
  github = await FakeGitHub.start();
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-main-'));
  printed = [];
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    printed.push(String(chunk));
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
  await github.stop();
});

interface Pushed {
  readonly token?: string;
  readonly branch?: string;
  readonly creep?: FollowedMain['creep'];
  /** How much later than the anchor's the largest paint is, ms. */
  readonly slowerMs?: number;
}

const never = () => Promise.reject(new Error('nothing is measured here'));

/** The action on a push to the default branch, with the samples of a run of main against the anchor. */
async function pushed({ token = WORKFLOW_TOKEN, branch = 'main', creep = [], slowerMs = 0 }: Pushed = {}) {
  const out = path.join(folder, 'out');
  const [first, ...later] = recordsOf({ routes: [{ name: 'home', slowerMs }] });
  const policy = { ...first.config.policy, isSinceAnchor: true as const };
  const followed: FollowedMain = {
    place: { kind: 'branch', branch: BRANCH },
    creep: [...creep],
    runner: 'linux x64, 4 cores',
  };
  writeRecords(path.join(out, 'samples-1'), [{ ...first, followed, config: { ...first.config, policy } }, ...later]);
  const event = path.join(folder, 'event.json');
  const refs = { ref: `refs/heads/${branch}`, before: BASE_SHA, after: HEAD_SHA };
  await writeFile(event, JSON.stringify({ ...refs, repository: { default_branch: 'main' } }));
  const env = {
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '7001',
    GITHUB_API_URL: github.url,
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
    INPUT_COMMAND: 'report',
    INPUT_OUT: out,
    'INPUT_GITHUB-TOKEN': token,
  };
  const gate = { runGate: never, runMeasure: never, runReport };
  const exitCode = await runAction(env, gate, new AbortController().signal, QUICK);
  const own = await readFile(path.join(out, 'history.ndjson'), 'utf8').catch(() => null);
  const summary = (await readFile(path.join(folder, 'summary.md'), 'utf8'))
    .split('### The default branch over time\n')
    .at(1);
  return { exitCode, own, summary, log: printed.join('') };
}

const kept = (): string => github.git.filesOf(BRANCH)?.['history.ndjson'] ?? '';
const parsed = (text: string | null | undefined) => JSON.parse(text ?? '') as HistoryEntry;

const NEWER = historyLine(entry(1)).replace('history/1', 'history/2');

/** A history of the anchor of the recorded runs. */
const historyOf = (count: number, of: (at: number) => Partial<HistoryEntry>): HistoryEntry[] =>
  entries(count, (at) => ({ anchor: BASE_SHA, chrome: 'Chrome/156', ...of(at) }));

describe('a push to the default branch', () => {
  test('adds an entry to the history, and leaves it in the output folder', async () => {
    const { exitCode, own, summary } = await pushed();
    expect(exitCode).toBe(0);
    expect(kept()).toBe(own);
    const { rows, ...about } = parsed(own);
    expect(about).toMatchObject({
      sha: HEAD_SHA,
      anchor: BASE_SHA,
      chrome: 'Chrome/156',
      runner: 'linux x64, 4 cores',
    });
    expect(about.run).toMatch(/\/acme\/shop\/actions\/runs\/7001\/attempts\/1$/);
    expect(rows.map(({ path: of }) => of)).toContain('lcp.ttfb');
    expect(summary).toBe('\n- No drift was found in 1 measured commit.\n');
    expect(github.git.messagesOf(BRANCH)).toEqual(['Measure 9f8e7d6']);
  });

  test('that is slower than the anchor by more than a pull request may be is not blocked', async () => {
    const { exitCode, own } = await pushed({ slowerMs: 400 });
    expect(exitCode).toBe(0);
    expect(parsed(own).rows.find(({ path: of }) => of === 'lcp')?.estimate).toBeGreaterThan(0.2);
  });

  test('to another branch adds nothing', async () => {
    const { own, summary } = await pushed({ branch: 'release' });
    expect([own, summary, github.git.headOf(BRANCH)]).toEqual([null, undefined, null]);
  });

  test('names the commit with which a drift began', async () => {
    const slower = historyOf(40, (at) => ({ rows: [row({ estimate: at < 20 ? 0 : 0.08 })] }));
    github.git.put(BRANCH, { 'history.ndjson': textOf(slower) });
    const { exitCode, summary, log } = await pushed();
    expect(exitCode).toBe(0);
    expect(summary).toContain(`- LCP of \`home\` on mobile rose at ${sha(20).slice(0, 7)}`);
    expect(log).toContain(`LCP of home on mobile rose at `);
  });

  test.each([
    ['block', 1],
    ['warn', 0],
  ] as const)('exceeds a creep budget that is to %s', async (enforce, code) => {
    const crept = historyOf(30, () => ({ rows: [row({ estimate: 0.08 })] }));
    github.git.put(BRANCH, { 'history.ndjson': textOf(crept) });
    const creep = [{ metric: 'lcp', limit: { value: 3, unit: '%' }, enforce } as const];
    const { exitCode, summary, log } = await pushed({ creep, slowerMs: 100 });
    expect(exitCode).toBe(code);
    expect(summary).toMatch(
      /LCP of `home` on mobile is \+7\.\d % \(\d\.\d to \d\.\d %\) from the anchor: the creep budget is 3 %\./,
    );
    expect(log.includes('A creep budget that blocks is exceeded')).toBe(enforce === 'block');
  });
});

describe('a history that cannot be added to changes no verdict, and says what to do', () => {
  test('without the permission', async () => {
    const { exitCode, own, summary } = await pushed({ token: READ_ONLY_TOKEN });
    expect(exitCode).toBe(0);
    expect(parsed(own).sha).toBe(HEAD_SHA);
    expect(summary).toContain('The history was not added to; the entry of this run is in ');
    expect(summary).toContain('permissions: { contents: write }');
  });

  test.each([
    ['the branch was overwritten', 'package.json', '{}', 'holds something other than a history'],
    ['it is from a newer version', 'history.ndjson', NEWER, 'A newer vitals-gate wrote'],
    ['it is something else', 'history.ndjson', 'something', 'is an entry of a history'],
  ])('where %s', async (_, name, text, why) => {
    github.git.put(BRANCH, { [name]: text });
    const { exitCode, summary } = await pushed();
    expect([exitCode, github.git.filesOf(BRANCH)]).toEqual([0, { [name]: text }]);
    expect(summary).toContain(why);
  });

  test('but is added to where a merge left its markers', async () => {
    github.git.put(BRANCH, { 'history.ndjson': `<<<<<<< ours\n${historyLine(entry(1))}=======\n>>>>>>> theirs\n` });
    const { summary, own } = await pushed();
    expect(kept().endsWith(own ?? 'nothing')).toBe(true);
    expect(summary).toContain('a merge left its conflict markers in the history');
  });
});
