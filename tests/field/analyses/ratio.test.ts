import { describe, expect, test } from 'vitest';

import { compareWithLab, type FieldValue, type LabValue } from '../../../src/field/analyses/ratio.ts';

const FIELD: FieldValue = {
  route: 'product',
  device: 'mobile',
  by: null,
  path: 'lcp',
  value: 1400,
  low: 1300,
  high: 1500,
};
const LAB: LabValue = { route: 'product', condition: 'mobile', path: 'lcp', value: 1000, low: 950, high: 1050 };

const compare = (field: Partial<FieldValue>, lab: Partial<LabValue> = {}) =>
  compareWithLab([{ ...FIELD, ...field }], [{ ...LAB, ...lab }])[0];

test('a ratio has an interval of both intervals: their distances on the log scale, added as squares', () => {
  const row = compare({});
  expect(row).toMatchObject({ condition: 'mobile', field: 1400, lab: 1000, ratio: 1.4, reason: null });
  // 1.4 · exp(∓√(ln²(1400/1300) + ln²(1050/1000))) and so on.
  expect(row?.low).toBeCloseTo(1.28113, 4);
  expect(row?.high).toBeCloseTo(1.52568, 4);
});

describe('a bound', () => {
  test.each([
    ['of the field that is 0 makes the lower one 0', { low: 0 }, {}, { low: 0 }],
    ['of the field that is missing makes one null', { low: null }, {}, { low: null }],
    ['of the field that is missing makes the other null', { high: null }, {}, { high: null }],
    ['of the lab that is missing makes both null', {}, { low: null, high: null }, { low: null, high: null }],
    ['of the lab that is not above 0 makes the upper one null', {}, { low: -5 }, { high: null }],
  ])('%s', (_what, field, lab, expected) => {
    expect(compare(field, lab)).toMatchObject({ ratio: 1.4, ...expected });
  });
});

test('a field of 0 is a ratio of 0, and a lab of 0 gives none', () => {
  expect(compare({ value: 0, low: 0, high: 0 })).toMatchObject({ ratio: 0, low: 0, high: null, reason: null });
  expect(compare({}, { value: 0 })).toMatchObject({ lab: 0, ratio: null, low: null, high: null, reason: 'lab-zero' });
});

test('what only one of them has is there with its reason; slices are each held against the same lab', () => {
  const fresh = { ...FIELD, by: 'fresh' };
  const field = [fresh, { ...FIELD, by: 'stale', value: 2800, low: null, high: null }, { ...FIELD, device: null }];
  const rows = compareWithLab(field, [LAB, { ...LAB, path: 'inp', value: 40 }]);
  expect(rows.map(({ condition, by, path, ratio, reason }) => [condition, by, path, ratio, reason])).toEqual([
    ['mobile', 'fresh', 'lcp', 1.4, null],
    ['mobile', 'stale', 'lcp', 2.8, null],
    [null, null, 'lcp', null, 'no-lab'],
    ['mobile', null, 'inp', null, 'no-field'],
  ]);
});
