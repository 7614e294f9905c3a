import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { expect, test } from 'vitest';

import { Reach } from '../../src/deploys/reach/reach.ts';
import { askOf } from '../../src/replay/ask.ts';
import { Connections, placeOf } from '../../src/replay/connections.ts';
import { exchange, type Exchange } from '../../src/replay/exchange.ts';
import { answer } from '../identity/answers.ts';
import { serveSite, type Page } from '../support/site.ts';

const TEXT = 'hello '.repeat(500);
const rawOf = (body: string | Buffer): string => createHash('sha256').update(body).digest('hex');

const drip: Page = (_, response) => {
  const timer = setInterval(() => response.write('x'), 5);
  response.on('close', () => clearInterval(timer));
};

interface Asking {
  readonly headers?: Readonly<Record<string, string>>;
  readonly times?: number;
  readonly limitMs?: number;
  readonly signal?: AbortSignal;
}

/** Asks a server with one page for it, over one connection. */
async function ask(page: Page, { headers = {}, times = 1, limitMs = 5000, ...rest }: Asking = {}): Promise<Exchange[]> {
  const site = await serveSite({ '/': page });
  const connections = new Connections(1);
  const { signal = new AbortController().signal } = rest;
  try {
    const request = askOf(answer('/', null, { url: `${site.url}/?q=1`, requestHeaders: headers }));
    const reach = new Reach();
    reach.admit(site.url);
    const place = await placeOf(request.url, {}, reach);
    const answers: Exchange[] = [];
    for (let time = 0; time < times; time += 1)
      answers.push(await exchange(request, { place, connections, signal, limitMs }));
    return answers;
  } finally {
    connections.close();
    await site.close();
  }
}

const encoded =
  (body: Buffer, encoding: string, length = true): Page =>
  (_, response) => {
    response.writeHead(200, { 'content-encoding': encoding, ...(length ? { 'content-length': body.length } : {}) });
    response.end(body);
  };

test.each<[string, Buffer]>([
  ['gzip', gzipSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
  ['zstd', zstdCompressSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['GZIP, br', brotliCompressSync(gzipSync(TEXT))],
  ['identity', Buffer.from(TEXT)],
])('a body in %s is decoded, and its bytes are counted as they were sent', async (encoding, body) => {
  for (const hasLength of [true, false]) {
    const [found] = await ask(encoded(body, encoding, hasLength));
    expect(found).toMatchObject({ status: 200, raw: rawOf(TEXT), encodedBytes: body.length });
  }
});

test('an encoding that is not known cannot be read, nor can a body that is not in its encoding', async () => {
  await expect(ask(encoded(gzipSync(TEXT), 'dcb'))).rejects.toThrow('its encoding is not known');
  await expect(ask(encoded(Buffer.from(TEXT), 'gzip'))).rejects.toThrow('it breaks off (Z_DATA_ERROR)');
});

test.each([200, 204, 304])('an empty body of a %i is no broken archive', async (status) => {
  const [found] = await ask((_, response) => {
    response
      .writeHead(status, { 'content-encoding': 'gzip', ...(status === 200 ? { 'content-length': 0 } : {}) })
      .end();
  });
  expect(found).toMatchObject({ status, raw: rawOf(''), encodedBytes: 0 });
});

test('a byte order mark is not a part of a text, whatever chunks it comes in', async () => {
  const [found] = await ask((_, response) => {
    response.write(Buffer.from([0xef]));
    setTimeout(() => response.end(Buffer.concat([Buffer.from([0xbb, 0xbf]), Buffer.from(TEXT)])), 5);
  });
  expect(found?.raw).toBe(rawOf(TEXT));
});

test('the server is sent what Chrome sent, without what belongs to a connection or asks for no body', async () => {
  let seen: NodeJS.Dict<string | string[]> = {};
  let url = '';
  const page: Page = (request, response) => {
    seen = request.headers;
    url = request.url ?? '';
    response.end();
  };
  await ask(page, {
    headers: {
      ':authority': 'deploy.example',
      cookie: 'a=1; b=2',
      'accept-encoding': 'gzip, deflate, br, zstd',
      'user-agent': 'Mozilla/5.0',
      connection: 'close',
      'if-none-match': '"x"',
      'if-modified-since': 'yesterday',
      host: 'other.example',
      te: 'trailers',
    },
  });
  expect(url).toBe('/?q=1');
  expect(seen).toEqual({
    cookie: 'a=1; b=2',
    'accept-encoding': 'gzip, deflate, br, zstd',
    'user-agent': 'Mozilla/5.0',
    connection: 'keep-alive',
    host: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
  });
});

test('a redirect is an answer and is not followed', async () => {
  let requests = 0;
  const [found] = await ask((_, response) => {
    requests += 1;
    response.writeHead(302, { location: '/elsewhere', 'set-cookie': ['a=1', 'b=2'] }).end('moved');
  });
  expect(requests).toBe(1);
  expect(found?.status).toBe(302);
  expect(found?.headers).toEqual(
    expect.arrayContaining([
      ['location', '/elsewhere'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ]),
  );
});

test('a connection that the server closes after its answer is opened anew', async () => {
  const ports = new Set<number | undefined>();
  const answers = await ask(
    (request, response) => {
      ports.add(request.socket.remotePort);
      response.end(TEXT, () => request.socket.destroy());
    },
    { times: 5 },
  );
  expect(answers.map(({ raw }) => raw)).toEqual(Array(5).fill(rawOf(TEXT)));
  expect(ports.size).toBe(5);
});

test('a connection is kept while the server keeps it', async () => {
  const ports = new Set<number | undefined>();
  await ask((request, response) => response.end(String(ports.add(request.socket.remotePort).size)), { times: 5 });
  expect(ports.size).toBe(1);
});

test('a body that never ends is given up at the limit, and one that breaks off at once', async () => {
  await expect(ask(drip, { limitMs: 200 })).rejects.toThrow('it does not end within 0.2 s');
  await expect(ask(() => undefined, { limitMs: 200 })).rejects.toThrow('it does not end within 0.2 s');
  await expect(
    ask((request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half', () => request.socket.destroy());
    }),
  ).rejects.toThrow('it breaks off');
});

test('it ends with the run', async () => {
  const stop = new AbortController();
  const hung: Page = () => stop.abort(new Error('the run was cancelled'));
  await expect(ask(hung, { signal: stop.signal })).rejects.toThrow('the run was cancelled');
});

const LITTLE_BYTES = 100_000_000;
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('a body of a gigabyte is hashed as it comes, in little memory', { timeout: 60_000 }, async () => {
  const megabyte = Buffer.alloc(1_000_000, 'x');
  // Archives that follow each other are one.
  const [archive, pieces] = [gzipSync(megabyte), 1000];
  // What earlier tests have left is not counted.
  collectGarbage();
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const page: Page = (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' });
    for (let piece = 0; piece < pieces; piece += 1) response.write(archive);
    response.end();
  };
  const held = (): number => process.memoryUsage().arrayBuffers - before;
  // What is held: when the rest is collected is not ours to say. A collection takes long, so there is one only where it matters.
  const watch = setInterval(() => {
    if (held() > LITTLE_BYTES) collectGarbage();
    most = Math.max(most, held());
  }, 50);
  const [found] = await ask(page, { limitMs: 50_000 }).finally(() => clearInterval(watch));
  expect(found?.encodedBytes).toBe(pieces * archive.length);
  expect(found?.timeline.bytes).toBe(pieces * megabyte.length);
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThan(LITTLE_BYTES);
});
