import { expect, it } from 'vitest';

import { placeHeaders } from '../../../src/lab/breakdowns/server-headers.ts';

it.each([
  ['age', '0', '0'],
  ['age', '512', 'above 0'],
  ['cf-cache-status', 'HIT', 'HIT'],
  ['x-vercel-cache', 'STALE', 'STALE'],
  ['via', '1.1 0c1e1d5e7f8a9b0c1d2e.cloudfront.net (CloudFront)', '1.1 *.cloudfront.net (CloudFront)'],
  ['via', '1.1 varnish, 1.1 varnish', '1.1 varnish, 1.1 varnish'],
  ['x-vercel-id', 'fra1::iad1::k9x2p-1700000000000-3f2a9c1b7d8e', 'fra1 to iad1'],
  ['cf-ray', '8f2a3c1b7d8e0a1b-FRA', 'FRA'],
  ['x-amz-cf-pop', 'FRA56-P5', 'FRA'],
  ['fly-region', 'cdg', 'cdg'],
  ['x-served-by', 'cache-fra-eddf8230123-FRA, cache-iad-kiad7000045-IAD', 'FRA, IAD'],
])('%s: %s is kept as %s', (name, value, kept) => {
  expect(placeHeaders({ [name]: value })).toEqual([{ name, value: kept }]);
});

it('what says nothing of a cache or region is not kept, and nothing is long', () => {
  expect(placeHeaders({ 'set-cookie': 'secret', 'cf-ray': 'nonsense', 'x-vercel-id': 'one' })).toEqual([]);
  expect(placeHeaders({ via: 'x'.repeat(10_000) })[0]?.value.length).toBe(100);
});
