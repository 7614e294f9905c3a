import { expect, test } from 'vitest';

import type { LaterRecord } from '../../src/model/record.ts';
import { withBoundedWords } from '../../src/record/words.ts';
import { recordsOf } from '../support/recorded.ts';

const [run, ...later] = recordsOf({ routes: [{ name: 'home' }] });
const long = 'x'.repeat(5000);
const place = { route: 'home', condition: 'mobile' };
const unmeasurable = { sides: ['head' as const], code: 'timeout', reason: long };

test('what a run writes is kept as it is', () => {
  const notices: LaterRecord[] = [{ type: 'notice', text: 'The clone lacks the history.' }];
  const log = { run: { ...run, notices: ['one'] }, later: [...notices, ...later] };
  expect(withBoundedWords(log)).toEqual(log);
});

test.each<[string, LaterRecord]>([
  ['a notice', { type: 'notice', text: long }],
  ['why a campaign could not be measured', { type: 'campaign', ...place, stopped: 'unmeasurable', unmeasurable }],
  ['why it could not be confirmed', { type: 'confirmation', ...place, blocks: 0, unmeasurable, agreed: [] }],
  [
    'why there is no explanation',
    {
      type: 'explanation',
      ...place,
      explanation: { insights: [], reports: { base: null, head: null }, failure: long },
    },
  ],
])('%s is cut at a thousand characters', (_, record) => {
  const { later: told } = withBoundedWords({ run, later: [record] });
  expect(JSON.stringify(told)).toContain(`"${'x'.repeat(999)}…"`);
  expect(JSON.stringify(told)).not.toContain('x'.repeat(1000));
});

test('notes and problems of GraphQL are cut, and no more than a thousand', () => {
  const problem = { route: 'GetCart', condition: 'operation', message: 'y'.repeat(50_000), where: null };
  const report = { causes: [], problems: Array.from({ length: 3000 }, () => problem) };
  const notes = Array.from({ length: 500 }, () => 'z'.repeat(90_000));
  const { run: told, later: bounded } = withBoundedWords({
    run,
    later: [{ type: 'graphql', rows: [], notes, report }],
  });
  expect(JSON.stringify(bounded).length).toBeLessThan(1000 * 5200 + 200 * 5100);
  expect(told.notices).toEqual(['300 more notices are left out: a report shows 200.']);
});

test('no half of a character is left', () => {
  const { later: told } = withBoundedWords({ run, later: [{ type: 'notice', text: '😀'.repeat(1000) }] });
  expect(told).toEqual([{ type: 'notice', text: `${'😀'.repeat(499)}…` }]);
});

test('a text of just as many characters as are shown stays whole', () => {
  const text = 'x'.repeat(1000);
  expect(withBoundedWords({ run, later: [{ type: 'notice', text }] }).later).toEqual([{ type: 'notice', text }]);
});

test('an explanation that did not fail, and a campaign that was measured, have nothing added', () => {
  const reports = { base: null, head: null };
  const kept: LaterRecord[] = [
    { type: 'explanation', ...place, explanation: { insights: [], reports, failure: null } },
    { type: 'campaign', ...place, stopped: 'decided', unmeasurable: null },
  ];
  expect(withBoundedWords({ run, later: kept }).later).toEqual(kept);
});
