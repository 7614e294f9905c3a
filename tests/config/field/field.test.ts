import { Ajv } from 'ajv';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { configJsonSchema } from '../../../src/config/schema.ts';
import type { Config } from '../../../src/model/config.ts';
import { errorOf, HEAD, load, NO_OVERRIDES, ROUTE } from '../files.ts';

const FIELD = { ...NO_OVERRIDES, visits: false, isOfField: true };

async function fieldOf(text: string): Promise<NonNullable<Config['field']>> {
  const { field } = await load(text, FIELD);
  if (field === null) throw new Error('no field');
  return field;
}

test('field says where page views and deploys are, relative to the file, and how many days count', async () => {
  const text = 'field: { beacons: "field/**/*.ndjson", deploys: field/deploys.ndjson, window: 7 days }';
  const { beacons, deploys, windowDays } = await fieldOf(`${text}\n${ROUTE}\n`);
  if (beacons.kind !== 'files') throw new Error(beacons.kind);
  expect(beacons.glob).toBe('field/**/*.ndjson');
  expect(deploys).toBe(join(beacons.folder, 'field/deploys.ndjson'));
  expect(dirname(deploys ?? '')).toBe(join(beacons.folder, 'field'));
  expect(windowDays).toBe(7);
});

test('a window is 28 days and there are no deploys unless the file says so', async () => {
  expect(await fieldOf('field: { beacons: a.ndjson }\n')).toMatchObject({ deploys: null, windowDays: 28, routes: [] });
});

test.each([
  ['1 day', 1],
  ['28 days', 28],
  [' 90days', 90],
  ['400 days', 400],
])('a window of %s', async (window, days) => {
  expect((await fieldOf(`field: { beacons: a.ndjson, window: "${window}" }\n`)).windowDays).toBe(days);
});

test.each(['postgres', 'clickhouse'] as const)('page views may be in %s, whose URL a variable holds', async (kind) => {
  const { beacons } = await fieldOf(`field: { beacons: { ${kind}: { url-from: DB_URL, table: web.views } } }\n`);
  const where = `vitals-gate.yml:1:${'field: { beacons: { : { url-from: '.length + kind.length + 1}`;
  expect(beacons).toEqual({ kind, urlFrom: 'DB_URL', table: 'web.views', where });
  const { beacons: other } = await fieldOf(`field: { beacons: { ${kind}: { url-from: DB_URL } } }\n`);
  expect(other).toMatchObject({ table: 'beacons' });
});

test('the field holds routes against their own budgets; defaults include INP, because visitors always interact', async () => {
  const routes = 'routes: [{ name: home, path: / }, { name: cart, path: /c, budgets: { lcp: { max: 3 s } } }]';
  const { routes: found, budgets } = await fieldOf(`field: { beacons: a }\n${routes}\n`);
  expect(found.map(({ name, budgets: own }) => [name, own.map(({ path }) => path)])).toEqual([
    ['home', ['lcp', 'inp', 'cls']],
    ['cart', ['lcp']],
  ]);
  expect(budgets.map(({ path, enforce }) => [path, enforce])).toEqual([
    ['lcp', 'warn'],
    ['inp', 'warn'],
    ['cls', 'warn'],
  ]);
});

test('a file of the field alone is complete for the field, and has nothing to gate', async () => {
  const text = `${HEAD}\nfield: { beacons: a.ndjson }\n`;
  expect((await load(text, FIELD)).routes).toEqual([]);
  expect(await errorOf(text)).toBe(
    'vitals-gate.yml:2:1: error: Only `field` is configured, so there is nothing to gate.\n  → Add for example: routes: [{ name: home, path: / }]; or read the field, with vitals-gate field slo.',
  );
});

test('a run does not care about the variables of the field', async () => {
  const field = 'field: { beacons: { postgres: { url-from: NOT_SET_ANYWHERE } } }';
  expect((await load(`${HEAD}\n${ROUTE}\n${field}\n`)).field?.beacons.kind).toBe('postgres');
});

describe('what is refused', () => {
  const WINDOW = 'A window of 0 days has no page views.\n  → Write for example 28 days.';
  test.each([
    [
      'both engines',
      'beacons: { postgres: { url-from: A }, clickhouse: { url-from: B } }',
      '3:12: error: `beacons` has exactly one of the keys postgres, clickhouse; this one has postgres and clickhouse.\n  → Remove one.',
    ],
    [
      'no engine',
      'beacons: {}',
      '3:12: error: `beacons` has exactly one of the keys postgres, clickhouse; this one has none.',
    ],
    ['no beacons', 'window: 7 days', '2:1: error: field.beacons is missing.\n  → Add it.'],
    [
      'an unknown key',
      'beacons: a\n  beacon: b',
      '4:3: error: Unknown key "beacon" in field.\n  → Did you mean "beacons"? Known here: beacons, deploys, window, covariates, events.',
    ],
    [
      'an unknown engine',
      'beacons: { postgre: { url-from: A } }',
      '3:14: error: Unknown key "postgre" in field.beacons.\n  → Did you mean "postgres"?',
    ],
    [
      'a URL in place of a glob',
      'beacons: "postgres://me:hunter2@db/app"',
      '3:12: error: A URL does not belong in this file, because it may hold a password.',
    ],
    [
      'a URL in place of a name',
      'beacons: { postgres: { url-from: "postgres://me:hunter2@db/app" } }',
      '3:36: error: url-from is not the name of an environment variable.\n  → Put the URL into an environment variable',
    ],
    [
      'a URL by its own key',
      'beacons: { postgres: { url: "postgres://me:hunter2@db/app", url-from: A } }',
      '3:26: error: A URL does not belong in this file, because it may hold a password.',
    ],
    ['a number for a glob', 'beacons: 3', '3:12: error: field.beacons must be text, not 3.'],
    ['a window of nothing', 'beacons: a\n  window: 0 days', `4:11: error: ${WINDOW}`],
    ['a window of the number 0', 'beacons: a\n  window: 0', `4:11: error: ${WINDOW}`],
    ['a window without a unit', 'beacons: a\n  window: 28', '4:11: error: 28 has no unit.\n  → Write 28 days.'],
    [
      'a window of hours',
      'beacons: a\n  window: 12 h',
      '4:11: error: "12 h" is not a number of days.\n  → Write for example 28 days.',
    ],
    ['a window of half a day', 'beacons: a\n  window: 0.5 days', '4:11: error: "0.5 days" is not a number of days.'],
    ['a window of years', 'beacons: a\n  window: 730 days', '4:11: error: A window has at most 400 days.'],
    ['a negative window', 'beacons: a\n  window: -7 days', '4:11: error: "-7 days" is not a number of days.'],
  ])('%s', async (_what, lines, message) => {
    const block = await errorOf(`${ROUTE}\nfield:\n  ${lines}\n`, FIELD);
    expect(block).not.toContain('hunter2');
    expect(block).toContain(`vitals-gate.yml:${message}`);
  });
});

describe('an editor', () => {
  const validate = new Ajv({ allErrors: true }).compile(configJsonSchema());
  test.each([
    [true, 'beacons: "field/**/*.ndjson", deploys: d.ndjson, window: 28 days'],
    [true, 'beacons: { postgres: { url-from: PGURL, table: beacons } }'],
    [true, 'beacons: { clickhouse: { url-from: CHURL } }, window: 1 day'],
    [false, 'beacons: a, window: 0 days'],
    [false, 'beacons: a, window: 401 days'],
    [false, 'beacons: { postgres: { url-from: A }, clickhouse: { url-from: A } }'],
    [false, 'beacons: "postgres://a:b@c"'],
    [false, 'beacons: { postgres: { url: A } }'],
  ])('%s: { %s }', (isValid, text) => {
    expect(validate(parse(`field: { ${text} }`))).toBe(isValid);
  });
});
