import { describe, expect, test } from 'vitest';

import { checkRecords, type CheckInput } from '../../../src/field/analyses/check.ts';
import { coverageByCommit } from '../../../src/field/analyses/check-coverage.ts';
import type { Coverage, ServedCommit } from '../../../src/field/questions/rows.ts';

const WINDOW = { from: '2026-10-04T00:00:00Z', to: '2026-11-01T00:00:00Z' };

function commit(sha: string, more: Partial<ServedCommit> = {}): ServedCommit {
  return { sha, records: 1000, firstAt: '2026-10-05T00:00:00.000Z', future: 0, early: 0, ...more };
}

function cell(sha: string, more: Partial<Coverage> = {}): Coverage {
  const of = { route: 'product', device: 'mobile', by: null, sha };
  return { ...of, starts: 500, ended: 500, withoutStart: 0, ...more };
}

const SESSIONS = {
  sessions: 500,
  views: 500,
  moved: 0,
  movedExample: '',
  crowded: 0,
  crowdedViews: 0,
  crowdedExample: '',
};

/** What a check finds where nothing else is odd. */
function check(more: Partial<CheckInput> = {}) {
  return checkRecords({
    field: { routes: [{ name: 'product', conditions: ['mobile'], budgets: [] }] },
    scope: WINDOW,
    commits: [commit('a')],
    sessions: SESSIONS,
    coverage: [cell('a')],
    views: { repeated: 0, disordered: 0 },
    leftOut: { lines: 0, duplicates: 0, refused: [] },
    deploys: [{ sha: 'a', at: '2026-10-05T00:00:00Z' }],
    ...more,
  });
}

const DEPLOYS = ['a', 'b'].map((sha) => ({ sha, at: '2026-10-05T00:00:00Z' }));

test('where nothing is odd, nothing is found', () => {
  expect(check()).toEqual([]);
});

const linesLeftOut = (lines: number) => ({ lines, duplicates: 0, refused: [] });

describe('up to one in a hundred does not void comparisons', () => {
  test.each([
    ['clock-future', (n: number) => ({ commits: [commit('a', { records: 1000, future: n })] }), 10],
    ['clock-early', (n: number) => ({ commits: [commit('a', { records: 1000, early: n })] }), 10],
    ['bots', (n: number) => ({ sessions: { ...SESSIONS, crowded: 1, crowdedViews: n, crowdedExample: 's' } }), 5],
    ['final-before-start', (n: number) => ({ views: { repeated: 0, disordered: n } }), 5],
    ['duplicates', (n: number) => ({ leftOut: null, views: { repeated: n, disordered: 0 } }), 10],
    ['refused-lines', (n: number) => ({ commits: [commit('a', { records: 990 })], leftOut: linesLeftOut(n) }), 10],
  ] as const)('%s', (id, input, most) => {
    expect(check(input(most))).toMatchObject([{ id, voids: false }]);
    expect(check(input(most + 1))).toMatchObject([{ id, voids: true }]);
  });
});

const changed = (starts: number, ended: number) =>
  check({
    commits: [commit('a'), commit('b')],
    deploys: DEPLOYS,
    coverage: [cell('a', { ended: 450 }), cell('b', { starts, ended })],
  });

describe('a coverage that changed from one commit to the next', () => {
  test.each([
    ['by five points, and not by chance', 10_000, 8400, true],
    ['by less', 10_000, 8510, false],
    ['by chance, because views are few', 20, 16, false],
    ['from what nobody knows', 0, 0, false],
  ])('%s', (_how, starts, ended, isFound) => {
    expect(changed(starts, ended).map(({ id }) => id)).toEqual(isFound ? ['coverage-changed'] : []);
  });

  test('is said of the slice in which it changed', () => {
    const coverage = [
      cell('a', { by: 'fresh' }),
      cell('a', { by: 'stale' }),
      cell('b', { by: 'fresh' }),
      cell('b', { by: 'stale', ended: 250 }),
    ];
    expect(check({ commits: [commit('a'), commit('b')], deploys: DEPLOYS, coverage })).toMatchObject([
      {
        id: 'coverage-changed',
        count: 250,
        of: 500,
        what: expect.stringContaining('the coverage of stale went from 100 % to 50 % with b'),
      },
    ]);
  });
});

test('coverage is the sum of the cells of a commit, in the order in which commits were served', () => {
  const cells = [cell('b'), cell('a', { ended: 400 }), cell('a', { route: 'list', starts: 100, ended: 80 })];
  expect(coverageByCommit(cells, [commit('a'), commit('b'), commit('unseen')])).toEqual([
    { by: null, sha: 'a', starts: 600, ended: 480, coverage: 0.8 },
    { by: null, sha: 'b', starts: 500, ended: 500, coverage: 1 },
  ]);
  const none = coverageByCommit([cell('a', { starts: 0, ended: 0, withoutStart: 9 })], [commit('a')]);
  expect(none).toMatchObject([{ starts: 0, coverage: null }]);
});

test('records without a device are counted, and so are views without a start', () => {
  expect(check({ coverage: [cell('a'), cell('a', { device: null, starts: 3, ended: 3, withoutStart: 4 })] })).toEqual([
    expect.objectContaining({ id: 'final-without-start', voids: false, count: 4, of: 507 }),
    {
      id: 'unknown-device',
      voids: false,
      what: 'page views name no device',
      count: 7,
      of: 507,
      example: null,
      todo: 'Let pages name mobile.',
      lines: [],
    },
  ]);
});

test('without declared routes every name is known', () => {
  expect(check({ field: { routes: [] }, coverage: [cell('a', { route: 'any', device: 'tablet' })] })).toEqual([]);
});

describe('the list of deploys', () => {
  test('is not missed where there is none', () => {
    expect(check({ deploys: null, commits: [commit('any')] })).toEqual([]);
  });

  test.each([
    ['in the window', '2026-10-30T00:00:00Z', [{ id: 'deploy-without-views', count: 1, of: 2, example: 'b' }]],
    ['before it, because another took its place', '2026-09-30T00:00:00Z', []],
    ['after it', '2026-11-02T00:00:00Z', []],
  ])('has a deploy without page views %s', (_when, at, findings) => {
    expect(
      check({
        deploys: [
          { sha: 'a', at: '2026-10-05T00:00:00Z' },
          { sha: 'b', at },
        ],
      }),
    ).toMatchObject(findings);
  });
});

test('a table without its key has records twice; files have them by their nature', () => {
  const [ofTable] = check({ leftOut: null, views: { repeated: 7, disordered: 0 } });
  expect(ofTable).toMatchObject({ id: 'duplicates', count: 7, todo: expect.stringContaining('primary key') });
  const [ofFiles] = check({ leftOut: { lines: 0, duplicates: 7, refused: [] }, views: { repeated: 7, disordered: 0 } });
  expect(ofFiles).toMatchObject({
    id: 'duplicates',
    count: 7,
    of: 1007,
    todo: expect.stringContaining('No change is needed'),
  });
});

test('what voids comparisons comes first', () => {
  const found = check({
    commits: [commit('a', { early: 500 })],
    sessions: { ...SESSIONS, moved: 1, movedExample: 's' },
  });
  expect(found.map(({ id, voids }) => [id, voids])).toEqual([
    ['clock-early', true],
    ['sessions-move', false],
  ]);
});
