import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { OffLimits, TooLarge } from '../../src/deploys/fetch-page.ts';
import { mapFetcher } from '../../src/source-maps/fetch-map.ts';
import { mapText } from './support.ts';

describe('a map', () => {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  let server: Server;
  let url = '';

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push({ path: request.url ?? '', headers: request.headers });
      if (request.url === '/a.js.map') response.end(mapText());
      else if (request.url === '/bomb.map')
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(100_000)));
      else if (request.url === '/away.map') response.writeHead(302, { location: '/a.js.map' }).end();
      else response.writeHead(404).end('{}');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it('is fetched from a deploy of this machine, with the headers of the deploy', async () => {
    const fetchMap = mapFetcher({ deployUrls: [url], headers: { 'x-bypass': 'yes' } });
    expect((await fetchMap(`${url}/a.js.map`, 1000)).toString()).toBe(mapText());
    expect(asked.at(-1)?.headers['x-bypass']).toBe('yes');
  });

  it('is fetched from an allowed host, without them', async () => {
    const fetchMap = mapFetcher({ deployUrls: [], allowHosts: [new URL(url).host], headers: { 'x-bypass': 'yes' } });
    expect((await fetchMap(`${url}/a.js.map`, 1000)).toString()).toBe(mapText());
    expect(asked.at(-1)?.headers['x-bypass']).toBeUndefined();
  });

  it('is not fetched from another server of this machine, whatever a script claims as its URL', async () => {
    const before = asked.length;
    await expect(mapFetcher({ deployUrls: ['https://shop.example'] })(`${url}/a.js.map`, 1000)).rejects.toBeInstanceOf(
      OffLimits,
    );
    expect(asked.length).toBe(before);
  });

  it.each([
    ['sent', '/a.js.map', 10],
    ['unpacked', '/bomb.map', 10_000],
  ])('is refused where it is larger than the limit as it is %s', async (_, path, limit) => {
    await expect(mapFetcher({ deployUrls: [url] })(`${url}${path}`, limit)).rejects.toBeInstanceOf(RangeError);
  });

  it('that is too large is told apart from one that cannot be had', async () => {
    await expect(mapFetcher({ deployUrls: [url] })(`${url}/a.js.map`, 10)).rejects.toBeInstanceOf(TooLarge);
  });

  it.each(['/away.map', '/missing.map'])('is not there where %s redirects or fails', async (path) => {
    await expect(mapFetcher({ deployUrls: [url] })(`${url}${path}`, 1000)).rejects.toThrow(/answers (302|404)/);
    expect(asked.at(-1)?.path).toBe(path);
  });
});
