import { describe, expect, test } from 'vitest';

import { parseKbps } from '../../../src/config/units/rates.ts';
import { errorBelow, HEAD, load, ROUTE } from '../files.ts';

async function conditionsOf(names: string, ...lines: string[]) {
  const route = `routes: [{ name: a, path: /, conditions: [${names}] }]`;
  return (await load([HEAD, route, 'conditions:', ...lines.map((line) => `  ${line}`), ''].join('\n'))).conditions;
}

test('a condition has what it says, and the rest of what it extends', async () => {
  const conditions = await conditionsOf(
    'mobile, slow-phone',
    'slow-phone:',
    '  rtt: 300 ms',
    '  down: 0.7 Mbit/s',
    '  up: 300 kbit/s',
    '  cpu: 6',
    '  viewport: { width: 360, device-pixel-ratio: 3 }',
    '  locale: de-DE',
    '  timezone: Europe/Berlin',
    '  color-scheme: dark',
    '  reduced-motion: true',
    '  blocked: ["*.analytics.example"]',
    '  hosts: { Shop.example: "127.0.0.1:8080" }',
  );
  expect(conditions.map(({ name }) => name)).toEqual(['mobile', 'slow-phone']);
  expect(conditions[1]).toEqual({
    name: 'slow-phone',
    rttMs: 300,
    downKbps: 700,
    upKbps: 300,
    cpuSlowdown: 6,
    viewport: { width: 360, height: 823, deviceScaleFactor: 3, mobile: true, touch: true },
    locale: 'de-DE',
    timezone: 'Europe/Berlin',
    colorScheme: 'dark',
    reducedMotion: true,
    blocked: ['*.analytics.example'],
    hosts: { 'shop.example': '127.0.0.1:8080' },
  });
});

test('conditions extend each other, in any order', async () => {
  const [condition] = await conditionsOf('b', 'b: { extends: a, cpu: 2 }', 'a: { extends: desktop, rtt: 0 ms }');
  expect(condition).toMatchObject({ name: 'b', rttMs: 0, downKbps: 10_240, cpuSlowdown: 2 });
});

test('a deploy can have hosts of its own, also where its URL comes from the command line', async () => {
  const content = `deploys: { head: { url: https://a.example, hosts: { a.example: 10.0.0.1 } } }\nroutes: [{ name: a, path: / }]\n`;
  const { deploys } = await load(content, { baseUrl: null, headUrl: 'https://b.example' });
  expect(deploys.head).toEqual({ kind: 'url', url: 'https://b.example', hosts: { 'a.example': '10.0.0.1' } });
});

test.each([
  ['700 kbit/s', 700],
  ['1.6 Mbit/s', 1600],
  ['1Gbit/s', 1_000_000],
  ['20 Mbps', 20_000],
  ['20 MB/s', undefined],
])('%s', (text, kbps) => {
  expect(parseKbps(text)).toBe(kbps);
});

describe('bad values', () => {
  test.each([
    [
      'an unknown key',
      'a: { latency: 3 ms }',
      '4:8: error: Unknown key "latency" in conditions.a.\n  → Known here: extends, rtt, down,',
    ],
    ['a time without a unit', 'a: { rtt: 300 }', '4:13: error: 300 has no unit.\n  → Write 300 ms or 300 s.'],
    ['a rate without a unit', 'a: { down: 700 }', '4:14: error: 700 has no unit.\n  → Write 700 kbit/s or 700 Mbit/s.'],
    [
      'a rate in bytes',
      'a: { down: 2 MB/s }',
      '4:14: error: "2 MB/s" is in bytes; rates are in bits.\n  → Write 16 Mbit/s.',
    ],
    ['a rate of nothing', 'a: { down: 0 kbit/s }', '4:14: error: "0 kbit/s" is not a rate.'],
    [
      'a CPU that is faster',
      'a: { cpu: 0.5 }',
      '4:13: error: conditions.a.cpu must be 1 or more.\n  → Write a number that is 1 or more, instead of 0.5.',
    ],
    [
      'a name that is taken',
      'mobile: { cpu: 2 }',
      '4:3: error: "mobile" is a preset.\n  → Give yours another name, for example my-mobile: { extends: mobile }.',
    ],
    ['a name with capitals', 'Slow: {}', '4:3: error: "Slow" cannot be the name of a condition.'],
    [
      'a parent that is not there',
      'a: { extends: dekstop }',
      '4:17: error: There is no condition "dekstop" to extend.\n  → Did you mean "desktop"? There are: mobile, desktop, a.',
    ],
    ['a condition that extends itself', 'a: { extends: a }', '4:17: error: a extends a: this is a cycle.'],
    ['a locale that is none', 'a: { locale: german }', '4:16: error: "german" is not a locale.'],
    [
      'a time zone that is none',
      'a: { timezone: Europe/Berln }',
      '4:18: error: "Europe/Berln" is not a time zone.\n  → Did you mean "Europe/Berlin"?',
    ],
    ['a colour scheme', 'a: { color-scheme: drak }', 'Did you mean "dark"? It can be: light, dark.'],
    [
      'a URL to block',
      'a: { blocked: ["https://a.example/x"] }',
      '4:18: error: "https://a.example/x" is not a pattern of host names.',
    ],
    ['a URL as a host', 'a: { hosts: { a.example: "http://b" } }', '4:28: error: "http://b" is a URL.'],
    ['a URL as the host to map', 'a: { hosts: { "http://b": c } }', '"http://b" is a URL.'],
  ])('%s', async (_what, line, message) => {
    expect(await errorBelow('conditions:', `  ${line}`)).toContain(message);
  });

  test('two that extend each other', async () => {
    const block = await errorBelow('conditions:', '  a: { extends: b }', '  b: { extends: a }');
    expect(block).toContain('vitals-gate.yml:4:17: error: a extends b extends a: this is a cycle.');
  });

  test('a route under a condition that is not there', async () => {
    const { errorOf } = await import('../files.ts');
    const content = `${HEAD}\nroutes: [{ name: a, path: /, conditions: [slwo] }]\nconditions: { slow: {} }\n`;
    expect(await errorOf(content)).toBe(
      'vitals-gate.yml:2:43: error: routes[0].conditions[0] cannot be "slwo".\n  → Did you mean "slow"? It can be: mobile, desktop, slow.',
    );
  });
});

describe('allow-hosts', () => {
  test('are hosts, each with a port or without; none where nothing is written', async () => {
    const hosts = ['localhost:4000', 'api.internal', '10.0.0.7', '[::1]:80', '[fd00::1]'];
    const { allowHosts } = await load(`${HEAD}\n${ROUTE}\nallow-hosts: ${JSON.stringify(hosts)}\n`);
    expect(allowHosts).toEqual(hosts);
    expect((await load(`${HEAD}\n${ROUTE}\n`)).allowHosts).toEqual([]);
  });

  test.each([
    ['a URL', '"http://localhost:4000"', '"http://localhost:4000" is a URL or a network.'],
    ['a path', 'localhost:4000/api', '"localhost:4000/api" is a URL or a network.'],
    ['a network', '10.0.0.0/8', '"10.0.0.0/8" is a URL or a network.'],
    ['a pattern', '"*.internal"', '"*.internal" is a pattern, but each host must be named.'],
    ['every host', '"*"', '"*" is a pattern, but each host must be named.'],
    ['a port that is none', 'localhost:70000', '"localhost:70000" is not a host.'],
    ['port 0', 'localhost:0', '"localhost:0" is not a host.'],
    ['a bare IPv6 address', '"::1"', '"::1" is not a host.'],
    ['a broken IPv6 address', '"[1::2::3]"', '"[1::2::3]" is not a host.'],
    ['nothing', '""', '"" is not a host.'],
    ['a space', '"a b"', '"a b" is not a host.'],
  ])('that are %s are refused, and the message shows how to write one', async (_what, host, message) => {
    const block = await errorBelow('allow-hosts:', `  - ${host}`);
    expect(block).toContain(`4:5: error: ${message}\n  → Write a host, or a host and a port: localhost:4000`);
  });

  test.each([
    ['a number', 'allow-hosts: [4000]', /3:15: error: allow-hosts\[0\] .*/],
    ['no list', 'allow-hosts: localhost:4000', /3:14: error: allow-hosts .*/],
    ['a map', 'allow-hosts: { localhost: 4000 }', /3:14: error: allow-hosts .*/],
    ['nothing at all', 'allow-hosts:', /error: allow-hosts .*/],
  ])('that are %s are refused', async (_what, line, message) => {
    expect(await errorBelow(line)).toMatch(message);
  });
});
