import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { configJsonSchema } from '../../../src/config/schema.ts';
import { errorOf, load, NO_OVERRIDES } from '../files.ts';

const FIELD = { ...NO_OVERRIDES, visits: false, isOfField: true };
const FILES = 'beacons: a.ndjson';
const DATABASE = 'beacons: { postgres: { url-from: PGURL } }';

const withEvents = (beacons: string, events: string): string => `field:\n  ${beacons}\n  events: ${events}\n`;

test('events are in files beside page views in files', async () => {
  const text = withEvents(FILES, '{ files: "events/*.csv", session: sid, time: at, value: total, currency: EUR }');
  expect((await load(text, FIELD)).field?.events).toEqual({
    kind: 'files',
    glob: 'events/*.csv',
    session: 'sid',
    time: 'at',
    value: 'total',
    currency: 'EUR',
    where: 'vitals-gate.yml:3:20',
  });
});

test('events are in a table of the database that has the page views', async () => {
  const { field } = await load(withEvents(DATABASE, '{ table: shop.orders, session: sid, time: at }'), FIELD);
  expect(field?.events).toEqual({
    kind: 'table',
    table: 'shop.orders',
    session: 'sid',
    time: 'at',
    value: null,
    currency: null,
    where: 'vitals-gate.yml:3:20',
  });
});

test('without events there are none', async () => {
  expect((await load(`field: { ${FILES} }\n`, FIELD)).field?.events).toBeNull();
});

describe('what is wrong with events is said, and where', () => {
  const ONE = '`events` has exactly one of the keys files, table; this one has';
  test.each([
    [
      'both',
      FILES,
      '{ files: a, table: b, session: s, time: t }',
      `11: error: ${ONE} files and table.\n  → Remove one.`,
    ],
    ['neither', FILES, '{ session: s, time: t }', `11: error: ${ONE} none.\n  → Write one of them.`],
    ['no session', FILES, '{ files: a, time: t }', '3: error: field.events.session is missing.\n  → Add it.'],
    ['no time', FILES, '{ files: a, session: s }', '3: error: field.events.time is missing.'],
    [
      'a table beside files',
      FILES,
      '{ table: orders, session: s, time: t }',
      '13: error: Page views are in files, so events cannot be in a table.\n  → Write files: with a glob',
    ],
    [
      'files beside a table',
      DATABASE,
      '{ files: "*.csv", session: s, time: t }',
      '13: error: Page views are in a database, so events cannot be in files.\n  → Load the events into a table',
    ],
    [
      'a currency in small letters',
      FILES,
      '{ files: a, session: s, time: t, currency: eur }',
      '54: error: "eur" is not the code of a currency.\n  → Write its three capital letters, for example EUR.',
    ],
    [
      'an unknown key',
      FILES,
      '{ files: a, session: s, time: t, curency: EUR }',
      '44: error: Unknown key "curency" in field.events.\n  → Did you mean "currency"?',
    ],
  ])('%s', async (_what, beacons, events, message) => {
    expect(await errorOf(withEvents(beacons, events), FIELD)).toContain(`vitals-gate.yml:3:${message}`);
  });
});

describe('an editor', () => {
  const validate = new Ajv({ allErrors: true }).compile(configJsonSchema());
  test.each([
    [true, '{ files: a, session: s, time: t }'],
    [true, '{ table: a, session: s, time: t, value: v, currency: EUR }'],
    [false, '{ files: a, table: b, session: s, time: t }'],
    [false, '{ session: s, time: t }'],
    [false, '{ files: a, time: t }'],
    [false, '{ files: a, session: s, time: t, currency: Euro }'],
  ])('%s: %s', (isValid, text) => {
    expect(validate(parse(`field: { beacons: a, events: ${text} }`))).toBe(isValid);
  });
});
