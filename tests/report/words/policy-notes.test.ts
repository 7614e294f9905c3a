import { describe, expect, test } from 'vitest';

import { inText } from '../../../src/report/words/phrase.ts';
import { changePhrases, policyNotices } from '../../../src/report/words/policy-notes.ts';
import { gateReport } from '../factories.ts';

const SHA = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
const SOURCE = { ref: SHA, instead: null, changes: [] };
const origin = (stale: string | null) => ({ at: SHA, branch: 'main', stale });

describe('where the policy was read', () => {
  test('is said with its commit', () => {
    expect(policyNotices({ ...SOURCE, origin: origin(null) })).toEqual([
      'Budgets, waivers and enforcement are those of main at 1a2b3c4, its tip when they were read.',
    ]);
  });

  test('is said with the reason where it is not the present tip', () => {
    expect(policyNotices({ ...SOURCE, origin: origin('GitHub answered 503') })).toEqual([
      'The current tip of main could not be read: GitHub answered 503. Budgets, waivers and enforcement are those of 1a2b3c4, its tip when the event was sent; anything merged since, such as a waiver, does not count.',
    ]);
  });

  test.each([
    ['there is no policy but the file’s own', null],
    ['somebody asked for it by name', { ...SOURCE, origin: { at: SHA, branch: null, stale: null } }],
    ['that of head applied after all', { ...SOURCE, instead: 'first adoption', origin: origin(null) }],
  ])('is not said where %s', (_, source) => {
    expect(policyNotices(source)).toEqual([]);
  });

  test('comes with a word where it is not known what is the pull request’s own change', () => {
    expect(policyNotices({ ...SOURCE, isForkUnknown: true })).toEqual([
      'It is not known where head left the base branch, so what the base branch has changed since is listed too.',
    ]);
  });
});

test('a change of both sides says what the base branch has by now', () => {
  const change = { key: 'budgets.lcp.max', base: '2 s', head: '9 s', now: '1 s', applied: 'base' } as const;
  const report = gateReport({}, { policySource: { ...SOURCE, changes: [change, { ...change, now: null }] } });
  expect(changePhrases(report, 'base').map(inText)).toEqual([
    'budgets.lcp.max: 2 s → 9 s (by now the base branch has 1 s)',
    'budgets.lcp.max: 2 s → 9 s (by now the base branch has none)',
  ]);
});
