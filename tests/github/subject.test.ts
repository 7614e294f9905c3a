import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createClient } from '../../src/github/client.ts';
import { readContext } from '../../src/github/context.ts';
import { ownershipApi } from '../../src/github/ownership.ts';
import { contentsApi, pullsApi } from '../../src/github/pulls-api.ts';
import { subjectOf } from '../../src/github/subject.ts';
import { BASE_SHA, HEAD_SHA } from '../report/factories.ts';
import { FakeGitHub, WORKFLOW_TOKEN, type StoredPull } from '../support/github/server.ts';

const RUN_SHA = 'e'.repeat(40);
const REPOSITORY = { owner: 'acme', repo: 'shop' };

let github: FakeGitHub;
let folder: string;
beforeEach(async () => {
  github = await FakeGitHub.start();
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-event-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await github.stop();
});

const client = () =>
  createClient(WORKFLOW_TOKEN, github.url, { requestMs: 15_000, totalMs: 40_000, pauseMs: 5, keepsDistance: true });

/** What a run on this event is about. */
async function subject(name: string, event: object | string | null, isAsked = true) {
  const file = path.join(folder, 'event.json');
  if (event !== null) await writeFile(file, typeof event === 'string' ? event : JSON.stringify(event));
  const context = await readContext({
    GITHUB_EVENT_NAME: name,
    GITHUB_EVENT_PATH: event === null ? path.join(folder, 'none.json') : file,
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_SHA: RUN_SHA,
    GITHUB_REF_NAME: 'main',
    GITHUB_BASE_REF: 'trunk',
    GITHUB_API_URL: github.url,
  });
  const apis = { pulls: pullsApi(client(), REPOSITORY), ownership: ownershipApi(client(), REPOSITORY) };
  return subjectOf(context, isAsked ? apis : null);
}

const side = (sha: string, ref: string) => ({ sha, ref });
const pullRequest = { number: 42, head: side(HEAD_SHA, 'faster-cart'), base: side(BASE_SHA, 'main') };

const PULL: StoredPull = {
  number: 42,
  head: { sha: HEAD_SHA, ref: 'faster-cart', repository: 'mallory/shop' },
  base: side(BASE_SHA, 'main'),
};
const pullEvent = {
  kind: 'pull-request',
  number: 42,
  baseSha: BASE_SHA,
  headSha: HEAD_SHA,
  branch: 'faster-cart',
  baseBranch: 'main',
};

describe('every event has a base and a head', () => {
  test('pull_request: its head, never the merge commit, under the policy of its base', async () => {
    const { event, policyAt, pullRequest: found } = await subject('pull_request', { pull_request: pullRequest });
    expect(event).toEqual(pullEvent);
    expect(policyAt).toEqual({ ref: BASE_SHA, isAsked: false, branch: 'main', headSha: HEAD_SHA });
    expect(found).toMatchObject({ number: 42 });
  });

  test('push: what was pushed, against what the branch was before, under its own policy', async () => {
    const pushed = { ref: 'refs/heads/main', before: BASE_SHA, after: HEAD_SHA };
    expect(await subject('push', pushed)).toMatchObject({
      event: { kind: 'push', before: BASE_SHA, headSha: HEAD_SHA, branch: 'main' },
      policyAt: null,
      pullRequest: { because: 'this is not a pull request event' },
    });
    const created = { ...pushed, before: '0'.repeat(40) };
    expect((await subject('push', created)).event).toMatchObject({ before: null });
  });

  test('merge_group: what the queue would merge, under the policy of what it merges into', async () => {
    const merge_group = { head_sha: HEAD_SHA, head_ref: 'refs/heads/gh-readonly-queue/main/pr-42', base_sha: BASE_SHA };
    expect(await subject('merge_group', { merge_group })).toMatchObject({
      event: { kind: 'push', before: BASE_SHA, headSha: HEAD_SHA, branch: 'gh-readonly-queue/main/pr-42' },
      policyAt: { ref: BASE_SHA },
    });
  });

  test.each(['workflow_dispatch', 'schedule'])('%s: the commit of the run', async (name) => {
    expect(await subject(name, { repository: { default_branch: 'main' } })).toMatchObject({
      event: { kind: 'commit', headSha: RUN_SHA, branch: 'main' },
      policyAt: null,
    });
  });

  test('deployment_status: what was deployed, where it says, for the pull request whose head it is', async () => {
    const deployed = {
      deployment: { sha: HEAD_SHA, ref: 'faster-cart' },
      deployment_status: {
        state: 'success',
        environment_url: 'https://pr-42.example',
        target_url: 'https://ci.example',
      },
    };
    expect(await subject('deployment_status', deployed)).toMatchObject({
      event: { kind: 'commit', headSha: HEAD_SHA },
      headUrl: 'https://pr-42.example',
      pullRequest: { because: expect.stringContaining('no open pull request') as string },
    });
    github.pulls.push({ ...PULL, head: { ...PULL.head, repository: 'Acme/Shop' } });
    expect(await subject('deployment_status', deployed)).toMatchObject({
      event: pullEvent,
      headUrl: 'https://pr-42.example',
      policyAt: { ref: BASE_SHA },
      pullRequest: { number: 42 },
      untrustedRepository: null,
    });
    expect((await subject('deployment_status', deployed, false)).event).toMatchObject({ kind: 'commit' });
  });

  const deployed = { deployment: { sha: HEAD_SHA, ref: HEAD_SHA }, deployment_status: { state: 'success' } };

  test.each<[string, StoredPull]>([
    ['is of a fork', PULL],
    ['was of a fork that has moved on since', { ...PULL, head: { ...PULL.head, sha: RUN_SHA }, commits: [HEAD_SHA] }],
    ['was of a fork that has closed its pull request', { ...PULL, state: 'closed' }],
  ])('deployment_status: what was deployed %s is a stranger’s', async (_, pull) => {
    github.pulls.push(pull);
    expect(await subject('deployment_status', deployed)).toMatchObject({
      untrustedRepository: 'mallory/shop',
      unproven: null,
    });
  });

  test.each(['deployment', 'deployment_status'])(
    '%s: a commit that nothing is known of is not trusted',
    async (name) => {
      const event = { ...deployed, repository: { default_branch: 'trunk' } };
      expect(await subject(name, event)).toMatchObject({
        event: { kind: 'commit', headSha: HEAD_SHA },
        policyAt: { ref: 'trunk', isAsked: true },
        untrustedRepository: 'a repository that is not known',
        unproven: 'no branch of this repository is known to contain it',
      });
      expect(await subject(name, event, false)).toMatchObject({ unproven: expect.stringContaining('token') as string });
    },
  );

  test.each(['deployment', 'deployment_status'])('%s: the tip of a branch is the repository’s own', async (name) => {
    github.branches.set('main', { tip: HEAD_SHA });
    expect(await subject(name, deployed)).toMatchObject({ untrustedRepository: null, unproven: null, policyAt: null });
  });

  test('deployment_status: a commit that a fork’s pull request shares with a branch is the repository’s own', async () => {
    github.branches.set('main', { tip: HEAD_SHA });
    github.pulls.push({ ...PULL, head: { ...PULL.head, sha: RUN_SHA }, commits: [HEAD_SHA] });
    expect(await subject('deployment_status', deployed)).toMatchObject({ untrustedRepository: null });
  });

  test('pull_request without its file: nobody to tell, but the policy is that of the branch it is for', async () => {
    expect(await subject('pull_request', null)).toMatchObject({
      event: null,
      policyAt: { ref: 'trunk', isAsked: false },
      pullRequest: { because: expect.stringContaining('does not say which pull request') as string },
    });
  });

  test('any other event says nothing of commits', async () => {
    expect(await subject('issue_comment', { issue: { number: 1 } })).toMatchObject({ event: null, policyAt: null });
  });
});

const run = (over: object = {}) => ({
  workflow_run: {
    head_sha: HEAD_SHA,
    head_branch: 'faster-cart',
    head_repository: { full_name: 'mallory/shop' },
    event: 'pull_request',
    pull_requests: [{ number: 666 }],
    ...over,
  },
  repository: { default_branch: 'trunk' },
});

describe('workflow_run, the trusted side', () => {
  test('finds the pull request by head, branch and repository', async () => {
    github.pulls.push(PULL);
    expect(await subject('workflow_run', run())).toMatchObject({
      event: pullEvent,
      policyAt: { ref: BASE_SHA, isAsked: false },
      pullRequest: { number: 42 },
      untrustedRepository: 'mallory/shop',
    });
  });

  test.each<[string, readonly StoredPull[], string]>([
    ['none is open', [{ ...PULL, state: 'closed' }], 'no open pull request'],
    ['it was pushed to since', [{ ...PULL, head: { ...PULL.head, sha: 'd'.repeat(40) } }], 'no open pull request'],
    [
      'the commit is another fork’s too',
      [{ ...PULL, head: { ...PULL.head, repository: 'mallory/other' } }],
      'no open pull request',
    ],
    ['two have this head', [PULL, { ...PULL, number: 43 }], 'several pull requests have this head: #42 and #43'],
  ])('comments nowhere and goes by the default branch where %s', async (_, pulls, because) => {
    github.pulls.push(...pulls);
    expect(await subject('workflow_run', run())).toMatchObject({
      event: { kind: 'commit', headSha: HEAD_SHA },
      policyAt: { ref: 'trunk', isAsked: true },
      pullRequest: { because: expect.stringContaining(because) as string },
      untrustedRepository: 'mallory/shop',
    });
  });

  test('says why where it may not ask', async () => {
    github.disturb({ method: 'GET', path: /\/pulls$/, times: 9, answer: { status: 403 } });
    const { pullRequest: found } = await subject('workflow_run', run());
    expect(found).toEqual({ because: expect.stringContaining('cannot be found') as string });
    const unasked = await subject('workflow_run', run(), false);
    expect(unasked).toMatchObject({ pullRequest: { because: expect.stringContaining('github-token') as string } });
  });
});

describe('what must not be used', () => {
  test.each<[string, string, object | string | null, RegExp]>([
    ['pull_request_target', 'pull_request_target', { pull_request: pullRequest }, /pull_request_target/],
    ['workflow_run without its file', 'workflow_run', null, /does not say what this workflow_run/],
    ['workflow_run with the file of another event', 'workflow_run', { pull_request: pullRequest }, /does not say/],
    ['deployment without its file', 'deployment', null, /does not say what this deployment/],
    ['deployment_status with a broken file', 'deployment_status', '{"deployment": {"sh', /does not say/],
    [
      'a deployment that is not there yet',
      'deployment_status',
      { deployment: { sha: HEAD_SHA, ref: 'main' }, deployment_status: { state: 'pending' } },
      /nothing to visit yet/,
    ],
  ])('%s is an error', async (_, name, event, message) => {
    await expect(subject(name, event)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('a file of the repository', () => {
  test('is read at any commit; one that is not there is null', async () => {
    github.files.set(`ci/gate.yml@${BASE_SHA}`, 'routes: []\n');
    const contents = contentsApi(client(), REPOSITORY);
    expect(await contents.fileAt('ci/gate.yml', BASE_SHA)).toBe('routes: []\n');
    expect(await contents.fileAt('ci/gate.yml', HEAD_SHA)).toBeNull();
  });

  test('is read from a server that answers in JSON as well', async () => {
    const content = Buffer.from('routes: []\n').toString('base64');
    const body = JSON.stringify({ type: 'file', encoding: 'base64', content });
    github.disturb({ method: 'GET', path: /\/contents\//, times: 1, answer: { status: 200, body } });
    expect(await contentsApi(client(), REPOSITORY).fileAt('gate.yml', 'main')).toBe('routes: []\n');
  });

  test.each(['submodule', 'symlink'] as const)(
    'in a folder that is a %s is an error, and not missing',
    async (type) => {
      github.entries.set(`ci@${BASE_SHA}`, 'dir').set(`ci/shared@${BASE_SHA}`, type);
      const contents = contentsApi(client(), REPOSITORY);
      await expect(contents.fileAt('ci/shared/gate.yml', BASE_SHA)).rejects.toThrow(
        `ci/shared/gate.yml is inside ci/shared, which is a ${type}`,
      );
      await expect(contents.fileAt('ci/shared', BASE_SHA)).rejects.toThrow(`ci/shared is a ${type}`);
      await expect(contents.fileAt('ci', BASE_SHA)).rejects.toThrow('ci is a folder');
      expect(await contents.fileAt('ci/gate.yml', BASE_SHA)).toBeNull();
    },
  );

  test('is at a commit that is there, or not', async () => {
    github.refs.set('release/2.x', BASE_SHA);
    const contents = contentsApi(client(), REPOSITORY);
    expect(await contents.hasCommit('release/2.x')).toBe(true);
    expect(await contents.hasCommit('release/3.x')).toBe(false);
    github.disturb({ method: 'GET', path: /\/commits\//, times: 9, answer: { status: 403 } });
    await expect(contents.hasCommit('release/2.x')).rejects.toMatchObject({ status: 403 });
  });

  test('that may not be read is an error', async () => {
    github.disturb({ method: 'GET', path: /\/contents\//, times: 9, answer: { status: 403 } });
    await expect(contentsApi(client(), REPOSITORY).fileAt('gate.yml', 'main')).rejects.toMatchObject({ status: 403 });
  });
});
