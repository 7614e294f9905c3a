import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { preflight } from '../../src/deploys/preflight.ts';

const NEVER = new AbortController().signal;

async function listening(): Promise<{ origin: string; close: () => Promise<void> }> {
  const server = createServer((socket) => socket.on('error', () => socket.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    server.close();
    await once(server, 'close');
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

test('a server that listens is there, whatever it would answer', async () => {
  const { origin, close } = await listening();
  expect(await preflight(`${origin}/any/path?token=1`, NEVER)).toBeNull();
  await close();
});

test('a closed port refuses connections', async () => {
  const { origin, close } = await listening();
  await close();
  expect(await preflight(`${origin}/page?token=secret`, NEVER)).toBe(`${origin} refuses connections.`);
});

test('a host that does not exist cannot be found', async () => {
  expect(await preflight('https://no-such-host.invalid/x', NEVER)).toBe(
    'The host of https://no-such-host.invalid cannot be found.',
  );
});

test('a run that is stopped stops waiting, with its own reason', async () => {
  await expect(preflight('http://127.0.0.1:9', AbortSignal.abort('SIGINT'))).rejects.toBe('SIGINT');
});
