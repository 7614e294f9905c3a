import { expect, test } from 'vitest';

import type { Attribution, CommitChange } from '../../../src/model/attribution.ts';
import { wherePhrase } from '../../../src/report/words/why.ts';
import { inMarkdown, inText } from '../../../src/report/words/phrase.ts';
import { withClues } from '../factories.ts';
import * as scenarios from '../scenarios.ts';

const SHA = '0123456789abcdef0123456789abcdef01234567';
const OTHER = 'fedcba9876543210fedcba9876543210fedcba98';

function commit(over: Partial<CommitChange>): CommitChange {
  return { sha: SHA, subject: 'Load the hero late', value: 300, low: 250, high: 350, status: 'measured', ...over };
}

/** What is said of the first budget of a report in which these commits were found. */
function phraseFor(found: Pick<Attribution, 'culprits' | 'commits'> | null) {
  const { repositoryUrl: _, result, ...report } = scenarios.oneRegression;
  const [budget] = result.budgets;
  if (budget === undefined) throw new Error('no budget');
  const { route, condition, path } = budget;
  const attribution = found === null ? [] : [{ route, condition, path, ...found }];
  return wherePhrase({ budget }, withClues({ ...report, result: { ...result, attribution } }));
}

test('the commit is named by its SHA and subject, which are nothing but text', () => {
  const hostile = commit({ subject: '@team see #1 <img src=x>' });
  expect(inText(phraseFor({ culprits: [SHA], commits: [commit({})] }))).toBe('in 0123456 Load the hero late');
  expect(inMarkdown(phraseFor({ culprits: [SHA], commits: [hostile] }))).toBe(
    'in `0123456` `@team` see `#1 <img src=x>`',
  );
});

test('several commits are named with their shares', () => {
  const commits = [commit({}), commit({ sha: OTHER, subject: 'Add a font', value: 100 })];
  expect(inText(phraseFor({ culprits: [SHA, OTHER], commits }))).toBe(
    'in 0123456 Load the hero late (75 %) and fedcba9 Add a font (25 %)',
  );
});

test.each([
  ['took most of it back', -780, '+500 ms', '+300 ms'],
  ['took all of it back', -800, '+500 ms', '+300 ms'],
  ['took more than that back', -900, '+500 ms', '+300 ms'],
])(
  'commits whose change another one %s are named with what each did, for want of a share',
  (_, back, first, second) => {
    const commits = [
      commit({ value: 500 }),
      commit({ sha: OTHER, subject: 'Add a font', value: 300 }),
      commit({ sha: '0'.repeat(40), subject: 'Preload it', value: back, low: -1000, high: -700 }),
    ];
    expect(inText(phraseFor({ culprits: [SHA, OTHER], commits }))).toBe(
      `in 0123456 Load the hero late (${first}) and fedcba9 Add a font (${second})`,
    );
  },
);

test('a range that could not be narrowed down is named as one', () => {
  const commits = [
    commit({ status: 'range', subject: '3 commits, aaaaaaa..bbbbbbb' }),
    commit({ sha: OTHER, value: 0, low: -20, high: 20 }),
  ];
  expect(inText(phraseFor({ culprits: [], commits }))).toBe('in one of 3 commits, aaaaaaa..bbbbbbb');
});

test('nothing is said where no commit was looked for, or none was found', () => {
  expect(phraseFor(null)).toEqual([]);
  expect(phraseFor({ culprits: [], commits: [commit({ low: -10 })] })).toEqual([]);
});
