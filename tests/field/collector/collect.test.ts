import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { collect } from '../../../src/cli/field/run-collect.ts';
import { collectRecords } from '../../../src/field/collector/collect.ts';
import type { CollectOptions } from '../../../src/field/collector/options.ts';
import { FakeIo } from '../../cli/fake-io.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'vitals-gate-collect-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function optionsOf(more: Partial<CollectOptions> = {}): CollectOptions {
  const none = { countryHeader: null, trustProxy: null, requestsPerSecond: 0 };
  return { port: 0, host: '127.0.0.1', dir, origins: ['*'], ...none, ...more };
}

const start = (options: CollectOptions): Promise<void> =>
  collectRecords(options, () => undefined, AbortSignal.abort('SIGTERM'));

test('a port that is taken is wrong use: it is named, with what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  try {
    await expect(start(optionsOf({ port }))).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(`cannot listen on 127.0.0.1:${port}: .*EADDRINUSE`) as string,
      todo: expect.stringContaining('--port') as string,
    });
  } finally {
    other.close();
  }
});

test('a folder that cannot take records is wrong use: it is named, with what to do', async () => {
  const file = path.join(dir, 'file');
  writeFileSync(file, '');
  await expect(start(optionsOf({ dir: file }))).rejects.toMatchObject({
    exitCode: 2,
    message: expect.stringContaining(`The folder ${file} cannot take records`) as string,
    todo: expect.stringContaining('--dir') as string,
  });
});

test.skipIf(process.platform === 'win32')(
  'a file of another user is wrong use: it is named, with what to do',
  async () => {
    const day = path.join(dir, 'date=2026-11-01');
    const file = path.join(day, '100000-elsewhere-7-0a1b2c3d.ndjson');
    mkdirSync(day);
    writeFileSync(file, '{}', { mode: 0 });
    chmodSync(dir, 0o777);
    // Root may read everything, so it is somebody else for a while.
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      await expect(start(optionsOf())).rejects.toMatchObject({
        exitCode: 2,
        message: expect.stringContaining(
          `The file ${file} may end with half a line, which cannot be cut: EACCES`,
        ) as string,
        todo: expect.stringContaining('read and write the file') as string,
      });
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  },
);

/** Resolves when the log has the words. */
async function logged(io: FakeIo, words: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const found = words.exec(io.stderr.text);
    if (found !== null) return found;
    await once(io.stderr, 'kept');
  }
}

test('a second signal ends it at once with 3, while a request is open', async () => {
  const io = new FakeIo();
  const code = collect(optionsOf(), io);
  const [, port] = await logged(io, /listening on http:\/\/[\d.]+:(\d+)/);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n');
  await once(socket, 'data');
  io.signals.emit('SIGTERM');
  await logged(io, /SIGTERM: stopping/);
  expect(io.exits).toEqual([]);
  io.signals.emit('SIGTERM');
  expect(io.exits).toEqual([3]);
  socket.end('{}');
  expect(await code).toBe(0);
});
