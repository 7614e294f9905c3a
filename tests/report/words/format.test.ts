import { assert, constantFrom, double, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  range,
  change,
  count,
  estimate,
  limit,
  percentChange,
  quantity,
  share,
  tolerances,
} from '../../../src/report/words/format.ts';
import { ms, percent, score } from '../factories.ts';
import { shortSha } from '../../../src/text/short-sha.ts';

describe('a number for readers', () => {
  test.each([
    [412.3, '412 ms'],
    [9.94, '9.9 ms'],
    [9.96, '10 ms'],
    [999.4, '999 ms'],
    [999.6, '1.00 s'],
    [2481, '2.48 s'],
    [0, '0 ms'],
    [0.02, '0.02 ms'],
    [-12.4, '−12 ms'],
  ])('%d ms reads %s', (value, text) => {
    expect(quantity(value, 'ms')).toBe(text);
  });

  test.each([
    [0.18, '0.18'],
    [0.184, '0.18'],
    [0.004, '0.004'],
    [0, '0'],
  ])('the score %d reads %s', (value, text) => {
    expect(quantity(value, 'score')).toBe(text);
  });

  test.each([
    [512, '512 B'],
    [5230, '5.2 kB'],
    [300_400, '300 kB'],
    [1_254_000, '1.25 MB'],
    [0, '0 B'],
  ])('%d bytes read %s', (value, text) => {
    expect(quantity(value, 'bytes')).toBe(text);
  });

  test('says a limit on a size as it was declared, and sizes on their side of it', () => {
    expect([1_200_000, 300_000, 307_200, 12].map((value) => limit({ value, unit: 'bytes' }))).toEqual([
      '1.2 MB',
      '300 kB',
      '307.2 kB',
      '12 B',
    ]);
    expect(quantity(300_400, 'bytes', [300_000])).toBe('300.4 kB');
    expect(change({ value: 5230, low: 5230, high: 5230 }, 'bytes')).toBe('+5.2 kB (5.2 to 5.2)');
  });

  test('gets more decimals rather than reach a limit by rounding', () => {
    expect(quantity(2503, 'ms', [2500])).toBe('2.503 s');
    expect(quantity(2500, 'ms', [2500])).toBe('2.50 s');
    expect(quantity(49.7, 'ms', [50])).toBe('49.7 ms');
    expect(quantity(0.1004, 'score', [0.1])).toBe('0.1004');
  });

  test('gives an interval the unit of its value and never a bound that rounds to 0', () => {
    expect(change({ value: 412, low: 397.7, high: 425.2 }, 'ms')).toBe('+412 ms (398 to 425)');
    expect(change({ value: 12, low: 0.3, high: 24 }, 'ms')).toBe('+12 ms (0.3 to 24)');
    expect(change({ value: 1240, low: 900, high: 1580 }, 'ms')).toBe('+1.24 s (0.90 to 1.58)');
    expect(change({ value: -12, low: -20, high: -3 }, 'ms')).toBe('−12 ms (−20 to −3)');
    expect(change({ value: 0.1612, low: 0.157, high: 0.165 }, 'score')).toBe('+0.161 (0.157 to 0.165)');
    expect(change({ value: 52, low: 49.8, high: 54 }, 'ms', [50])).toBe('+52 ms (49.8 to 54)');
  });

  test('takes floating-point dust for the zero it is', () => {
    expect(change({ value: 3e-15, low: -3e-16, high: 3e-15 }, 'ms')).toBe('0');
    expect(change({ value: 3e-15, low: -2.2, high: 2.2 }, 'ms')).toBe('0 ms (−2.2 to 2.2)');
    expect(quantity(3e-8, 'score')).toBe('0');
    expect(change({ value: 2e-8, low: -1e-8, high: 5e-8 }, 'score')).toBe('0');
  });

  test('leaves unknown bounds open', () => {
    expect(estimate({ value: 2610, low: null, high: 2700 }, 'ms')).toBe('2.61 s (2.70 or less)');
    expect(estimate({ value: 2610, low: null, high: null }, 'ms')).toBe('2.61 s');
  });

  test('says in words where a number lies', () => {
    expect(range({ low: 398.2, high: 425 }, 'ms')).toBe('between 398 and 425 ms');
    expect(range({ low: 1094, high: 1131 }, 'ms', [1100])).toBe('between 1.09 and 1.13 s');
    expect(range({ low: 0.1722, high: 0.1721 }, 'score')).toBe('0.172');
    expect(range({ low: 0.141, high: null }, 'score')).toBe('at least 0.141');
    expect(range({ low: null, high: 2700 }, 'ms')).toBe('at most 2.70 s');
    expect(range({ low: null, high: null }, 'ms')).toBe('');
  });

  test('writes limits as they were declared, and percentages with a sign', () => {
    expect(limit(ms(2500))).toBe('2.5 s');
    expect(limit(ms(50))).toBe('50 ms');
    expect(limit(score(0.1))).toBe('0.1');
    expect(tolerances([percent(5), ms(50)])).toBe('+5 % and +50 ms');
    expect(percentChange(0.381)).toBe('+38 %');
    expect(percentChange(0.0502, [0.05])).toBe('+5.02 %');
    expect(percentChange(-0.123)).toBe('−12 %');
  });

  test('gives no percentage beyond ten times', () => {
    expect(percentChange(9)).toBe('+900 %');
    expect(percentChange(9.004)).toBe('+900 %');
    expect(percentChange(9.01)).toBe('over 10 times');
    expect(percentChange(999, [0.05])).toBe('over 10 times');
  });

  test('calls no part the whole of a change that it is not', () => {
    expect(share(0.98)).toBe('98 %');
    expect(share(0.9991)).toBe('over 99 %');
    expect(share(1)).toBe('100 %');
    expect(share(1.08)).toBe('108 %');
  });

  test('shortens a commit, and nothing that is none', () => {
    expect(shortSha('9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c')).toBe('9f8e7d6');
    expect(shortSha('release-candidate')).toBe('release-candidate');
    expect(count(1, 'budget')).toBe('1 budget');
  });

  test('is always on the same side of 0 and of its limit as what it stands for', () => {
    const numbers = double({ min: -5000, max: 5000, noNaN: true }).filter(
      (value) => value === 0 || Math.abs(value) > 1e-6,
    );
    const edges = constantFrom(0, 50, 200, 2500, 0.1, 0.02);
    assert(
      property(numbers, constantFrom('ms' as const, 'score' as const), edges, (value, unit, edge) => {
        const printed = parse(quantity(value, unit, [edge]));
        expect([side(printed, 0), side(printed, edge)]).toEqual([side(value, 0), side(value, edge)]);
      }),
      { numRuns: 5_000, seed: 3 },
    );
  });
});

/** The number that a reader reads. */
function parse(text: string): number {
  return Number(text.replace('−', '-').replace(/ m?s$/, '')) * (text.endsWith(' s') ? 1000 : 1);
}

function side(number: number, edge: number): number {
  return Math.abs(number - edge) < 2e-9 * Math.max(1, Math.abs(edge)) ? 0 : Math.sign(number - edge);
}
