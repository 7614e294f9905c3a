import { describe, expect, test } from 'vitest';

import type { KnownCause, KnownSearch } from '../../../src/model/cause.ts';
import type { GateReport } from '../../../src/model/report.ts';
import { renderComment } from '../../../src/report/comment/comment.ts';
import { causesOf } from '../../../src/report/rows/causes.ts';
import { groupRows } from '../../../src/report/rows/rows.ts';
import { renderTerminal } from '../../../src/report/terminal/report.ts';
import { inText } from '../../../src/report/words/phrase.ts';
import { becausePhrase, storyPhrase, unknownPhrase } from '../../../src/report/words/why.ts';
import { search } from '../known-causes.ts';
import * as scenarios from '../scenarios.ts';

function withSearches(report: GateReport, ...searches: readonly KnownSearch[]): GateReport {
  return { ...report, ...causesOf(searches, report) };
}

/** What is said of the one broken budget of a report. */
function said(report: GateReport) {
  const [row] = groupRows(report).broken;
  if (row === undefined) throw new Error('the scenario has a broken budget');
  const [unknown, because, story] = [unknownPhrase, becausePhrase, storyPhrase].map((words) =>
    inText(words(row, report)),
  );
  return { unknown, because, story };
}

const ALSO: Partial<KnownCause> = { because: false, share: 0.1, id: 'hero-larger', facts: [], places: [] };
const SAME = 'The cause is not established: the diagnostic visits show no difference that accounts for the change.';
const OTHER = 'The cause is not established: the diagnostic visits did not reproduce the change.';

describe('a reason that is not established is said', () => {
  test.each([
    ['where visits show no difference', search({}), SAME],
    ['where they show only what also changed', search({}, ALSO), SAME],
    ['where they did not show the change again', search({ reproduced: false }, ALSO), OTHER],
  ] as const)('%s, beside the clues of the counted visits', (_, found, words) => {
    const { because: before } = said(scenarios.oneRegression);
    const report = withSearches(scenarios.oneRegression, found);
    const told = said(report);
    expect([told.unknown, told.because]).toEqual([words, before]);
    expect(told.story).toContain(words);
    expect(renderComment(report)).toContain(words);
    expect(renderTerminal(report, { color: false })).toContain(words);
  });
});

describe('it is not said', () => {
  test('where there is a reason, which is told instead of the clues', () => {
    const { unknown, because } = said(withSearches(scenarios.oneRegression, search({}, {}, ALSO)));
    expect(unknown).toBe('');
    expect(because).toMatch(/resource load delay \+39\d ms .*: the LCP image \/hero\.jpg is now requested by a script/);
    expect(because).not.toContain('is larger');
  });

  test('where nothing was looked for', () => {
    expect(said(scenarios.oneRegression).unknown).toBe('');
    const other = search({ path: 'inp' }, {});
    expect(said(withSearches(scenarios.oneRegression, other))).toEqual(said(scenarios.oneRegression));
  });

  test('of a cost, which no visit has to show', () => {
    const [row] = groupRows(scenarios.costs).broken;
    if (row === undefined) throw new Error('the scenario has a cost');
    const { route, condition, path } = row.budget;
    const report = withSearches(scenarios.costs, search({ route, condition, path }));
    expect(report.searches).toHaveLength(1);
    expect(said(report)).toEqual(said(scenarios.costs));
  });
});
