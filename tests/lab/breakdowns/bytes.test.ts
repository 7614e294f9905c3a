import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { expect, it } from 'vitest';

import { bytesReading } from '../../../src/lab/breakdowns/bytes.ts';
import type { Transfer } from '../../../src/lab/visit/transfers.ts';
import { assertSums, nodeAt, type Breakdown } from '../../../src/model/breakdown.ts';
import { RESOURCE_TYPES } from '../../../src/model/metrics/bytes.ts';

const SITE = 'https://shop.example/preview/7';

function bytesOf(transfers: readonly Transfer[]): Breakdown {
  const reading = bytesReading(transfers, SITE);
  if (reading.status !== 'measured') throw new Error(reading.reason);
  assertSums(reading.breakdown);
  return reading.breakdown;
}

const script = (url: string, bytes: number): Transfer => ({ type: 'script', url, bytes });

it('is the sum over types of resources, in one order, and of each over paths, the largest first', () => {
  const breakdown = bytesOf([
    { type: 'document', url: `${SITE}/p/42`, bytes: 5000 },
    script(`${SITE}/a.js`, 100),
    script(`${SITE}/b.js`, 300),
    { type: 'image', url: `${SITE}/hero.jpg`, bytes: 40_000 },
  ]);
  expect(breakdown.value).toBe(45_400);
  expect(breakdown.parts.map(({ id, value }) => [id, value])).toEqual([
    ['document', 5000],
    ['script', 400],
    ['stylesheet', 0],
    ['image', 40_000],
    ['font', 0],
    ['fetch', 0],
    ['media', 0],
    ['other', 0],
  ]);
  expect(nodeAt(breakdown, ['bytes', 'script'])?.parts.map(({ id }) => id)).toEqual(['/b.js', '/a.js']);
});

it('names a file the same in every build, and one of another origin with that origin', () => {
  const parts = bytesOf([
    script(`${SITE}/assets/app-D_x8-3Yk.js?v=1`, 10),
    script(`${SITE}/assets/app-Bd3kq0Xz.js`, 5),
    script('https://cdn.example/lib.js?token=abc', 7),
  ]).parts[1]?.parts;
  expect(parts).toEqual([
    { id: '/assets/app-*.js', value: 15, parts: [] },
    { id: 'https://cdn.example/lib.js', value: 7, parts: [] },
  ]);
});

it('has no part for what came from a cache or was refused', () => {
  expect(bytesOf([script(`${SITE}/cached.js`, 0)]).parts[1]?.parts).toEqual([]);
});

it('keeps the largest thirty paths of a type, and the rest as one remainder', () => {
  const many = Array.from({ length: 50 }, (_, index) => script(`${SITE}/chunk-${index}.js`, index + 1));
  const scripts = nodeAt(bytesOf(many), ['bytes', 'script']);
  expect(scripts?.parts).toHaveLength(30);
  expect(scripts?.parts.at(-1)).toMatchObject({ id: 'other', value: (21 * 22) / 2 });
});

it('sums exactly, whatever a page asks for', () => {
  const transfer = record({
    type: constantFrom(...RESOURCE_TYPES),
    url: constantFrom(`${SITE}/a.js`, `${SITE}/other`, 'https://cdn.example/x', 'https://cdn.example/', 'not a url'),
    bytes: integer({ min: 0, max: 1e9 }),
  });
  assert(
    property(array(transfer, { maxLength: 100 }), (transfers) => {
      expect(bytesOf(transfers).value).toBe(transfers.reduce((sum, { bytes }) => sum + bytes, 0));
    }),
  );
});
