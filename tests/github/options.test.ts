import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { readContext } from '../../src/github/context.ts';
import { readInputs } from '../../src/github/inputs.ts';
import { runOptionsOf } from '../../src/github/options.ts';
import type { Subject } from '../../src/github/subject.ts';

const SHAS = { before: 'b'.repeat(40), after: 'a'.repeat(40) };

const SUBJECT = {
  pullRequest: { because: 'this is no pull request' },
  event: null,
  headUrl: null,
  policyAt: null,
  untrustedRepository: null,
  unproven: null,
} as unknown as Subject;

async function optionsOf(over: object = {}, env: Record<string, string> = {}) {
  const context = await readContext({ GITHUB_REPOSITORY: 'acme/shop', ...env });
  return runOptionsOf(readInputs(env), context, { ...SUBJECT, ...over }, null);
}

describe('what is measured', () => {
  test('is what the inputs say, else what is usual', async () => {
    expect(await optionsOf()).toMatchObject({
      config: 'vitals-gate.yml',
      out: 'vitals-gate-out',
      repository: 'acme/shop',
      repositoryUrl: 'https://github.com/acme/shop',
      blocks: null,
      routes: [],
      conditions: [],
      lighthouse: 'on-failure',
      shard: null,
      policyAt: null,
    });
    expect(await optionsOf({}, { INPUT_CONFIG: 'a.yml', INPUT_OUT: 'o', 'INPUT_POLICY-REF': 'main' })).toMatchObject({
      config: 'a.yml',
      out: 'o',
      policyAt: { ref: 'main', isAsked: true },
    });
  });

  test.each([
    ['the default branch', 'refs/heads/main', 'main', true, true],
    ['another branch', 'refs/heads/next', 'main', undefined, false],
    ['a branch of a repository whose default is not known', 'refs/heads/next', '', true, false],
  ])('is every route on a push to %s: %s', async (_, ref, branch, measured, isOfMain) => {
    const event = path.join(await mkdtemp(path.join(tmpdir(), 'vitals-gate-push-')), 'event.json');
    await writeFile(event, JSON.stringify({ ref, ...SHAS, repository: { default_branch: branch } }));
    const options = await optionsOf({}, { GITHUB_EVENT_NAME: 'push', GITHUB_EVENT_PATH: event });
    expect([options.measureIdentical, options.isOfMain]).toEqual([measured, isOfMain]);
    await rm(path.dirname(event), { recursive: true });
  });

  test('is not every route where no branch was pushed to', async () => {
    expect((await optionsOf({}, { GITHUB_EVENT_NAME: 'schedule' })).measureIdentical).toBeUndefined();
  });

  test('is nothing of a fork, however its name is written; the repository itself is none', async () => {
    await expect(optionsOf({ untrustedRepository: 'mallory/shop' })).rejects.toMatchObject({
      code: 'fork-visit',
      message: expect.stringContaining('mallory/shop') as string,
    });
    expect((await optionsOf({ untrustedRepository: 'Acme/Shop' })).repository).toBe('acme/shop');
  });

  test('is nothing of which it is not known whose it is, and the event is named where it has a name', async () => {
    const unproven = 'GitHub did not answer';
    const event = { headSha: 'abcdef0123456789' };
    await expect(optionsOf({ unproven, event }, { GITHUB_EVENT_NAME: 'deployment' })).rejects.toMatchObject({
      code: 'unknown-owner',
      message: expect.stringMatching(/deployment/) as string,
    });
    await expect(optionsOf({ unproven, event })).rejects.toThrow(/this event/);
    await expect(optionsOf({ unproven })).rejects.toMatchObject({ code: 'unknown-owner' });
  });
});
