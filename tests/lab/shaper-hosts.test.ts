import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

import { isBlocked, routeOf } from '../../src/lab/shaper/hosts.ts';
import { Shaper } from '../../src/lab/shaper/shaper.ts';
import { matchesUrl } from '../../src/lab/url-pattern.ts';
import { connectThrough } from '../support/socks.ts';

test.each([
  ['*.tracker.example', 'a.tracker.example', true],
  ['*.tracker.example', 'a.b.Tracker.example', true],
  ['*.tracker.example', 'tracker.example', false],
  ['*.tracker.example', 'trackerxexample', false],
  ['tracker.*', 'tracker.example', true],
  ['*', 'anything', true],
])('the pattern %s and the host %s', (glob, host, blocked) => {
  expect(isBlocked([glob], host)).toBe(blocked);
});

test.each([
  ['shop.example', 443, { 'shop.example': '10.0.0.1' }, { host: '10.0.0.1', port: 443 }],
  ['Shop.example', 443, { 'shop.example': '10.0.0.1:8443' }, { host: '10.0.0.1', port: 8443 }],
  ['shop.example', 80, { 'shop.example': 'a', 'shop.example:80': 'b' }, { host: 'b', port: 80 }],
  ['shop.example', 80, { 'shop.example': '[::1]:8080' }, { host: '::1', port: 8080 }],
  ['other.example', 80, { 'shop.example': 'a' }, { host: 'other.example', port: 80 }],
])('%s:%i under %j goes to %j', (host, port, hosts, to) => {
  expect(routeOf(hosts, { host, port })).toEqual(to);
});

test.each([
  ['/api/*', 'http://shop/api/cart?x=1', true],
  ['/api/cart', 'http://shop/api/cart?x=1', true],
  ['/api/cart?x=*', 'http://shop/api/cart?x=1', true],
  ['/api/*', 'http://other/api/cart', false],
  ['/api/*', 'http://shopping/api/cart', false],
  ['https://cdn.*/hero.*', 'https://cdn.example/hero.webp#x', true],
  ['*/hero.webp', 'https://cdn.example/a/hero.webp', true],
  ['/a.b', 'http://shop/axb', false],
])('the pattern %s and the URL %s', (pattern, url, matches) => {
  expect(matchesUrl(pattern, url, 'http://shop')).toBe(matches);
});

describe('the shaper', () => {
  const target = createServer((socket) => socket.end('hello'));
  let shaper: Shaper;
  beforeAll(async () => {
    target.listen(0, '127.0.0.1');
    await once(target, 'listening');
    const { port } = target.address() as AddressInfo;
    const hosts = { 'shop.example': `127.0.0.1:${port}` };
    shaper = await Shaper.open({ rttMs: 100, downKbps: 1e6, upKbps: 1e6, blocked: ['*.ads.example'], hosts });
  });
  afterAll(async () => {
    await shaper.close();
    target.close();
  });

  it('refuses a blocked host at once, without a round trip', async () => {
    const start = performance.now();
    await expect(connectThrough(shaper.port, 443, 'x.ads.example')).rejects.toThrow(/not allowed|rejected/i);
    expect(performance.now() - start).toBeLessThan(50);
    expect(shaper.takeTraffic().get('x.ads.example')).toMatchObject({
      connections: 0,
      failures: ['x.ads.example:443 BLOCKED'],
    });
  });

  it('leads a mapped host to its address, and counts it by its name', async () => {
    const socket = await connectThrough(shaper.port, 80, 'shop.example');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toBe('hello');
    expect(shaper.takeTraffic().get('shop.example')).toMatchObject({ connections: 1, bytesDown: 5 });
    socket.destroy();
  });
});
