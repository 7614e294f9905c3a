import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  DURATION,
  formatLimit,
  parseDurationMs,
  parseLimit,
  quantityComplaint,
  SIZE,
  SIZE_TOLERANCE,
  TIME,
  TOLERANCE,
} from '../../../src/config/units/time-and-percent.ts';

test('times and percentages are read in every spelling', () => {
  expect(parseLimit('2500 ms')).toEqual({ value: 2500, unit: 'ms' });
  expect(parseLimit('2.5 s')).toEqual({ value: 2500, unit: 'ms' });
  expect(parseLimit('50ms')).toEqual({ value: 50, unit: 'ms' });
  expect(parseLimit('2 S')).toEqual({ value: 2000, unit: 'ms' });
  expect(parseLimit('.5 s')).toEqual({ value: 500, unit: 'ms' });
  expect(parseLimit('5 %')).toEqual({ value: 5, unit: '%' });
  expect(parseLimit('5%')).toEqual({ value: 5, unit: '%' });
  expect(parseDurationMs('10 min')).toBe(600_000);
});

test.each([
  ['300 kB', 300_000],
  ['300KB', 300_000],
  ['1.2 MB', 1_200_000],
  ['.5 kB', 500],
  ['512 B', 512],
  ['300 KiB', 307_200],
  ['1.5 MiB', 1_572_864],
  ['0.1 MB', 100_000],
])('the size %s is %d bytes: 1 kB is 1000, 1 KiB is 1024', (text, bytes) => {
  expect(parseLimit(text)).toEqual({ value: bytes, unit: 'bytes' });
  expect(SIZE.pattern.test(text)).toBe(true);
});

test.each(['300 kb', '300 kbit', '300 k', 'kB', '1e3 kB', '-5 kB', '300 GB'])('%s is not a size', (text) => {
  expect(parseLimit(text)).toBeUndefined();
  expect(SIZE.pattern.test(text)).toBe(false);
});

test('a decimal number of seconds is an exact number of milliseconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (ms) => {
      expect(parseDurationMs(`${(ms / 1000).toFixed(3)} s`)).toBe(ms);
    }),
  );
});

test('a limit survives being written and read again', () => {
  const value = fc.integer({ min: 0, max: 1_000_000_000 }).map((thousandths) => thousandths / 1000);
  fc.assert(
    fc.property(value, fc.constantFrom('ms', '%', 'bytes'), (number, unit) => {
      expect(parseLimit(formatLimit({ value: number, unit }))).toEqual({ value: number, unit });
    }),
  );
});

test('text that the pattern accepts is text that can be read, and the other way round', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc
      .tuple(
        fc.constantFrom('', '-', '0', '1', '2.5', '.5', '1.', '1e3', '007'),
        fc.constantFrom('', ' ', '  '),
        fc.constantFrom('ms', 'MS', 's', 'min', '%', 'm', '', 'B', 'b', 'kB', 'KB', 'kb', 'MB', 'KiB', 'MiB', 'GB'),
      )
      .map((parts) => parts.join('')),
  );
  const anyUnit = new RegExp([DURATION, TOLERANCE, SIZE_TOLERANCE].map(({ pattern }) => pattern.source).join('|'));
  fc.assert(
    fc.property(text, (written) => {
      const limit = parseLimit(written);
      const readable = limit !== undefined && (limit.value > 0 || !/min/i.test(written));
      expect(anyUnit.test(written)).toBe(readable);
    }),
    { numRuns: 1000, examples: [['0B'], ['0 kB'], ['0 min']] },
  );
});

describe('a limit on a time refuses', () => {
  test.each([
    ['a bare number, with both readings', 2500, '2500 has no unit. Write 2500 ms or 2500 s.'],
    ['a bare number as text', '2.5', '2.5 has no unit. Write 2.5 ms or 2.5 s.'],
    ['a percentage', '5 %', '"5 %" is a percentage, but this limit is absolute. Write for example 2500 ms or 2.5 s.'],
    ['zero', '0 ms', 'The limit must be greater than 0. Write for example 2500 ms or 2.5 s.'],
    ['a negative time', '-5 ms', '"-5 ms" is negative. Write for example 2500 ms or 2.5 s.'],
    ['a decimal comma', '2,5 s', '"2,5 s" has a decimal comma. Write 2.5 s.'],
    ['minutes', '1 min', '"1 min" is not a time. Write a number and one of ms or s: for example 2500 ms or 2.5 s.'],
    [
      'an unknown unit',
      '5 sec',
      '"5 sec" is not a time. Write a number and one of ms or s: for example 2500 ms or 2.5 s.',
    ],
    ['a list', [5], '[5] is not a time. Write for example 2500 ms or 2.5 s.'],
  ])('%s', (_what, written, message) => {
    expect(typeof written === 'string' && TIME.pattern.test(written)).toBe(false);
    const complaint = quantityComplaint(TIME, written);
    expect(`${complaint.what} ${complaint.todo}`).toBe(message);
  });
});

test('a tolerance may be zero, and a bare one could be a time or a percentage', () => {
  expect(TOLERANCE.pattern.test('0 ms')).toBe(true);
  expect(quantityComplaint(TOLERANCE, 5).todo).toBe('Write 5 ms, 5 s or 5 %.');
});
