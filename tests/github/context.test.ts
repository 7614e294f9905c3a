import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { readContext } from '../../src/github/context.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-context-'));
});
afterEach(() => rm(folder, { recursive: true }));

const SHA = 'a'.repeat(40);
const BASE = 'b'.repeat(40);
const RUNNER = {
  GITHUB_REPOSITORY: 'acme/shop.web',
  GITHUB_RUN_ID: '7001',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SERVER_URL: 'https://ghe.example/',
  GITHUB_API_URL: 'https://ghe.example/api/v3',
  GITHUB_SHA: SHA,
  GITHUB_REF_NAME: '42/merge',
  GITHUB_BASE_REF: 'main',
};

/** Every event in one file: only that of its name may be read from it. */
async function contextOf(name: string, over: Record<string, string> = {}) {
  const file = path.join(folder, 'event.json');
  const event = {
    repository: { default_branch: 'trunk' },
    ref: 'refs/heads/main',
    before: BASE,
    after: SHA,
    merge_group: { head_sha: SHA, head_ref: 'refs/heads/queue', base_sha: BASE },
    deployment: { sha: SHA, ref: 'topic' },
    deployment_status: { state: 'success', environment_url: 'https://pr.example' },
    workflow_run: { head_sha: SHA, event: 'push' },
  };
  await writeFile(file, JSON.stringify(event));
  return readContext({ ...RUNNER, GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file, ...over });
}

test('without a runner nothing is known, and the API is that of github.com', async () => {
  expect(await readContext({})).toEqual({
    eventName: null,
    repository: null,
    pullRequest: null,
    push: null,
    mergeGroup: null,
    deployment: null,
    workflowRun: null,
    defaultBranch: null,
    sha: null,
    branch: null,
    baseRef: null,
    run: null,
    repositoryUrl: null,
    runUrl: null,
    apiUrl: 'https://api.github.com',
  });
});

test('the runner says which run of which repository on which server it is', async () => {
  expect(await contextOf('schedule')).toMatchObject({
    eventName: 'schedule',
    repository: { owner: 'acme', repo: 'shop.web' },
    defaultBranch: 'trunk',
    sha: SHA,
    branch: '42/merge',
    baseRef: 'main',
    run: { id: 7001, attempt: 2 },
    repositoryUrl: 'https://ghe.example/acme/shop.web',
    runUrl: 'https://ghe.example/acme/shop.web/actions/runs/7001/attempts/2',
    apiUrl: 'https://ghe.example/api/v3',
  });
  expect(await contextOf('schedule', { GITHUB_SERVER_URL: '' })).toMatchObject({
    repositoryUrl: 'https://github.com/acme/shop.web',
  });
});

describe('of an event only what is its own is read', () => {
  const nothing = { push: null, mergeGroup: null, deployment: null, workflowRun: null };

  test.each<[string, object]>([
    ['push', { push: { before: BASE, after: SHA, branch: 'main' } }],
    ['merge_group', { mergeGroup: { before: BASE, after: SHA, branch: 'queue' } }],
    ['deployment', { deployment: { sha: SHA, ref: 'topic', state: null, url: null } }],
    ['deployment_status', { deployment: { sha: SHA, ref: 'topic', state: 'success', url: 'https://pr.example' } }],
    ['workflow_run', { workflowRun: { headSha: SHA, headBranch: null, headRepository: null, event: 'push' } }],
    ['schedule', {}],
  ])('%s', async (name, own) => {
    expect(await contextOf(name)).toMatchObject({ ...nothing, ...own });
  });
});

test.each<[string, string, object]>([
  ['GITHUB_RUN_ID', '0', { run: null, runUrl: null }],
  ['GITHUB_RUN_ID', 'x', { run: null, runUrl: null }],
  ['GITHUB_RUN_ID', '1.5', { run: null, runUrl: null }],
  ['GITHUB_RUN_ATTEMPT', '', { run: { id: 7001, attempt: 1 } }],
  ['GITHUB_RUN_ATTEMPT', 'x', { run: null }],
  ['GITHUB_REPOSITORY', 'acme', { repository: null, repositoryUrl: null, runUrl: null }],
  ['GITHUB_REPOSITORY', 'acme/shop/web', { repository: null }],
  ['GITHUB_REPOSITORY', 'acme/sh op', { repository: null }],
  ['GITHUB_SHA', 'main', { sha: null }],
  ['GITHUB_SHA', `${SHA}x`, { sha: null }],
  ['GITHUB_SHA', `x${SHA}`, { sha: null }],
  ['GITHUB_REF_NAME', '', { branch: null }],
  ['GITHUB_BASE_REF', '', { baseRef: null }],
  ['GITHUB_API_URL', '', { apiUrl: 'https://api.github.com' }],
])('%s=%s is read as what it is', async (name, value, read) => {
  expect(await contextOf('schedule', { [name]: value })).toMatchObject(read);
});

test('an event file that is not there, or not JSON, is no error', async () => {
  const file = path.join(folder, 'broken.json');
  await writeFile(file, '{');
  for (const event of [file, path.join(folder, 'nowhere'), ''])
    expect(await contextOf('push', { GITHUB_EVENT_PATH: event })).toMatchObject({ push: null, defaultBranch: null });
});
