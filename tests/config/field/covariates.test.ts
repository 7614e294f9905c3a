import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { configJsonSchema } from '../../../src/config/schema.ts';
import { errorOf, load, NO_OVERRIDES } from '../files.ts';

const FIELD = { ...NO_OVERRIDES, visits: false, isOfField: true };

const withCovariates = (list: string): string => `field:\n  beacons: a.ndjson\n  covariates:\n${list}\n`;

test('a covariate has a first and a last day, or a list of days', async () => {
  const text = withCovariates(
    '    - { name: black friday, from: 2026-11-20, to: 2026-11-28 }\n    - { name: holidays, days: [2026-12-25, 2027-01-01] }',
  );
  const { field } = await load(text, FIELD);
  expect(field?.covariates).toEqual([
    { name: 'black friday', spans: [{ from: '2026-11-20', to: '2026-11-28' }] },
    {
      name: 'holidays',
      spans: [
        { from: '2026-12-25', to: '2026-12-25' },
        { from: '2027-01-01', to: '2027-01-01' },
      ],
    },
  ]);
});

test('without covariates there are none', async () => {
  expect((await load('field: { beacons: a.ndjson }\n', FIELD)).field?.covariates).toEqual([]);
});

describe('what is wrong with a covariate is said, and where', () => {
  test.each([
    [
      'a day that does not exist',
      '{ name: a, from: 2026-02-30, to: 2026-03-01 }',
      '4:24: error: "2026-02-30" is not a day.',
    ],
    ['a day in words', '{ name: a, days: [tomorrow] }', '4:25: error: "tomorrow" is not a day.'],
    [
      'an end before its beginning',
      '{ name: a, from: 2026-03-02, to: 2026-03-01 }',
      '4:40: error: The covariate "a" ends before it begins.\n  → Exchange from and to.',
    ],
    [
      'no end',
      '{ name: a, from: 2026-03-02 }',
      '4:7: error: The covariate "a" does not have its last day.\n  → Write for example from: 2026-11-20',
    ],
    ['no beginning', '{ name: a, to: 2026-03-02 }', '4:7: error: The covariate "a" does not have its first day.'],
    ['no days at all', '{ name: a }', '4:7: error: The covariate "a" does not have days.'],
    [
      'both forms',
      '{ name: a, from: 2026-03-01, to: 2026-03-02, days: [2026-03-05] }',
      '4:58: error: The covariate "a" has both days and from or to.\n  → Remove one.',
    ],
    ['an empty list of days', '{ name: a, days: [] }', '4:24: error: '],
    ['no name', '{ days: [2026-03-05] }', '4:7: error: '],
    ['a name that no report can show', '{ name: "a\\u202eb", days: [2026-03-05] }', '4:15: error: '],
    ['a key that is not known', '{ name: a, until: 2026-03-05 }', '4:18: error: Unknown key "until"'],
    [
      'a name twice',
      '{ name: a, days: [2026-03-05] }\n    - { name: a, days: [2026-03-06] }',
      '5:15: error: Two covariates are called "a".\n  → Rename one: reports tell covariates apart by name.',
    ],
  ])('%s', async (_what, covariate, message) => {
    expect(await errorOf(withCovariates(`    - ${covariate}`), FIELD)).toContain(`vitals-gate.yml:${message}`);
  });
});

describe('an editor', () => {
  const validate = new Ajv({ allErrors: true }).compile(configJsonSchema());
  test.each([
    [true, '{ name: a, from: 2026-03-01, to: 2026-03-02 }'],
    [true, '{ name: a, days: [2026-03-01] }'],
    [false, '{ name: a, from: 2026-03-01 }'],
    [false, '{ name: a }'],
    [false, '{ name: a, days: [] }'],
    [false, '{ name: a, days: [2026-03-01], from: 2026-03-01 }'],
    [false, '{ name: a, days: [2026-03-01], from: 2026-03-01, to: 2026-03-02 }'],
    [false, '{ from: 2026-03-01, to: 2026-03-02 }'],
  ])('%s: %s', (isValid, covariate) => {
    expect(validate(parse(`field: { beacons: a, covariates: [${covariate}] }`))).toBe(isValid);
  });
});
