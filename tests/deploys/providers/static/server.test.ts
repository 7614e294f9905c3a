import { once } from 'node:events';
import { readdir, symlink, writeFile } from 'node:fs/promises';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';

import { swapPorts } from '../../../../src/deploys/providers/provider.ts';
import { takeSnapshot } from '../../../../src/deploys/providers/static/snapshot.ts';
import { serveFolder } from '../../../../src/deploys/providers/static/server.ts';
import { blockOf } from '../../../config/files.ts';
import { withFolder, withSite } from '../../site.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as it is written: fetch would decompress and normalise. */
async function get(
  origin: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const sent = request({ hostname, port, path, method, headers, agent: false }, (response) => {
    buffer(response).then(
      (body) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      reject,
    );
  });
  sent.on('error', reject).end();
  return promise;
}

const PAGE = '<!doctype html><title>a</title>';
const SCRIPT = 'console.log("hello");\n'.repeat(500);

test('a folder answers with its index page, and with its files in their types', async () => {
  await withSite(
    { 'index.html': PAGE, 'p/index.html': 'p', 'a.css': 'x', 'a.mjs': 'x', 'a.svg': 'x', 'a.woff2': 'x' },
    async (url) => {
      expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
      expect((await get(url, '/')).body.toString()).toBe(PAGE);
      expect((await get(url, '/p/')).body.toString()).toBe('p');
      expect((await get(url, '/')).headers['content-type']).toBe('text/html;charset=utf-8');
      expect((await get(url, '/a.css')).headers['content-type']).toBe('text/css');
      expect((await get(url, '/a.mjs')).headers['content-type']).toBe('text/javascript');
      expect((await get(url, '/a.svg')).headers['content-type']).toBe('image/svg+xml');
      expect((await get(url, '/a.woff2')).headers['content-type']).toBe('font/woff2');
    },
  );
});

test('what is not there is a 404, never the index page', async () => {
  await withSite({ 'index.html': PAGE }, async (url) => {
    expect((await get(url, '/missing')).status).toBe(404);
    expect((await get(url, '/%E0%A4%A')).status).toBe(404);
  });
});

test('a large text is served as Brotli or gzip to who accepts it, and plain to who does not', async () => {
  await withSite({ 'index.html': PAGE, 'a.js': SCRIPT }, async (url) => {
    const brotli = await get(url, '/a.js', { 'accept-encoding': 'gzip, deflate, br, zstd' });
    expect(brotli.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript',
      vary: 'Accept-Encoding',
    });
    expect(brotliDecompressSync(brotli.body).toString()).toBe(SCRIPT);
    const gzip = await get(url, '/a.js', { 'accept-encoding': 'gzip' });
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gzip.body).toString()).toBe(SCRIPT);
    const plain = await get(url, '/a.js');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(SCRIPT);
  });
});

test('small texts and compressed types stay as they are', async () => {
  await withSite({ 'index.html': PAGE, 'a.png': SCRIPT }, async (url) => {
    expect((await get(url, '/', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
    expect((await get(url, '/a.png', { 'accept-encoding': 'br' })).headers['content-encoding']).toBeUndefined();
  });
});

test('a known etag is answered with 304, a range with its part, another method with 405', async () => {
  await withSite({ 'index.html': PAGE }, async (url) => {
    const { etag = '' } = (await get(url, '/')).headers;
    expect((await get(url, '/', { 'if-none-match': etag })).status).toBe(304);
    const part = await get(url, '/', { range: 'bytes=0-8' });
    expect([part.status, part.body.toString()]).toEqual([206, '<!doctype']);
    expect((await get(url, '/', {}, 'POST')).status).toBe(405);
    expect((await get(url, '/', {}, 'HEAD')).body.length).toBe(0);
  });
});

test('hidden files are not served, but .well-known is', async () => {
  await withSite(
    { 'index.html': PAGE, '.env': 'SECRET', '.git/config': 'x', '.well-known/a.txt': 'x' },
    async (url) => {
      expect((await get(url, '/.env')).status).toBe(404);
      expect((await get(url, '/.git/config')).status).toBe(404);
      expect((await get(url, '/.well-known/a.txt')).status).toBe(200);
    },
  );
});

test.each(['/../secret.txt', '/..%2fsecret.txt', '/%2e%2e/secret.txt', '/a/..\\..\\secret.txt', '//secret.txt'])(
  '%s does not lead out of the folder',
  async (path) => {
    await withFolder({ 'secret.txt': 'SECRET', 'site/index.html': PAGE }, async (folder) => {
      const server = await serveFolder('head', join(folder, 'site'));
      const answer = await get(server.url, path);
      await server.close();
      expect(answer.status).toBe(404);
    });
  },
);

test('links inside the folder are followed, links out of it and in circles are not', async () => {
  await withFolder({ 'secret/a.txt': 'SECRET', 'site/index.html': PAGE, 'site/real/a.txt': 'a' }, async (folder) => {
    const site = join(folder, 'site');
    await symlink(join(site, 'real'), join(site, 'inside'));
    await symlink(join(folder, 'secret'), join(site, 'outside'));
    await symlink(join(folder, 'secret/a.txt'), join(site, 'outside.txt'));
    await symlink(site, join(site, 'circle'));
    await symlink(join(site, 'nowhere'), join(site, 'dangling'));
    const server = await serveFolder('head', site);
    expect((await get(server.url, '/inside/a.txt')).body.toString()).toBe('a');
    expect((await get(server.url, '/outside/a.txt')).status).toBe(404);
    expect((await get(server.url, '/outside.txt')).status).toBe(404);
    expect((await get(server.url, '/circle/index.html')).status).toBe(404);
    await server.close();
  });
});

test('a build that starts during the run does not change what is served', async () => {
  await withFolder({ 'index.html': PAGE }, async (folder) => {
    const server = await serveFolder('head', folder);
    await writeFile(join(folder, 'index.html'), 'changed and longer than it was before');
    expect((await get(server.url, '/')).body.toString()).toBe(PAGE);
    await server.close();
  });
});

test('closing ends open connections, also one whose request never ends', async () => {
  await withFolder({ 'index.html': PAGE }, async (folder) => {
    const server = await serveFolder('head', folder);
    await fetch(server.url); // undici keeps the connection open
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const ended = new Promise((resolve) => socket.on('close', resolve));
    await once(socket, 'connect');
    socket.on('error', () => {}).write('GET / HTTP/1.1\r\nhost: ');
    await server.close();
    await ended;
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });
});

test('a snapshot leaves nothing behind', async () => {
  await withFolder({ 'index.html': PAGE, 'a/a.js': SCRIPT }, async (folder) => {
    const snapshot = await takeSnapshot(folder);
    expect((await readdir(join(snapshot.folder, 'a'))).toSorted()).toEqual(['a.js', 'a.js.br', 'a.js.gz']);
    snapshot.remove();
    await expect(readdir(snapshot.folder)).rejects.toThrow('ENOENT');
  });
});

describe('a folder that is no site is an error', () => {
  const todo = '\n  → Build it first, or correct `static:` (it is relative to the configuration file).';

  test.each([
    ['missing', 'nowhere', 'does not exist'],
    ['a file', 'file.txt', 'is a file, not a folder'],
    ['without a page', 'assets', 'holds no HTML page, not even an index.html'],
    ['with nothing but hidden files', 'hidden', 'is empty'],
  ])('%s', async (_what, name, problem) => {
    await withFolder({ 'file.txt': '', 'assets/a.js': '', 'hidden/.x': '' }, async (folder) => {
      const path = join(folder, name);
      expect(await blockOf(() => serveFolder('base', path))).toBe(
        `error: The base deploy's folder ${path} ${problem}.${todo}`,
      );
    });
  });
});

test('two folders can exchange their ports, and each goes on to serve its own', async () => {
  await withFolder({ 'index.html': 'one' }, async (first) => {
    await withFolder({ 'index.html': 'two' }, async (second) => {
      const [one, two] = [await serveFolder('base', first), await serveFolder('head', second)];
      const [urlOfOne, urlOfTwo] = [one.url, two.url];
      await swapPorts(one, two);
      expect([one.url, two.url]).toEqual([urlOfTwo, urlOfOne]);
      expect(String((await get(one.url, '/')).body)).toBe('one');
      expect(String((await get(two.url, '/')).body)).toBe('two');
      await one.close();
      await two.close();
    });
  });
});

async function withApp(body: (url: string) => Promise<void>): Promise<void> {
  await withFolder({ 'index.html': PAGE, 'app.js': SCRIPT, 'about/index.html': 'about' }, async (folder) => {
    const server = await serveFolder('head', folder, { spa: true });
    try {
      await body(server.url);
    } finally {
      await server.close();
    }
  });
}

describe('a single-page application', () => {
  test('has its index page where a page is asked for that is no file', async () => {
    await withApp(async (url) => {
      for (const headers of [{ accept: 'text/html,*/*;q=0.8' }, { 'sec-fetch-dest': 'document' }, {}]) {
        const { status, body } = await get(url, '/cart/42?x=1', headers);
        expect([status, body.toString()]).toEqual([200, PAGE]);
      }
    });
  });

  test('has its files and folders as before', async () => {
    await withApp(async (url) => {
      expect((await get(url, '/about/')).body.toString()).toBe('about');
      expect((await get(url, '/app.js', { 'sec-fetch-dest': 'script' })).status).toBe(200);
    });
  });

  test.each([
    ['a script', '/gone.js', { 'sec-fetch-dest': 'script' }],
    ['a page with an extension', '/gone.html', { accept: 'text/html' }],
    ['a script without an extension', '/gone', { 'sec-fetch-dest': 'script', accept: '*/*' }],
    ['a request of a script', '/api/cart', { 'sec-fetch-dest': 'empty', accept: '*/*' }],
    ['an image', '/gone', { accept: 'image/avif,image/webp' }],
  ])('misses %s that is not there', async (_, path, headers) => {
    await withApp(async (url) => {
      expect((await get(url, path, headers)).status).toBe(404);
    });
  });
});
