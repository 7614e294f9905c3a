import { expect, test } from 'vitest';

import { TokenBuckets } from '../../../src/field/collector/token-buckets.ts';

/** Buckets of two requests a second, and how many of ten at once pass. */
function bucketsAt(clock: { ms: number }, most?: number) {
  const buckets = new TokenBuckets(2, () => clock.ms, most);
  const passing = (address: string): number =>
    Array.from({ length: 50 }, () => buckets.take(address)).filter((seconds) => seconds === 0).length;
  return { buckets, passing };
}

test('an address may send a burst, and then as fast as it is refilled', () => {
  const clock = { ms: 1000 };
  const { passing } = bucketsAt(clock);
  expect(passing('192.0.2.1')).toBe(10);
  clock.ms += 3000;
  expect(passing('192.0.2.1')).toBe(6);
  clock.ms += 3_600_000;
  expect(passing('192.0.2.1')).toBe(10);
});

test('who must wait is told for how many seconds', () => {
  const buckets = new TokenBuckets(0.1, () => 0);
  expect(buckets.take('192.0.2.1')).toBe(5);
});

test('no limit is no limit', () => {
  const buckets = new TokenBuckets(0);
  expect(Array.from({ length: 1000 }, () => buckets.take('192.0.2.1'))).toEqual(Array.from({ length: 1000 }, () => 0));
  expect(buckets.size).toBe(0);
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'],
  ['2001:0DB8::1', '2001:db8:0:0:9::'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
])('%s and %s share a bucket', (one, other) => {
  const { passing } = bucketsAt({ ms: 0 });
  expect([passing(one), passing(other)]).toEqual([10, 0]);
});

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:3::1'],
  ['192.0.2.1', '192.0.2.2'],
])('%s and %s do not', (one, other) => {
  const { passing } = bucketsAt({ ms: 0 });
  expect([passing(one), passing(other)]).toEqual([10, 10]);
});

test('of more addresses than are kept, the one that was silent for longest is forgotten', () => {
  const { buckets, passing } = bucketsAt({ ms: 0 }, 2);
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.1', '192.0.2.3']) passing(address);
  expect(buckets.size).toBe(2);
  expect([passing('192.0.2.1'), passing('192.0.2.2')]).toEqual([0, 10]);
});
