import { array, assert, constant, constantFrom, integer, property, record } from 'fast-check';
import { expect, it } from 'vitest';

import { bytesNotes, bytesReading } from '../../../src/lab/breakdowns/bytes.ts';
import type { Transfer } from '../../../src/lab/visit/transfers.ts';
import { assertSums, nodeAt, type Breakdown } from '../../../src/model/breakdown.ts';
import { RESOURCE_TYPES } from '../../../src/model/metrics/bytes.ts';

const SITE = 'https://shop.example/preview/7';

function bytesOf(transfers: readonly Transfer[], ...budgeted: string[][]): Breakdown {
  const reading = bytesReading(transfers, SITE, budgeted);
  if (reading.status !== 'measured') throw new Error(reading.reason);
  assertSums(reading.breakdown);
  return reading.breakdown;
}

const script = (url: string, bytes: number): Transfer => ({ type: 'script', url, bytes, isBodyUnknown: false });

it('is the sum over types of resources, in one order, and of each over paths, the largest first', () => {
  const breakdown = bytesOf([
    { type: 'document', url: `${SITE}/p/42`, bytes: 5000, isBodyUnknown: false },
    script(`${SITE}/a.js`, 100),
    script(`${SITE}/b.js`, 300),
    { type: 'image', url: `${SITE}/hero.jpg`, bytes: 40_000, isBodyUnknown: false },
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

const chunk = (index: number): string => `/chunk-${index}.js`;
const many = (count: number): Transfer[] =>
  Array.from({ length: count }, (_, index) => script(`${SITE}${chunk(index)}`, index + 1));

it('tells as many paths of a type apart as a comparison does, and has the smallest of more as one remainder', () => {
  expect(nodeAt(bytesOf(many(199)), ['bytes', 'script'])?.parts.map(({ id }) => id)).not.toContain('other');
  const scripts = nodeAt(bytesOf(many(210)), ['bytes', 'script']);
  expect(scripts?.parts).toHaveLength(200);
  expect(scripts?.parts.at(-1)).toMatchObject({ id: 'other', value: (11 * 12) / 2 });
});

it('tells a path apart that a budget names, however small it is', () => {
  const scripts = nodeAt(bytesOf(many(210), ['bytes', 'script', chunk(3)], ['lcp'], ['bytes', 'image', chunk(4)]), [
    'bytes',
    'script',
  ]);
  expect(scripts?.parts).toHaveLength(200);
  expect(scripts?.parts.find(({ id }) => id === chunk(3))?.value).toBe(4);
  expect(scripts?.parts.find(({ id }) => id === chunk(4))).toBeUndefined();
});

it('notes what a visit’s transfer size lacks', () => {
  const worker = { ...script(`${SITE}/worker.js?key=1`, 230), isBodyUnknown: true };
  const known = script(`${SITE}/a.js`, 100);
  expect(bytesNotes({ transfers: [known], hasServiceWorker: false })).toEqual([]);
  expect(bytesNotes({ transfers: [known, worker], hasServiceWorker: true })).toEqual([
    `The transfer size has only the headers of ${SITE}/worker.js: Chrome does not say how long the body was.`,
    'The page has a service worker: what that requests by itself is not in the transfer size.',
  ]);
  expect(bytesNotes({ transfers: [worker, worker], hasServiceWorker: false })[0]).toContain('/worker.js and 1 more:');
});

it('sums exactly, whatever a page asks for', () => {
  const transfer = record({
    type: constantFrom(...RESOURCE_TYPES),
    url: constantFrom(`${SITE}/a.js`, `${SITE}/other`, 'https://cdn.example/x', 'https://cdn.example/', 'not a url'),
    bytes: integer({ min: 0, max: 1e9 }),
    isBodyUnknown: constant(false),
  });
  assert(
    property(array(transfer, { maxLength: 100 }), (transfers) => {
      expect(bytesOf(transfers).value).toBe(transfers.reduce((sum, { bytes }) => sum + bytes, 0));
    }),
  );
});
