import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { failureOf, openClient } from '../../../src/start/routes/http.ts';

const PIECE = Buffer.alloc(500_000, 'x');

/** Answers without an end, as fast as it is read. */
const server = createServer((_request, response) => {
  const more = (): void => {
    while (!response.destroyed && response.write(PIECE));
  };
  response.on('drain', more);
  more();
});
let url = '';
beforeEach(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

test('an answer without an end is read for four megabytes', async () => {
  const { text } = await openClient(new AbortController().signal).get(url);
  expect(text).toHaveLength(4_000_000);
});

test('a survey whose time is up ends its requests, and it is told so', async () => {
  const error: unknown = await openClient(AbortSignal.timeout(0))
    .get(url)
    .catch((thrown: unknown) => thrown);
  expect(failureOf(error)).toBe('it does not answer in time');
});
