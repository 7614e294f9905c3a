import { describe, expect, test } from 'vitest';

import { declaredIn, judgePermissions, type PermissionFacts } from '../../../src/doctor/judge/permissions.ts';

const FACTS: PermissionFacts = {
  isWorkflow: true,
  hasToken: true,
  repository: 'acme/shop',
  apiUrl: 'https://api.github.com',
  needs: new Map([
    ['contents', 'read'],
    ['pull-requests', 'write'],
  ]),
  answers: new Map([
    ['contents', { status: 200, message: '' }],
    ['pull-requests', { status: 200, message: '' }],
  ]),
  declared: { contents: 'read', 'pull-requests': 'write' },
  isFork: false,
};
const REMEDY = 'Give the job `permissions: { contents: read, pull-requests: write }`.';

const answering = (status: number, message: string): PermissionFacts => ({
  ...FACTS,
  answers: new Map([...FACTS.answers, ['contents', { status, message }]]),
});

describe('the permissions of a token', () => {
  test('are fine where GitHub lets it read and the workflow lets it write', () => {
    expect(judgePermissions(FACTS)).toEqual({
      status: 'ok',
      message:
        'The token may read contents and pull-requests of acme/shop, and the workflow lets it write pull-requests.',
      remedy: null,
    });
  });

  test.each([
    ['no token in a workflow', { hasToken: false }, 'Not checked: GITHUB_TOKEN is not set.'],
    ['no token elsewhere', { hasToken: false, isWorkflow: false }, 'Not checked: this is not a workflow'],
    ['no repository', { repository: null }, 'Not checked: GITHUB_REPOSITORY'],
    ['a fork', { isFork: true }, 'it cannot write: the pull request is from another repository'],
    ['no workflow file', { declared: null }, 'Whether it may write pull-requests is not known'],
  ])('are not known, or limited, with %s', (_, facts, message) => {
    expect(judgePermissions({ ...FACTS, ...facts })).toEqual({
      status: 'warn',
      message: expect.stringContaining(message),
      remedy: expect.stringMatching(/\w/),
    });
  });

  test('fail with a bad token, a permission that is missing, and an API that does not answer', () => {
    expect(judgePermissions(answering(401, 'Bad credentials'))).toMatchObject({
      status: 'fail',
      message: 'GitHub refuses the token: 401 Bad credentials.',
      remedy: expect.stringContaining('github.token'),
    });
    expect(judgePermissions(answering(403, 'Resource not accessible by integration'))).toMatchObject({
      status: 'fail',
      message: 'The token may not read contents of acme/shop: 403 Resource not accessible by integration.',
      remedy: REMEDY,
    });
    const silent = new Map([['contents', { problem: 'fetch failed' }]]);
    expect(judgePermissions({ ...FACTS, answers: silent })).toMatchObject({
      status: 'fail',
      message: 'https://api.github.com does not answer: fetch failed.',
    });
  });

  test.each([409, 422])('take %d, of a repository without such a commit, as an answer', (status) => {
    expect(judgePermissions(answering(status, '')).status).toBe('ok');
  });

  test.each([[{ contents: 'write' }], ['read-all'], [{}], [{ 'pull-requests': 'read' }]])(
    'fail where the workflow declares %o, which does not let it comment',
    (declared) => {
      expect(judgePermissions({ ...FACTS, declared })).toMatchObject({ status: 'fail', remedy: REMEDY });
    },
  );

  test('need nothing written where no comment is wanted', () => {
    const needs = new Map([['contents', 'read' as const]]);
    expect(judgePermissions({ ...FACTS, needs, declared: 'read-all' }).status).toBe('ok');
  });
});

describe('the permissions in a workflow', () => {
  const workflow = {
    permissions: { contents: 'read' },
    jobs: { gate: { permissions: 'write-all' }, other: {} },
  };

  test('are those of the job, else those of all jobs', () => {
    expect(declaredIn(workflow, 'gate')).toBe('write-all');
    expect(declaredIn(workflow, 'other')).toEqual({ contents: 'read' });
  });

  test('are not known where there is no such job or no permission at all', () => {
    expect(declaredIn(workflow, 'third')).toBeNull();
    expect(declaredIn({ jobs: { gate: {} } }, 'gate')).toBeNull();
    expect(declaredIn('not a workflow', 'gate')).toBeNull();
  });
});
