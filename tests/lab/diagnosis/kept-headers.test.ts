import type { Protocol } from 'puppeteer';
import { expect, it } from 'vitest';

import { keptOfAnswer } from '../../../src/lab/diagnosis/kept-headers.ts';

it('of an answer only the headers of the list are kept, each cut to what is looked at', () => {
  const headers = { 'X-Long': 'a'.repeat(100_000), Link: 'b'.repeat(100_000), ETag: '"1"' };
  const answer = { url: 'https://shop.example/', status: 200, headers, connectionReused: true, securityDetails: {} };
  expect(keptOfAnswer(answer as unknown as Protocol.Network.Response)).toEqual({
    status: 200,
    headers: { link: 'b'.repeat(20_000), etag: '"1"' },
    connectionReused: true,
  });
});
