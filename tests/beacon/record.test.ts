import { array, assert, double, jsonValue, property, string } from 'fast-check';
import { expect, it } from 'vitest';

import { bodiesOf } from '../../src/beacon/body.ts';
import { cleanText, jsonOf, recordedTree } from '../../src/beacon/record.ts';
import { finalSchema } from '../../src/model/beacon.ts';
import { leaf, sumOf } from '../../src/model/breakdown.ts';

const HEAD = { v: 1, type: 'final', view: 'v', session: 's', t: '2026-11-01T10:00:00.000Z', sha: 'a', route: 'r' };
const lcpOf = (layers: [string, number][], rest: number) =>
  sumOf('lcp', [
    sumOf('ttfb', [
      leaf('waiting', 1.26),
      sumOf('request', [...layers.map(([id, ms]) => leaf(id, ms)), leaf('unreported', 0)]),
    ]),
    leaf('element-render-delay', rest),
  ]);

it('makes of any tree one that the schema takes, and whose parts sum', () => {
  const layer = array(string({ unit: 'binary', maxLength: 300 }), { maxLength: 80 });
  assert(
    property(layer, double({ min: 0, max: 1e5, noNaN: true }), (names, rest) => {
      const tree = lcpOf(
        names.map((name, index) => [name, index * 0.37]),
        rest,
      );
      const lcp = recordedTree({ status: 'measured', breakdown: tree });
      expect(finalSchema.safeParse({ ...HEAD, lcp }).error).toBeUndefined();
      expect(Math.abs((lcp?.value ?? 0) - tree.value)).toBeLessThanOrEqual(0.1001);
    }),
  );
});

it('records nothing that cannot be true', () => {
  for (const value of [Number.NaN, -1, Infinity, 3_600_001])
    expect(recordedTree({ status: 'measured', breakdown: leaf('lcp', value) })).toBeNull();
});

it('rounds times to 0.1 ms and CLS to 0.0001', () => {
  expect(recordedTree({ status: 'measured', breakdown: leaf('inp', 104.26) })?.value).toBe(104.3);
  expect(recordedTree({ status: 'measured', breakdown: leaf('cls', 0.123_46) })?.value).toBe(0.1235);
});

it('takes out of a text what a record must not hold', () => {
  expect(cleanText('a\u0000b\u202ec\n', 100)).toBe('abc');
  expect(cleanText('ab\ud83d\ude00', 3)).toBe('ab');
  expect(cleanText('\n', 100)).toBeUndefined();
  expect(cleanText({}, 100)).toBeUndefined();
});

it('writes JSON as the browser does', () => {
  assert(
    property(jsonValue({ noUnicodeString: false }), (value) => {
      expect(jsonOf(value)).toBe(JSON.stringify(value));
    }),
  );
  expect(jsonOf({ a: undefined, b: [{ c: null }] })).toBe('{"b":[{"c":null}]}');
});

it('packs records into as few bodies below 64 KiB as hold them', () => {
  const line = 'ü'.repeat(12_000);
  const bodies = bodiesOf([line, line, line]);
  expect(bodies).toEqual([`${line}\n${line}\n`, `${line}\n`]);
  expect(bodies.every((body) => Buffer.byteLength(body) <= 65_536)).toBe(true);
});
