import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createClient } from '../../src/github/client.ts';
import { ownershipApi, type OwnershipQuestion } from '../../src/github/ownership.ts';
import { BASE_SHA, HEAD_SHA } from '../report/factories.ts';
import { FakeGitHub, WORKFLOW_TOKEN, type Disturbance } from '../support/github/server.ts';

const TIP = 'e'.repeat(40);
/** Longer than an answer takes on a busy machine. */
const PATIENCE = { requestMs: 15_000, totalMs: 40_000, pauseMs: 1, keepsDistance: true };
const IMPATIENT = { ...PATIENCE, requestMs: 100, totalMs: 1_000 };

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start();
  github.branches.set('main', { tip: BASE_SHA });
});
afterEach(() => github.stop());

const ask = (over: Partial<OwnershipQuestion> = {}, token = WORKFLOW_TOKEN, patience = PATIENCE) =>
  ownershipApi(createClient(token, github.url, patience), { owner: 'acme', repo: 'shop' })({
    sha: HEAD_SHA,
    ref: HEAD_SHA,
    pulls: [],
    defaultBranch: 'main',
    ...over,
  });

const pull = (headRepository: string | null, headSha = HEAD_SHA, headRef = 'faster-cart') => ({
  number: 42,
  headRef,
  baseRef: 'main',
  headSha,
  baseSha: BASE_SHA,
  headRepository,
  isOpen: true,
});

describe('a commit is the repository’s own', () => {
  test('as the head of a pull request from one of its branches', async () => {
    expect(await ask({ pulls: [pull('Acme/Shop')] })).toBeNull();
    expect(github.requests).toEqual([]);
  });

  test('as the tip of a branch', async () => {
    github.branches.set('some-branch', { tip: HEAD_SHA });
    expect(await ask()).toBeNull();
  });

  test('in the branch of a pull request that has moved on since', async () => {
    github.branches.set('faster-cart', { tip: TIP, contains: [HEAD_SHA] });
    expect(await ask({ pulls: [pull('acme/shop', TIP)] })).toBeNull();
  });

  test.each(['feature/cart', 'refs/heads/feature/cart'])(
    'in the branch that the deployment names (%s), though it has moved on since',
    async (ref) => {
      github.branches.set('feature/cart', { tip: TIP, contains: [HEAD_SHA] });
      expect(await ask({ ref })).toBeNull();
    },
  );

  test('in the default branch', async () => {
    github.branches.set('main', { tip: TIP, contains: [HEAD_SHA] });
    expect(await ask()).toBeNull();
  });

  test('that was pushed to a branch which has been rewritten or deleted since', async () => {
    github.pushes.push({ ref: 'refs/heads/faster-cart', after: TIP }, { ref: 'refs/heads/old', after: HEAD_SHA });
    expect(await ask()).toBeNull();
  });

  test('that GitHub made to merge a pull request from one of its branches', async () => {
    const sides = { head: { sha: TIP, ref: 'x', repository: 'acme/shop' }, base: { sha: BASE_SHA, ref: 'main' } };
    github.pulls.push({ number: 7, ...sides, merge: HEAD_SHA });
    expect(await ask({ ref: 'refs/pull/7/merge' })).toBeNull();
  });

  test('although one of the questions about it fails', async () => {
    github.disturb({ method: 'GET', path: /branches-where-head$/, times: 99, answer: { status: 403 } });
    github.branches.set('main', { tip: TIP, contains: [HEAD_SHA] });
    expect(await ask()).toBeNull();
  });
});

describe('a commit is not known to be the repository’s own', () => {
  test('where no branch has it, whatever else the repository shows of it', async () => {
    github.refs.set(HEAD_SHA, HEAD_SHA);
    github.pushes.push({ ref: 'refs/pull/42/head', after: HEAD_SHA });
    expect(await ask()).toEqual({ because: 'no branch of this repository is known to contain it' });
  });

  test.each([
    ['a fork', 'mallory/shop'],
    ['a fork that is gone', null],
  ])('as the head of a pull request from %s', async (_, repository) => {
    expect(await ask({ pulls: [pull(repository)] })).not.toBeNull();
  });

  test('where only a fork’s branch of that name has it', async () => {
    github.branches.set('faster-cart', { tip: TIP });
    expect(await ask({ ref: 'faster-cart', pulls: [pull('mallory/shop')] })).not.toBeNull();
  });

  test.each(['pull/42/head', 'refs/pull/42/head', 'mallory:faster-cart', '../../issues', 'a?b#c', ''])(
    'where the deployment names %j, which is not a branch',
    async (ref) => {
      expect(await ask({ ref })).not.toBeNull();
    },
  );

  test('that GitHub made to merge a fork’s pull request', async () => {
    const sides = { head: { sha: TIP, ref: 'x', repository: 'mallory/shop' }, base: { sha: BASE_SHA, ref: 'main' } };
    github.pulls.push({ number: 7, ...sides, merge: HEAD_SHA });
    expect(await ask({ ref: 'refs/pull/7/merge' })).not.toBeNull();
  });

  test('as another commit than the last that GitHub made to merge', async () => {
    const sides = { head: { sha: TIP, ref: 'x', repository: 'acme/shop' }, base: { sha: BASE_SHA, ref: 'main' } };
    github.pulls.push({ number: 7, ...sides, merge: TIP });
    expect(await ask({ ref: 'refs/pull/7/merge' })).not.toBeNull();
  });

  test.each<[string, Disturbance['answer']]>([
    ['401', { status: 401 }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['429', { status: 429, headers: { 'retry-after': '0' } }],
    ['500', { status: 500 }],
    ['nothing', { status: 204, body: '' }],
    ['an empty list', { status: 200, body: '[]' }],
    ['another shape', { status: 200, body: '{"name":"main","commit":null}' }],
    ['another shape in a list', { status: 200, body: `[{"sha":"${HEAD_SHA}"}]` }],
    ['half of it', { status: 200, body: '[{"name":"main","com' }],
    ['no answer at all', 'hang'],
    ['a cut connection', 'reset'],
  ])('where GitHub answers %s', async (_, answer) => {
    // All of these would be signs.
    github.branches.set('main', { tip: HEAD_SHA });
    github.pushes.push({ ref: 'refs/heads/main', after: HEAD_SHA });
    github.disturb({ method: 'GET', path: /./, times: 999, answer });
    const patience = answer === 'hang' ? IMPATIENT : PATIENCE;
    expect(await ask({}, WORKFLOW_TOKEN, patience)).toEqual({
      because: expect.stringContaining('no branch') as string,
    });
  });

  test('where the token is not accepted', async () => {
    github.branches.set('main', { tip: HEAD_SHA });
    expect(await ask({}, 'ghs_expired')).toEqual({ because: expect.stringContaining('Bad credentials') as string });
    github.failures.length = 0;
  });
});
