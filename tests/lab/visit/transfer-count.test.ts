import { expect, it } from 'vitest';

import { TransferCount, type Quirk, type TransferEvent } from '../../../src/lab/visit/transfer-count.ts';

/** A request of which one session tells. */
function counted(told: readonly TransferEvent[], quirk: Quirk | null = null): TransferCount<string> {
  const count = new TransferCount<string>(quirk);
  for (const each of told) count.add('page', each);
  return count;
}

const head = (size: number, over: Partial<Extract<TransferEvent, { kind: 'head' }>> = {}): TransferEvent => ({
  kind: 'head',
  size,
  declared: null,
  isCompressed: false,
  isError: false,
  isLocal: false,
  ...over,
});
const data = (size: number, decoded: number): TransferEvent => ({ kind: 'data', size, decoded });
const end = (size: number): TransferEvent => ({ kind: 'end', size });
const status = (code: number): TransferEvent => ({ kind: 'status', status: code });

// What Chrome 156 tells of each, beside what the server's socket wrote.
it.each<[string, TransferEvent[], number]>([
  ['a document', [status(200), head(229), data(0, 732), end(961)], 961],
  ['an answer in chunks', [status(200), head(163), data(2022, 2008), data(0, 1004), data(1011, 2008), end(5223)], 5223],
  ['a compressed answer in chunks', [head(243), data(0, 8004), data(46, 0), end(289)], 289],
  ['an unchanged answer, whose body is in the cache', [status(304), head(181), data(0, 5004), end(181)], 181],
  [
    'a synchronous request, whose head has the body',
    [status(200), head(4543), data(0, 3874), data(0, 447), end(4543)],
    4543,
  ],
  ['a script that a worker imports', [head(2447), data(0, 2226), end(2447)], 2447],
  ['a preflight, which has an end of 0', [status(204), head(176), end(0)], 176],
  ['an answer from the memory', [{ kind: 'memory-cache' }, head(0), data(0, 3000), end(0)], 0],
  ['an answer from the disk', [head(0, { isLocal: true }), data(0, 3000), end(0)], 0],
  ['a request that is cut off', [head(200), data(3000, 3000)], 3200],
  ['a body that is aborted before Chrome says how it was sent', [status(200), head(163), data(0, 2000)], 2163],
  ['a compressed body that is aborted, by what is sure', [head(243, { isCompressed: true }), data(20, 8000)], 263],
  ['an unchanged answer that is aborted', [status(304), head(181), data(0, 5004)], 181],
  ['a request of which nothing came', [], 0],
  [
    'a redirect',
    [{ kind: 'redirect', size: 180 }, { kind: 'redirect', size: -1 }, head(200), data(42, 42), end(242)],
    422,
  ],
])('%s counts what was sent', (_, told, bytes) => {
  const count = counted(told);
  expect(count.bytes).toBe(bytes);
  expect(count.isBodyUnknown).toBe(false);
});

it('what several sessions tell of one request counts once', () => {
  const count = counted([head(200), data(1000, 1000)]);
  for (const each of [head(200), data(1000, 1000), end(1200)]) count.add('frame', each);
  expect(count.bytes).toBe(1200);
});

it('a worker’s own script counts by its declared length, not by what it is decoded', () => {
  const count = counted([head(230, { declared: 63 }), data(0, 9022), end(230)], 'worker-script');
  expect(count.bytes).toBe(293);
  expect(count.isBodyUnknown).toBe(false);
});

it('of a worker’s own script without a declared length the head is sure, and that something is missing', () => {
  const count = counted([head(230), data(0, 9022), end(230)], 'worker-script');
  expect(count.bytes).toBe(230);
  expect(count.isBodyUnknown).toBe(true);
});

it.each<[string, TransferEvent[], number]>([
  ['unchanged', [head(181), status(304), data(0, 5004), end(181)], 181],
  ['from a cache', [head(0, { isLocal: true }), data(0, 5004), end(0)], 0],
  ['counted by Chrome', [head(181), data(0, 5004), end(5185)], 5185],
])('a worker’s own script that is %s lacks nothing', (_, told, bytes) => {
  const count = counted(told, 'worker-script');
  expect(count.bytes).toBe(bytes);
  expect(count.isBodyUnknown).toBe(false);
});

const error = (size: number, over: Partial<Extract<TransferEvent, { kind: 'head' }>> = {}): TransferEvent =>
  head(size, { isError: true, ...over });

// Chrome 156 gives up such an image early, and its end is the decoded length of what came of the body.
it.each<[string, TransferEvent[], number]>([
  ['its body', [status(404), error(237, { declared: 2000 }), data(0, 2000), end(2000)], 2237],
  ['what came of its body', [status(404), error(163, { declared: 1800 }), data(0, 900), end(900)], 1063],
  ['its compressed body', [status(404), error(187, { isCompressed: true }), data(55, 9000), end(9000)], 242],
  [
    'its compressed body as declared',
    [status(404), error(179, { isCompressed: true, declared: 44 }), data(0, 9000), end(9000)],
    223,
  ],
  ['no body', [status(404), error(138), end(143)], 143],
])('an image that is answered with an error counts its head and %s', (_, told, bytes) => {
  const count = counted(told, 'image');
  expect(count.bytes).toBe(bytes);
  expect(count.isBodyUnknown).toBe(false);
});

it('of a compressed image that is answered with an error the head is sure where nothing tells the body’s length', () => {
  const count = counted([error(187, { isCompressed: true }), data(0, 3000), end(3000)], 'image');
  expect(count.bytes).toBe(187);
  expect(count.isBodyUnknown).toBe(true);
});

it('an image whose connection breaks counts its head and what came of its body', () => {
  expect(counted([status(200), head(151, { declared: 10_000 }), data(0, 3000), end(3000)], 'image').bytes).toBe(3151);
  expect(counted([status(200), head(213), data(42, 42), end(255)], 'image').bytes).toBe(255);
});
