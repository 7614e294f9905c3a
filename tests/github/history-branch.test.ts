import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { GateError } from '../../src/errors.ts';
import { createClient } from '../../src/github/client.ts';
import { gitFiles } from '../../src/github/git-files.ts';
import { historyBranch } from '../../src/github/history-branch.ts';
import { APP_TOKEN, FakeGitHub, READ_ONLY_TOKEN, WORKFLOW_TOKEN } from '../support/github/server.ts';

const PATIENCE = { requestMs: 15_000, totalMs: 40_000, pauseMs: 1, keepsDistance: false };
const BRANCH = 'vitals-gate-history';

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start();
});
afterEach(() => github.stop());

function store({ token = WORKFLOW_TOKEN, branch = BRANCH, assertOurs = () => {} } = {}) {
  const client = createClient(token, github.url, PATIENCE);
  const git = gitFiles(client, { owner: 'acme', repo: 'shop' }, branch);
  return historyBranch(git, { branch, assertOurs, pauseMs: 5 });
}

async function refusal(of: Promise<unknown>): Promise<GateError> {
  const thrown = await of.catch((error: unknown) => error);
  if (!(thrown instanceof GateError)) throw new Error(`not refused: ${String(thrown)}`);
  return thrown;
}

const text = (): string | undefined => github.git.filesOf(BRANCH)?.['history.ndjson'];
const line = (name: string): string => `{"sha":"${name}"}\n`;

describe('a history on a branch', () => {
  test('begins in a commit without a parent, and grows by a commit for each line', async () => {
    expect(await store().read()).toEqual([]);
    await store().append(line('a'), 'Measure a');
    await store().append(line('b'), 'Measure b');
    expect(text()).toBe(line('a') + line('b'));
    expect(github.git.messagesOf(BRANCH)).toEqual(['Measure b', 'Measure a']);
    expect(await store().read()).toEqual([{ name: 'history.ndjson', text: line('a') + line('b') }]);
  });

  test('may have a name with slashes', async () => {
    await store({ branch: 'perf/history' }).append(line('a'), 'Measure a');
    expect(github.git.filesOf('perf/history')).toEqual({ 'history.ndjson': line('a') });
  });

  test('keeps what is beside it, and ends a last line that does not end', async () => {
    github.git.put(BRANCH, { 'README.md': 'About', 'history.ndjson': '{"sha":"a"}' });
    await store().append(line('b'), 'Measure b');
    expect(github.git.filesOf(BRANCH)).toEqual({ 'README.md': 'About', 'history.ndjson': line('a') + line('b') });
  });

  test('does not add a line twice', async () => {
    await store().append(line('a'), 'Measure a');
    await store().append(line('a'), 'Measure a');
    expect(github.git.messagesOf(BRANCH)).toHaveLength(1);
  });

  test('begins another file where one is full, without sending the full one again', async () => {
    const full = 'x'.repeat(3_999_990);
    github.git.put(BRANCH, { 'history.ndjson': full, 'history-0002.ndjson': 'second', 'history-0010.ndjson': 'tenth' });
    await store().append(line('a'), 'Measure a');
    const files = { 'history-0011.ndjson': full, 'history.ndjson': line('a') };
    expect(github.git.filesOf(BRANCH)).toMatchObject(files);
    expect((await store().read()).map(({ name }) => name)).toEqual([
      'history-0002.ndjson',
      'history-0010.ndjson',
      'history-0011.ndjson',
      'history.ndjson',
    ]);
  });

  test('is read from the newest file back, as far as the limit goes', async () => {
    const large = 'x'.repeat(17_000_000);
    github.git.put(BRANCH, { 'history-0001.ndjson': large, 'history-0002.ndjson': large, 'history.ndjson': line('a') });
    expect((await store().read()).map(({ name }) => name)).toEqual(['history-0002.ndjson', 'history.ndjson']);
  });
});

describe('two writers', () => {
  test('that begin the branch at the same time both keep their lines', async () => {
    github.latencyMs = () => Math.random() * 3;
    await Promise.all(['a', 'b', 'c'].map((name) => store().append(line(name), `Measure ${name}`)));
    expect(text()?.split('\n').toSorted()).toEqual(['', '{"sha":"a"}', '{"sha":"b"}', '{"sha":"c"}']);
  });

  test('that meet: the later one adds its line to what the earlier one has written', async () => {
    github.git.put(BRANCH, { 'history.ndjson': line('a') });
    github.git.beforeWrite = () => github.git.put(BRANCH, { 'history.ndjson': line('a') + line('b') });
    await store().append(line('c'), 'Measure c');
    expect(text()).toBe(line('a') + line('b') + line('c'));
    expect(github.count('PATCH', /\/git\/refs\//)).toBe(2);
  });

  test('that meet each time are told', async () => {
    github.git.put(BRANCH, { 'history.ndjson': line('a') });
    github.disturb({ method: 'PATCH', path: /\/git\/refs\//, times: 99, answer: { status: 409 } });
    expect(await refusal(store().append(line('b'), 'Measure b'))).toMatchObject({
      code: 'history-busy',
      message: expect.stringContaining('in 6 attempts') as string,
    });
    expect(text()).toBe(line('a'));
  });

  test.each(['POST', 'PATCH'])(
    'a line whose write (%s) was done but not confirmed is not written twice',
    async (method) => {
      if (method === 'PATCH') github.git.put(BRANCH, { 'history.ndjson': line('a') });
      github.disturb({ method, path: /\/git\/refs/, times: 1, answer: 'done-but-502' });
      await store().append(line('b'), 'Measure b');
      expect(text()).toBe(method === 'PATCH' ? line('a') + line('b') : line('b'));
    },
  );

  test('a branch that is deleted meanwhile begins anew', async () => {
    github.git.put(BRANCH, { 'history.ndjson': line('a') });
    github.git.beforeWrite = () => github.git.delete(BRANCH);
    await store().append(line('b'), 'Measure b');
    expect(text()).toBe(line('b'));
  });
});

describe('a branch that cannot be written', () => {
  test.each([
    ['without the permission', READ_ONLY_TOKEN],
    ['of an app without the permission', APP_TOKEN],
  ])('names it where the token is %s', async (_, token) => {
    const { code, todo } = await refusal(store({ token }).append(line('a'), 'Measure a'));
    expect([code, todo]).toEqual(['history-refused', 'Give the job `permissions: { contents: write }`.']);
  });

  test.each([true, false])('is known to be protected (it exists: %s), after one attempt', async (exists) => {
    if (exists) github.git.put(BRANCH, { 'history.ndjson': line('a') });
    github.git.protectedBranches.add(BRANCH);
    const { code, message } = await refusal(store().append(line('b'), 'Measure b'));
    expect(code).toBe('history-protected');
    expect(message).toContain('Repository rule violations found');
    expect(github.count(exists ? 'PATCH' : 'POST', /\/git\/refs/)).toBe(1);
  });

  test('is left alone where it was overwritten with something else', async () => {
    github.git.put(BRANCH, { 'history.ndjson': line('a') });
    github.git.put(BRANCH, { 'package.json': '{}', src: 'x' }, { isForced: true });
    const { code, message } = await refusal(store().append(line('b'), 'Measure b'));
    expect([code, message]).toEqual([
      'history-foreign',
      `The branch ${BRANCH} holds something other than a history: package.json, src.`,
    ]);
    expect(github.count('POST', /\/git\/blobs/)).toBe(0);
  });

  test('is left alone where its file is not a history', async () => {
    github.git.put(BRANCH, { 'history.ndjson': 'something' });
    const assertOurs = () => {
      throw new GateError('history-foreign', { branch: BRANCH, names: 'history.ndjson' });
    };
    await refusal(store({ assertOurs }).append(line('b'), 'Measure b'));
    expect(text()).toBe('something');
  });

  test('is told where GitHub fails, to read and to write', async () => {
    github.git.put(BRANCH, { 'history.ndjson': line('a') });
    github.disturb({ method: 'GET', path: /\/git\/blobs\//, times: 4, answer: { status: 500 } });
    expect((await refusal(store().read())).code).toBe('history-failed');
    github.disturb({ method: 'POST', path: /\/git\/trees/, times: 4, answer: { status: 500 } });
    expect((await refusal(store().append(line('b'), 'Measure b'))).code).toBe('history-failed');
  });
});
