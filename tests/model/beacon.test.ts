import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';

import { jsonSchemas } from '../../scripts/bundle/schemas.ts';
import { LONGEST_MS, MOST_FLAGS } from '../../src/model/beacon-limits.ts';
import { beaconSchema } from '../../src/model/beacon.ts';

const part = (id: string, value: unknown, ...parts: unknown[]) => ({ id, value, parts });

const HEAD = {
  v: 1,
  view: 'v1',
  session: 's1',
  t: '2026-11-01T10:00:00.000Z',
  sha: '0b1c2d3',
  route: 'product',
} as const;

const LCP = part(
  'lcp',
  1840,
  part('ttfb', 420),
  part('resource-load-delay', 300),
  part('resource-load-duration', 900),
  part('element-render-delay', 220),
);

/** The record that the documentation shows. */
const FINAL = {
  ...HEAD,
  type: 'final',
  path: '/p/42',
  device: 'mobile',
  connection: '4g',
  country: 'BR',
  pageType: 'product',
  variant: { hero: 'b' },
  state: 'fresh',
  navigation: 'navigate',
  lcp: LCP,
  inp: null,
  cls: part('cls', 0.02),
  serverTiming: [{ name: 'db', dur: 20 }],
} as const;
const START = { ...HEAD, type: 'start', path: '/p/42', device: 'mobile' } as const;

const without = (record: object, field: string): object =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== field));
const isRecord = (value: unknown): boolean => beaconSchema.safeParse(value).success;

/** Parts in parts, `levels` below LCP. */
const nested = (levels: number): object =>
  part('lcp', 5, ...(levels === 0 ? [] : [{ ...nested(levels - 1), id: 'below' }]));

const ACCEPTED: [string, unknown][] = [
  ['an id of 100 characters that are two units of UTF-16 each', { ...START, session: '😀'.repeat(100) }],
  ['the final record of the documentation', FINAL],
  ['a start record', START],
  ['a final record with its required fields alone', { ...HEAD, type: 'final' }],
  ['a start record with its required fields alone', { ...HEAD, type: 'start' }],
  ['a view that had no metric', { ...FINAL, lcp: null, inp: null, cls: null }],
  ['a clock that is a year ahead', { ...START, t: '2027-11-01T10:00:00.000Z' }],
  ['a time with an offset', { ...START, t: '2026-11-01T10:00:00+05:30' }],
  ['the longest time that is believed', { ...FINAL, lcp: part('lcp', LONGEST_MS) }],
  ['parts that were rounded on their own', { ...FINAL, inp: part('inp', 10, part('a', 3), part('b', 8)) }],
  ['layers of the server below the request', { ...FINAL, lcp: nested(3) }],
  ['the same id at two levels', { ...FINAL, lcp: part('lcp', 5, part('lcp', 5)) }],
  ['as many flags as are believed', { ...START, variant: flags(MOST_FLAGS) }],
  ['text in any script', { ...START, route: 'товар 商品 🛒', path: '/p/é' }],
];

const REFUSED: [string, unknown][] = [
  ...['v', 'type', 'view', 'session', 't', 'sha', 'route'].map((field): [string, unknown] => [
    `a record without ${field}`,
    without(FINAL, field),
  ]),
  ['null', null],
  ['an array of records', [FINAL]],
  ['a text', 'final'],
  ['another version', { ...FINAL, v: 2 }],
  ['another type', { ...FINAL, type: 'end' }],
  ['a field that is not known', { ...FINAL, user: 'u1' }],
  ['a metric in a start record', { ...START, lcp: LCP }],
  ['a field of a part that is not known', { ...FINAL, cls: { ...part('cls', 0), node: 'main' } }],
  ['a part without parts', { ...FINAL, cls: { id: 'cls', value: 0 } }],
  ['one metric in the place of another', { ...FINAL, inp: LCP }],
  ['a number as text', { ...FINAL, cls: part('cls', '0') }],
  ['a negative time', { ...FINAL, inp: part('inp', -1) }],
  ['a time longer than is believed', { ...FINAL, lcp: part('lcp', LONGEST_MS + 1) }],
  ['1e308 as a time', { ...FINAL, lcp: part('lcp', 1e308) }],
  ['1e308 as a shift', { ...FINAL, cls: part('cls', 1e308) }],
  ['1e308 as a duration of the server', { ...FINAL, serverTiming: [{ name: 'db', dur: 1e308 }] }],
  ['a number that overflows', JSON.parse('{"v":1,"type":"final","cls":{"id":"cls","value":1e999,"parts":[]}}')],
  ['parts that are deeper than any metric', { ...FINAL, lcp: nested(4) }],
  ['10,000 levels of parts', { ...FINAL, lcp: JSON.parse(`${'{"parts":['.repeat(1e4)}${']}'.repeat(1e4)}`) }],
  ['more parts than are believed', { ...FINAL, lcp: part('lcp', 0, ...numbered(51)) }],
  ['more layers than are believed', { ...FINAL, serverTiming: numbered(51).map(({ id }) => ({ name: id, dur: 1 })) }],
  ['a day that is not in the calendar', { ...START, t: '2026-02-30T10:00:00Z' }],
  ['a time without its zone', { ...START, t: '2026-11-01T10:00:00' }],
  ['a time as a number', { ...START, t: 1_793_000_000_000 }],
  ['an empty id', { ...START, view: '' }],
  ['an id that is too long', { ...START, session: 's'.repeat(101) }],
  ['an id with a character too many', { ...START, session: '😀'.repeat(101) }],
  ['a line break in a text', { ...START, route: 'a\nb' }],
  ['an escape of a terminal', { ...START, sha: '\u001b[2J' }],
  ['text that turns the reading direction', { ...START, path: '/p/\u202egpj' }],
  ['half of a surrogate pair', { ...START, pageType: '\ud83d' }],
  ['a country in words', { ...START, country: 'Brazil' }],
  ['a state that is not known', { ...START, state: 'old' }],
  ['a variant that is not a text', { ...START, variant: { hero: 1 } }],
  ['a flag more than is believed', { ...START, variant: flags(MOST_FLAGS + 1) }],
  ['a variant without a name', { ...START, variant: { '': 'b' } }],
  ['a path of 64 KiB', { ...START, path: '/'.repeat(65_536) }],
];

/** What a JSON schema cannot say. */
const FORGED: [string, unknown, string][] = [
  ['parts that sum to less', { ...FINAL, lcp: { ...LCP, value: 1850 } }, 'the parts sum to 1840, not to 1850'],
  ['a forged sum below', { ...FINAL, lcp: part('lcp', 9, part('ttfb', 9, part('dns', 1))) }, 'the parts sum to 1, not'],
  ['a shift that its parts do not explain', { ...FINAL, cls: part('cls', 0.3, part('main', 0.2)) }, 'sum to 0.2'],
  ['two parts with the same id', { ...FINAL, inp: part('inp', 2, part('a', 1), part('a', 1)) }, 'the same id'],
];

function numbered(count: number) {
  return Array.from({ length: count }, (_, index) => part(`p${index}`, 0));
}

function flags(count: number) {
  return Object.fromEntries(numbered(count).map(({ id }) => [id, 'b']));
}

describe('a record is', () => {
  test.each(ACCEPTED)('accepted: %s', (_what, record) => {
    expect(beaconSchema.parse(record)).toEqual(record);
  });

  test.each(REFUSED)('refused: %s', (_what, record) => {
    expect(isRecord(record)).toBe(false);
  });

  test.each(FORGED)('refused: %s', (_what, record, message) => {
    expect(beaconSchema.safeParse(record).error?.issues).toMatchObject([{ message: expect.stringContaining(message) }]);
  });

  test('never given the prototype of its sender', () => {
    expect(isRecord(JSON.parse(JSON.stringify(START).replace('{', '{"__proto__":{"v":1},')))).toBe(false);
    const record = beaconSchema.parse({ ...START, variant: JSON.parse('{"__proto__":"x","a":"b"}') as object });
    expect(JSON.stringify(record.variant)).toBe('{"a":"b"}');
  });
});

describe('the JSON schema in dist', () => {
  const { 'beacon.schema.json': text = '' } = jsonSchemas();
  const validate = new Ajv({ validateFormats: false }).compile(JSON.parse(text) as object);

  test.each([...ACCEPTED, ...REFUSED])('agrees: %s', (_what, record) => {
    expect(validate(record)).toBe(isRecord(record));
  });

  test('says what it is, and that sums are not in it', () => {
    expect(text).toContain('"description": "One record of the field');
    for (const [, record] of FORGED) expect(validate(record)).toBe(true);
  });
});
