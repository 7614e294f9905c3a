import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { afterEach, expect, test } from 'vitest';

import { createNodeListener } from '../../../src/field/collector/node-listener.ts';
import { createReceiver } from '../../../src/field/collector/receiver.ts';
import { serveCollector, type CollectorServer } from '../../../src/field/collector/server.ts';

let server: CollectorServer | null = null;
afterEach(async () => server?.drain());

async function connected(times = {}): Promise<Socket> {
  const receive = createReceiver({ origins: ['*'], store: { append: async () => 'stored' } });
  server = await serveCollector(createNodeListener(receive), { port: 0, host: '127.0.0.1' }, times);
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  await once(socket, 'connect');
  return socket;
}

/** Everything that is received until the other side closes, or until `until` matches. */
async function received(socket: Socket, until?: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += String(chunk);
    if (until?.test(text) === true) break;
  }
  return text;
}

test('10 MB are refused before a byte of them is sent', async () => {
  const socket = await connected();
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n');
  expect(await received(socket, /bytes"/)).toMatch(/^HTTP\/1\.1 413 /);
});

test('chunks without a length are refused above 64 KiB', async () => {
  const socket = await connected();
  socket.write(`POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n11000\r\n${' '.repeat(0x11000)}`);
  expect(await received(socket, /bytes"/)).toMatch(/^HTTP\/1\.1 413 /);
});

test.each([
  ['anything', ''],
  ['its head', 'POST / HTTP/1.1\r\nHost: a\r\n'],
  ['its body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{'],
])('a client that never ends %s is cut off', async (_what, text) => {
  const socket = await connected({ requestMs: 100 });
  socket.write(text);
  expect(await received(socket)).toMatch(/^HTTP\/1\.1 408 /);
});

test('a client that goes on sending after its refusal is cut off', async () => {
  const socket = await connected({ requestMs: 2000 });
  socket.on('error', () => undefined).write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10000000\r\n\r\n');
  const drip = setInterval(() => socket.write(' '), 10);
  try {
    const answers = await received(socket).catch(() => 'reset');
    expect(answers).toMatch(/^HTTP\/1\.1 413 |^reset$/);
  } finally {
    clearInterval(drip);
  }
});

test.each([
  ['a length that is not a number', 'Content-Length: 1e9\r\n'],
  ['two lengths', 'Content-Length: 1\r\nContent-Length: 2\r\n'],
  ['a length and chunks', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'],
  ['a head that is too long', `X: ${'x'.repeat(70_000)}\r\n`],
])('%s in the head is refused', async (_what, headers) => {
  const socket = await connected();
  socket.on('error', () => undefined).write(`POST / HTTP/1.1\r\nHost: a\r\n${headers}\r\n`);
  expect(await received(socket, /\r\n\r\n/)).toMatch(/^HTTP\/1\.1 4\d\d /);
});

test('other paths are not found, and /healthz tells that it is well', async () => {
  await connected();
  const url = server?.url ?? '';
  expect((await fetch(`${url}other`, { method: 'POST', body: '{}' })).status).toBe(404);
  expect(await (await fetch(`${url}healthz`)).json()).toEqual({ status: 'ok' });
});
