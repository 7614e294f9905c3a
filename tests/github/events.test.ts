import { describe, expect, test } from 'vitest';

import {
  defaultBranchOf,
  deploymentOf,
  deploymentStatusOf,
  mergeGroupOf,
  pullRequestOf,
  pushOf,
  workflowRunOf,
} from '../../src/github/events.ts';

const HEAD = 'a'.repeat(40);
const BASE = 'B'.repeat(64);
const READERS = {
  pullRequestOf,
  pushOf,
  mergeGroupOf,
  deploymentOf,
  deploymentStatusOf,
  workflowRunOf,
  defaultBranchOf,
};

test.each(Object.entries(READERS))('%s knows nothing of an event of another shape', (_, read) => {
  for (const event of [
    null,
    undefined,
    'x',
    7,
    [],
    {},
    { pull_request: 1, merge_group: 1, deployment: 1, workflow_run: 1 },
  ])
    expect(read(event)).toBeNull();
});

const side = (sha: string, over: object = {}) => ({ sha, ref: 'branch', repo: { full_name: 'acme/shop' }, ...over });

describe('a pull request', () => {
  const event = (head: object, base: object = side(BASE), number: unknown = 42) => ({
    pull_request: { number, head, base },
  });

  test('is its number, its commits and branches, and whose head it is', () => {
    expect(pullRequestOf(event(side(HEAD, { ref: 'topic' }), side(BASE, { ref: 'main' })))).toEqual({
      number: 42,
      headRef: 'topic',
      baseRef: 'main',
      headSha: HEAD,
      baseSha: BASE,
      headRepository: 'acme/shop',
    });
  });

  test('may come from a repository that is gone, and name no branch', () => {
    for (const repo of [null, undefined, { full_name: 7 }, { full_name: 'x'.repeat(201) }])
      expect(pullRequestOf(event({ sha: HEAD, repo }, { sha: BASE }))).toMatchObject({
        headRepository: null,
        headRef: null,
        baseRef: null,
      });
  });

  test.each<[string, object]>([
    ['without a commit', event({})],
    ['with a commit that is a branch', event(side('main'))],
    ['with a short commit', event(side('a'.repeat(39)))],
    ['with a number of 0', event(side(HEAD), side(BASE), 0)],
    ['with a number that is not whole', event(side(HEAD), side(BASE), 1.5)],
  ])('%s is none', (_, given) => {
    expect(pullRequestOf(given)).toBeNull();
  });
});

describe('a push', () => {
  test('goes from a commit to a commit on a branch', () => {
    expect(pushOf({ ref: 'refs/heads/feature/x', before: BASE, after: HEAD })).toEqual({
      before: BASE,
      after: HEAD,
      branch: 'feature/x',
    });
  });

  test('has nothing before it on a new branch, and no branch where it is of a tag', () => {
    expect(pushOf({ ref: 'refs/tags/v1', before: '0'.repeat(40), after: HEAD })).toEqual({
      before: null,
      after: HEAD,
      branch: null,
    });
    expect(pushOf({ ref: 'refs/heads/', before: BASE, after: HEAD })?.branch).toBeNull();
    expect(pushOf({ ref: 'x/refs/heads/main', before: BASE, after: HEAD })?.branch).toBeNull();
  });

  test('of a merge queue is what would be merged', () => {
    const group = { head_sha: HEAD, head_ref: 'refs/heads/gh-readonly-queue/main/pr-1', base_sha: BASE };
    expect(mergeGroupOf({ merge_group: group })).toEqual({
      before: BASE,
      after: HEAD,
      branch: 'gh-readonly-queue/main/pr-1',
    });
  });
});

describe('a deployment', () => {
  const deployment = { sha: HEAD, ref: 'topic' };

  test('that was asked for has neither a state nor a site', () => {
    expect(deploymentOf({ deployment })).toEqual({ ...deployment, state: null, url: null });
  });

  test('that has become something says what, and where', () => {
    const status = { state: 'success', environment_url: 'https://pr.example' };
    expect(deploymentStatusOf({ deployment, deployment_status: status })).toEqual({
      ...deployment,
      state: 'success',
      url: 'https://pr.example',
    });
    for (const url of ['', null, undefined])
      expect(deploymentStatusOf({ deployment, deployment_status: { state: 'failure', environment_url: url } })).toEqual(
        {
          ...deployment,
          state: 'failure',
          url: null,
        },
      );
  });
});

test('a run of another workflow says of what it was, and whose', () => {
  const run = {
    head_sha: HEAD,
    head_branch: 'topic',
    head_repository: { full_name: 'acme/fork' },
    event: 'pull_request',
  };
  expect(workflowRunOf({ workflow_run: run })).toEqual({
    headSha: HEAD,
    headBranch: 'topic',
    headRepository: 'acme/fork',
    event: 'pull_request',
  });
  expect(workflowRunOf({ workflow_run: { head_sha: HEAD, event: 'push' } })).toEqual({
    headSha: HEAD,
    headBranch: null,
    headRepository: null,
    event: 'push',
  });
});

test('the default branch is that of the repository', () => {
  expect(defaultBranchOf({ repository: { default_branch: 'trunk' } })).toBe('trunk');
  expect(defaultBranchOf({ repository: { default_branch: '' } })).toBeNull();
});
