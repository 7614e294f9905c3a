import { describe, expect, test } from 'vitest';

import type { LaterRecord } from '../../src/model/record.ts';
import {
  attributionsOf,
  campaignsOf,
  costsOf,
  explanationsOf,
  isComplete,
  keyOf,
  manifestOf,
  noticesOf,
} from '../../src/record/campaigns.ts';
import { memoryLog, recordsOf } from '../support/recorded.ts';

const [run, ...later] = recordsOf({
  routes: [{ name: 'home', conditions: ['mobile', 'desktop'] }, { name: 'cart' }],
  blocks: 1,
});
const HOME = { route: 'home', condition: 'mobile' };
/** Records of a kind with no more in them than their reader looks at. */
const record = (fields: object): LaterRecord => fields as LaterRecord;
const place = ({ route, condition }: { readonly route: string; readonly condition: string }) => `${route} ${condition}`;

const made = (records: readonly LaterRecord[], of = run) => [...campaignsOf(memoryLog(of, records))];

describe('the campaigns of a record', () => {
  test('come in the order of the configuration, whatever the order of the records', () => {
    const told = made(later.toReversed());
    expect(told.map(place)).toEqual(['home mobile', 'home desktop', 'cart mobile']);
  });

  test('are those that were begun or ended; one that was neither is none', () => {
    const some = later.filter((each) => !('route' in each) || each.route !== 'home');
    expect(made(some).map(place)).toEqual(['cart mobile']);
    const unmeasurable = { sides: ['head' as const], code: 'x', reason: 'y' };
    const ended: LaterRecord = { type: 'campaign', ...HOME, stopped: 'unmeasurable', unmeasurable };
    expect(made([ended])).toMatchObject([{ ...HOME, blocks: [], stopped: 'unmeasurable', unmeasurable }]);
    expect(made([])).toEqual([]);
  });

  test('have a base where the run has, and their end where it came', () => {
    expect(made(later)[0]).toMatchObject({ hasBase: true, stopped: 'maximum', confirmation: null });
    expect(made(later, { ...run, base: null })[0]?.hasBase).toBe(false);
    const open = later.filter(({ type }) => type !== 'campaign');
    expect(made(open)[0]?.stopped).toBeNull();
  });

  test('have fresh blocks that could not be made as a confirmation without any', () => {
    const unmeasurable = { sides: ['head' as const], code: 'x', reason: 'y' };
    const confirmation: LaterRecord = { type: 'confirmation', ...HOME, blocks: 0, unmeasurable, agreed: [] };
    const [home, desktop] = made([...later, confirmation]);
    expect(home?.confirmation).toEqual({ blocks: [], firstAttempts: [], unmeasurable });
    expect(desktop?.confirmation).toBeNull();
  });
});

test('a run is complete where its end is recorded', () => {
  expect(isComplete({ run, later })).toBe(true);
  expect(isComplete({ run, later: later.filter(({ type }) => type !== 'end') })).toBe(false);
});

test('notices are those before the run, then those during it', () => {
  const noticed: LaterRecord = { type: 'notice', text: 'later' };
  expect(noticesOf({ run: { ...run, notices: ['before'] }, later: [...later, noticed] })).toEqual(['before', 'later']);
});

describe('what GraphQL operations cost', () => {
  const graphql = (name: string, report: object) =>
    record({ type: 'graphql', rows: [`row ${name}`], notes: [`note ${name}`], report });
  const cost = record({ type: 'cost', comparison: 'a comparison' });

  test('is nothing where no operations are gated, whatever else is recorded', () => {
    expect(costsOf({ run, later: [...later, cost] })).toBeNull();
  });

  test('is of all jobs together', () => {
    const one = graphql('a', { folder: 'one', causes: ['c1'], problems: ['p1'], removed: ['r1'] });
    const other = graphql('b', { folder: 'two', causes: ['c2'], problems: [] });
    expect(costsOf({ run, later: [one, ...later, cost, other] })).toEqual({
      comparisons: ['a comparison'],
      rows: ['row a', 'row b'],
      notes: ['note a', 'note b'],
      report: { folder: 'one', causes: ['c1', 'c2'], problems: ['p1'], removed: ['r1'] },
    });
  });

  test('says of no folder and of nothing that was removed where there is none', () => {
    const { report } = costsOf({ run, later: [graphql('a', { causes: [], problems: [] })] }) ?? {};
    expect(report).toEqual({ causes: [], problems: [] });
    expect(Object.keys(report ?? {})).toEqual(['causes', 'problems']);
  });
});

test('explanations are found by the campaign that they are of', () => {
  const explained = record({ type: 'explanation', ...HOME, explanation: 'because' });
  expect([...explanationsOf({ run, later: [...later, explained] })]).toEqual([[keyOf(HOME), 'because']]);
});

test('attributions come in their order', () => {
  const found = ['first', 'second'].map((attribution) => record({ type: 'attribution', attribution }));
  expect(attributionsOf({ run, later: [...found, ...later] })).toEqual(['first', 'second']);
});

test('what changed is what was recorded last; null where nothing was', () => {
  const manifests = ['first', 'last'].map((manifest) => record({ type: 'manifest', manifest }));
  expect(manifestOf({ run, later: [...manifests, ...later] })).toBe('last');
  expect(manifestOf({ run, later })).toBeNull();
});
