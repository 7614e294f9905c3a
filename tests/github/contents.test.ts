import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { readPolicy } from '../../src/gate/verdict/read-policy.ts';
import { createClient } from '../../src/github/client.ts';
import { contentsApi } from '../../src/github/pulls-api.ts';
import { FakeGitHub, WORKFLOW_TOKEN } from '../support/github/server.ts';

const PATIENCE = { requestMs: 15_000, totalMs: 40_000, pauseMs: 5, keepsDistance: false };
const [EVENT, TIP, FORK, PULL] = ['a'.repeat(40), 'b'.repeat(40), 'c'.repeat(40), 'd'.repeat(40)];
const FILES = { [EVENT]: 'of the event', [TIP]: 'of the tip', [FORK]: 'of the fork', [PULL]: 'of head' };

let github: FakeGitHub;
let cwd: string;
beforeEach(async () => {
  github = await FakeGitHub.start();
  cwd = await mkdtemp(path.join(tmpdir(), 'vitals-gate-contents-'));
  for (const [ref, text] of Object.entries(FILES)) github.files.set(`vitals-gate.yml@${ref}`, text);
});
afterEach(async () => {
  await rm(cwd, { recursive: true });
  await github.stop();
});

/** The policy of a pull request for a branch, without a clone. */
function policyFor(branch: string) {
  const contents = contentsApi(createClient(WORKFLOW_TOKEN, github.url, PATIENCE), { owner: 'acme', repo: 'shop' });
  return readPolicy(
    { ref: EVENT, isAsked: false, branch, headSha: PULL },
    { config: 'vitals-gate.yml', contents, cwd },
  );
}

test.each(['main', 'release/2.x'])('without a clone the policy is that of the present tip of %s', async (branch) => {
  github.branches.set(branch, { tip: TIP });
  github.mergeBase = FORK;
  expect(await policyFor(branch)).toEqual({
    ref: TIP,
    label: 'vitals-gate.yml at bbbbbbb',
    content: { text: 'of the tip' },
    origin: { at: TIP, branch, stale: null },
    sides: { fork: 'of the fork', head: 'of head' },
  });
});

test.each([
  ['does not know the branch', { status: 404 }],
  ['refuses', { status: 403 }],
  ['fails', { status: 500 }],
  ['answers with something else', { status: 200, body: '{"object": {"sha": "main"}}' }],
])('where GitHub %s it is that of the event, and why is said', async (_, answer) => {
  github.branches.set('main', { tip: TIP });
  github.disturb({ method: 'GET', path: /\/git\/ref\//, times: 9, answer });
  const { ref, content, origin } = await policyFor('main');
  expect([ref, content]).toEqual([EVENT, { text: 'of the event' }]);
  expect(origin).toMatchObject({ at: EVENT, branch: 'main', stale: expect.stringMatching(/\w/) as string });
});

test('where GitHub does not say where head left base, nothing is said of what head changed itself', async () => {
  github.branches.set('main', { tip: TIP });
  github.disturb({ method: 'GET', path: /\/compare\//, times: 9, answer: { status: 404 } });
  expect((await policyFor('main')).sides).toEqual({ fork: null, head: null });
});
