import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';

import { Reach } from '../../../src/deploys/reach/reach.ts';
import { isBlocked } from '../../../src/lab/shaper/hosts.ts';
import { Shaper } from '../../../src/lab/shaper/shaper.ts';
import { matchesUrl } from '../../../src/text/url-pattern.ts';
import { connectThrough } from '../../support/socks.ts';

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
  let port = 0;
  const reach = new Reach(['localhost:1']);
  beforeAll(async () => {
    target.listen(0, '127.0.0.1');
    await once(target, 'listening');
    ({ port } = target.address() as AddressInfo);
    const hosts = { 'shop.example': `127.0.0.1:${port}` };
    shaper = await Shaper.open({ rttMs: 100, downKbps: 1e6, upKbps: 1e6, hosts, reach });
  });
  afterAll(async () => {
    await shaper.close();
    target.close();
  });

  it('refuses a blocked host at once, without a round trip', async () => {
    const distant = await Shaper.open({
      rttMs: 3_600_000,
      downKbps: 1e6,
      upKbps: 1e6,
      blocked: ['*.ads.example'],
      reach,
    });
    await expect(connectThrough(distant.port, 443, 'x.ads.example')).rejects.toThrow(/not allowed|rejected/i);
    expect(distant.takeTraffic().get('x.ads.example')).toMatchObject({
      connections: 0,
      failures: ['x.ads.example:443 BLOCKED'],
    });
    await distant.close();
  });

  it('leads a mapped host to its address, and counts it by its name', async () => {
    const socket = await connectThrough(shaper.port, 80, 'shop.example');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(String(answer)).toBe('hello');
    expect(shaper.takeTraffic().get('shop.example')).toMatchObject({ connections: 1, bytesDown: 5 });
    socket.destroy();
  });

  // A name, and every way to write an address that a resolver understands.
  it.each(['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '0177.0.0.1', '127.1', '0', '::1', '::ffff:127.0.0.1'])(
    'refuses this machine as %s, and counts how often at which port',
    async (host) => {
      for (let times = 0; times < 2; times++)
        await expect(connectThrough(shaper.port, port, host)).rejects.toThrow(/not allowed|rejected/i);
      const { connections, refusals } = [...shaper.takeTraffic().values()][0] ?? {};
      expect({ connections, refusals }).toEqual({ connections: 0, refusals: new Map([[port, 2]]) });
    },
  );

  it('refuses the cloud’s metadata and the network of the machine before anything is sent there', async () => {
    for (const host of ['169.254.169.254', '10.0.0.1', 'fd00:ec2::254'])
      await expect(connectThrough(shaper.port, 80, host)).rejects.toThrow(/not allowed|rejected/i);
    expect([...shaper.takeTraffic().values()].flatMap(({ failures }) => failures)).toEqual([
      '169.254.169.254:80 INTERNAL',
      '10.0.0.1:80 INTERNAL',
      expect.stringMatching(/254:80 INTERNAL$/),
    ]);
  });

  it('keeps no more than 20 ports of a page that tries them all', async () => {
    for (let each = 2; each < 30; each++)
      await expect(connectThrough(shaper.port, each)).rejects.toThrow(/not allowed|rejected/i);
    expect(shaper.takeTraffic().get('127.0.0.1')?.refusals.size).toBe(20);
  });

  it('leads to a deploy once it is admitted, and to what is declared', async () => {
    reach.admit(`http://127.0.0.1:${port}`);
    const socket = await connectThrough(shaper.port, port);
    expect(String(((await once(socket, 'data')) as [Buffer])[0])).toBe('hello');
    socket.destroy();
    // Nothing listens at port 1: refused by the machine, not by us.
    await expect(connectThrough(shaper.port, 1)).rejects.toThrow(/refused/i);
  });
});
