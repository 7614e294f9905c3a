import { describe, expect, test } from 'vitest';

import { commentKeyOf, keyFor } from '../../src/github/comment-key.ts';
import { hasMarker, isNewer, stamped, stampOf, stateOf, type Stamp } from '../../src/github/marker.ts';
import { COMMENT_MARKER } from '../../src/report/comment/comment.ts';
import { budgetRow, gateReport } from '../report/factories.ts';

const STAMP: Stamp = { key: null, run: { id: 7001, attempt: 2 }, state: '0123456789abcdef' };
const WEB: Stamp = { ...STAMP, key: 'apps/web' };
const REPORT = `${COMMENT_MARKER}\n### a report that quotes ${COMMENT_MARKER}\n`;

describe('a stamp', () => {
  test.each([STAMP, WEB, { ...STAMP, key: 'a~0f.b_c-d' }])('is read as it was written: %j', (stamp) => {
    expect(stampOf(stamped(REPORT, stamp))).toEqual(stamp);
  });

  test('takes the place of the marker, and of no quotation of it', () => {
    const [first, second] = stamped(REPORT, STAMP).split('\n');
    expect(first).toMatch(/^<!-- vitals-gate run=7001 attempt=2 state=0123456789abcdef -->$/);
    expect(second).toBe(`### a report that quotes ${COMMENT_MARKER}`);
  });

  test.each([
    REPORT,
    ` ${stamped(REPORT, STAMP)}`,
    stamped(REPORT, { ...STAMP, state: '0123' }),
    stamped(REPORT, { ...STAMP, run: { id: 1e15, attempt: 1 } }),
    stamped(REPORT, { ...STAMP, run: { id: 1, attempt: 1e6 } }),
    stamped(REPORT, { ...STAMP, key: 'x'.repeat(81) }),
    '',
  ])('that is broken, or not at the beginning, is none: %j', (body) => {
    expect(stampOf(body)).toBeNull();
  });
});

describe('the comment of a key', () => {
  test('is found by its own marker, whatever else is in it', () => {
    expect(hasMarker(stamped(REPORT, WEB), 'apps/web')).toBe(true);
    expect(hasMarker(stamped(REPORT, WEB), 'apps/we')).toBe(false);
    expect(hasMarker(stamped(REPORT, WEB), null)).toBe(false);
    expect(hasMarker(`quoted: ${stamped(REPORT, WEB)}`, 'apps/web')).toBe(false);
  });

  test('of the default file is one without a key', () => {
    expect(hasMarker(stamped(REPORT, STAMP), null)).toBe(true);
    expect(hasMarker(COMMENT_MARKER, null)).toBe(true);
    expect(hasMarker(REPORT, null)).toBe(true);
    expect(hasMarker(stamped(REPORT, STAMP), 'apps/web')).toBe(false);
    expect(hasMarker(`> ${REPORT}`, null)).toBe(false);
    expect(hasMarker('<!-- vitals-gates -->', null)).toBe(false);
  });
});

test.each([
  [{ id: 2, attempt: 1 }, { id: 1, attempt: 9 }, true],
  [{ id: 1, attempt: 2 }, { id: 1, attempt: 1 }, true],
  [{ id: 1, attempt: 1 }, { id: 1, attempt: 1 }, false],
  [{ id: 1, attempt: 1 }, { id: 1, attempt: 2 }, false],
  [{ id: 1, attempt: 9 }, { id: 2, attempt: 1 }, false],
])('%j is newer than %j: %s', (one, other, newer) => {
  expect(isNewer(one, other)).toBe(newer);
});

describe('the state of a report', () => {
  const row = budgetRow({ route: 'home', value: 100 });
  const stateWith = (over: Parameters<typeof budgetRow>[0] = {}) =>
    stateOf(gateReport({ budgets: [{ ...row, ...over }] }).result);

  test('is the same whatever the numbers are', () => {
    expect(stateWith({ value: 200, low: 1, high: 300 })).toBe(stateWith());
    expect(stateWith()).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each<Parameters<typeof budgetRow>[0]>([
    { route: 'cart' },
    { condition: 'tablet' },
    { path: 'lcp.ttfb' },
    { kind: 'max' },
    { verdict: 'waived' },
    { reason: 'hosts-differ' },
  ])('is another where a row says something else: %j', (over) => {
    expect(stateWith(over)).not.toBe(stateWith());
  });
});

describe('the key of a comment', () => {
  test('is the first that somebody asked for, else that of the path', () => {
    expect(keyFor('a.yml', [null, 'asked', 'later'])).toEqual({ key: 'asked', isDerived: false });
    expect(keyFor('a.yml', [null, undefined])).toEqual({ key: 'a.yml', isDerived: true });
    expect(keyFor('vitals-gate.yml', [])).toEqual({ key: null, isDerived: true });
  });

  test('of a path is the path from the work tree, wherever it is written from', () => {
    expect(commentKeyOf('./vitals-gate.yml', '/work')).toBeNull();
    expect(commentKeyOf('/work/vitals-gate.yml', '/work')).toBeNull();
    expect(commentKeyOf('apps/../apps/web/vitals-gate.yml', '/work')).toBe('apps/web/vitals-gate.yml');
    expect(commentKeyOf('../gate.yml', '/work')).toBe('../gate.yml');
  });

  test.each([
    ['my app/gate.yml', /^my-app-gate-yml~[0-9a-f]{8}$/],
    ['a--b.yml', /^a-b-yml~[0-9a-f]{8}$/],
    ['(x).yml', /^x-yml~[0-9a-f]{8}$/],
    [`${'long/'.repeat(40)}gate.yml`, /^(?:long-){8}~[0-9a-f]{8}$/],
  ])('of a path with other signs is what is left of it, and a digest: %s', (config, key) => {
    expect(commentKeyOf(config, '/work')).toMatch(key);
  });

  test('differs where paths differ in nothing but such signs', () => {
    expect(commentKeyOf('a b.yml', '/work')).not.toBe(commentKeyOf('a+b.yml', '/work'));
  });
});
