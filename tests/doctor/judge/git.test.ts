import { describe, expect, test } from 'vitest';

import { judgeGit, judgeHistory, withoutRepository, type HistoryFacts } from '../../../src/doctor/judge/git.ts';

const GIT = { version: 'git 2.39.5', cause: null, isShallow: false, commits: 12 };
const [BASE, HEAD] = ['b'.repeat(40), 'a'.repeat(40)];

describe('git', () => {
  test('is fine in a repository, a shallow clone included', () => {
    expect(judgeGit(GIT, true)).toMatchObject({ status: 'ok', message: 'git 2.39.5; a repository with 12 commits.' });
    expect(judgeGit({ ...GIT, isShallow: true, commits: 1 }, true)).toMatchObject({
      status: 'ok',
      message: 'git 2.39.5; a shallow clone with 1 commit.',
    });
  });

  test('that is missing, or without a repository, fails where commits are checked out and warns elsewhere', () => {
    const nowhere = { ...GIT, cause: 'not a git repository' };
    for (const facts of [nowhere, { ...nowhere, version: null }]) {
      expect(judgeGit(facts, true)).toMatchObject({ status: 'fail', remedy: expect.any(String) });
      expect(judgeGit(facts, false)).toMatchObject({ status: 'warn', message: expect.stringContaining('A run works') });
      expect(withoutRepository(true).status).toBe('fail');
      expect(withoutRepository(false).status).toBe('warn');
    }
    expect(judgeGit({ ...nowhere, version: null }, true).message).toBe('git does not start.');
  });
});

describe('the history', () => {
  const shallow: HistoryFacts = {
    head: HEAD,
    base: null,
    because: 'the merge base with origin/main',
    isShallow: true,
    unfetchable: null,
  };

  test('is fine where base is in the clone', () => {
    expect(judgeHistory({ ...shallow, base: BASE }, true)).toMatchObject({
      status: 'ok',
      message: 'Base is bbbbbbb, the merge base with origin/main; head is aaaaaaa.',
    });
  });

  test('that is shallow is worth a warning while origin answers, and fails where it is needed and does not', () => {
    const fetchDepth = expect.stringContaining('`fetch-depth: 0`');
    expect(judgeHistory(shallow, true)).toMatchObject({ status: 'warn', remedy: fetchDepth });
    const cut = { ...shallow, unfetchable: 'could not read Username' };
    expect(judgeHistory(cut, true)).toMatchObject({ status: 'fail', remedy: fetchDepth });
    expect(judgeHistory(cut, false)).toMatchObject({ status: 'warn', message: expect.stringContaining('Username') });
    expect(judgeHistory({ ...shallow, head: null }, true)).toMatchObject({ status: 'fail', remedy: fetchDepth });
    expect(judgeHistory({ ...shallow, isShallow: false, head: null }, true)).toMatchObject({
      status: 'fail',
      remedy: expect.stringContaining('a first commit'),
    });
  });

  test('of a first commit has no base', () => {
    expect(judgeHistory({ ...shallow, isShallow: false }, true)).toMatchObject({
      status: 'warn',
      message: expect.stringContaining('the first of all'),
    });
  });
});
