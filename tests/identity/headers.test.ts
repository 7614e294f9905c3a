import { describe, expect, test } from 'vitest';

import { headerDifference, type Headers } from '../../src/identity/headers.ts';

const at = (date: string, expires: string, more: Headers = []): Headers => [
  ['date', date],
  ['expires', expires],
  ...more,
];

const connection = (value: string): Headers => [['connection', value]];
const kept = (value: string): Headers => [['keep-alive', value]];
const long = (length: number): Headers => [['server-timing', 'x'.repeat(length)]];
const set = (...lines: readonly string[]): Headers => lines.map((line) => ['set-cookie', line]);
const difference = (one: string, other: string): string | null => headerDifference(set(one), set(other));

test.each([
  'date',
  'age',
  'server-timing',
  'x-request-id',
  'traceparent',
  'cf-ray',
  'x-vercel-id',
  'x-cache',
  'x-served-by',
  'cf-cache-status',
  'via',
  'server',
  'etag',
  'last-modified',
  'alt-svc',
  'nel',
  'report-to',
  'transfer-encoding',
])('%s differs from answer to answer and is not compared', (name) => {
  expect(headerDifference([[name, 'one']], [[name, 'another']])).toBeNull();
  expect(headerDifference([[name, 'one']], [])).toBeNull();
});

test.each([
  'access-control-allow-origin',
  'cache-control',
  'content-encoding',
  'content-security-policy',
  'content-type',
  'cross-origin-embedder-policy',
  'document-policy',
  'link',
  'location',
  'permissions-policy',
  'refresh',
  'speculation-rules',
  'strict-transport-security',
  'timing-allow-origin',
  'vary',
  'x-anything-else',
])('%s is compared', (name) => {
  expect(headerDifference([[name, 'one']], [[name, 'another']])).toBe(`header ${name}`);
  expect(headerDifference([[name, 'one']], [])).toBe(`header ${name}`);
  expect(headerDifference([], [[name, 'one']])).toBe(`header ${name}`);
  expect(headerDifference([[name, 'one']], [[name, 'one']])).toBeNull();
});

test('the order of different headers is nothing, that of one header’s values is something', () => {
  const [a, b]: Headers = [
    ['link', '</a.css>'],
    ['link', '</b.css>'],
  ];
  const type = ['content-type', 'text/css'] as const;
  if (a === undefined || b === undefined) throw new Error('two links');
  expect(headerDifference([a, type, b], [type, a, b])).toBeNull();
  expect(headerDifference([a, b], [b, a])).toBe('header link');
});

describe('expires', () => {
  const noon = at('Thu, 26 Nov 2026 12:00:00 GMT', 'Thu, 26 Nov 2026 13:00:00 GMT');

  test('is compared as the time that an answer stays fresh', () => {
    expect(headerDifference(noon, at('Thu, 26 Nov 2026 12:00:07 GMT', 'Thu, 26 Nov 2026 13:00:07 GMT'))).toBeNull();
    expect(headerDifference(noon, at('Thu, 26 Nov 2026 12:00:00 GMT', 'Thu, 26 Nov 2026 12:30:00 GMT'))).toBe(
      'header expires',
    );
    expect(headerDifference(noon, at('Thu, 26 Nov 2026 12:00:00 GMT', '0'))).toBe('header expires');
    expect(headerDifference(noon, [])).toBe('header expires');
  });

  test('counts for nothing beside a max-age', () => {
    const aged: Headers = [['cache-control', 'public, max-age=60']];
    const one = at('Thu, 26 Nov 2026 12:00:00 GMT', 'Thu, 26 Nov 2026 13:00:00 GMT', aged);
    expect(headerDifference(one, at('Thu, 26 Nov 2026 12:00:00 GMT', '-1', aged))).toBeNull();
  });
});

describe('a cookie', () => {
  test('is named when its value differs, and its value is not', () => {
    expect(difference('session=abc', 'session=xyz')).toBe('cookie session');
  });

  test.each([
    ['a=1', 'a=1; Secure'],
    ['a=1; Path=/', 'a=1; Path=/shop'],
    ['a=1; SameSite=Lax', 'a=1; SameSite=None'],
    ['a=1; Max-Age=60', 'a=1; Max-Age=0'],
    ['a=1; Max-Age=60', 'a=1'],
    ['a=1; Expires=Thu, 26 Nov 2026 12:00:00 GMT', 'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT'],
  ])('%j is not %j', (one, other) => {
    expect(difference(one, other)).toBe('cookie a');
  });

  test.each([
    ['a=1; Path=/; Secure', 'a=1; secure; path=/'],
    ['a=1; Expires=Thu, 26 Nov 2026 12:00:00 GMT', 'a=1; Expires=Thu, 26 Nov 2026 12:00:09 GMT'],
    ['a=1; Max-Age=3600', 'a=1; Max-Age=3599'],
  ])('%j is %j', (one, other) => {
    expect(difference(one, other)).toBeNull();
  });

  test('counts when only one side sets it, or sets it twice', () => {
    expect(headerDifference(set('a=1'), [])).toBe('cookie a');
    expect(headerDifference(set('a=1'), set('a=1', 'a=1'))).toBe('cookie a');
    expect(headerDifference(set('a=1', 'b=2'), set('b=2', 'a=1'))).toBeNull();
  });
});

describe('of a connection', () => {
  test('it is compared whether it is closed, and nothing else', () => {
    expect(headerDifference(connection('keep-alive'), connection('close'))).toBe('header connection');
    expect(headerDifference([], connection('Upgrade, Close'))).toBe('header connection');
    expect(headerDifference([], connection('keep-alive'))).toBeNull();
    expect(headerDifference(connection('close'), connection('close'))).toBeNull();
    expect(headerDifference([], connection('x-close'))).toBeNull();
  });

  test('it is compared how long it is kept, and not for how many requests', () => {
    expect(headerDifference(kept('timeout=5, max=100'), kept('timeout=1, max=100'))).toBe('header keep-alive');
    expect(headerDifference(kept('timeout=5'), [])).toBe('header keep-alive');
    expect(headerDifference(kept('timeout=5, max=100'), kept('timeout=5, max=99'))).toBeNull();
  });
});

test('headers that are not compared may not be much longer on one side', () => {
  expect(headerDifference(long(10), long(522))).toBeNull();
  expect(headerDifference(long(10), long(523))).toBe('header size');
  expect(headerDifference(long(523), long(10))).toBe('header size');
});
