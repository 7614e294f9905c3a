import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Condition } from '../../../src/model/route.ts';
import { FAST, measured, openLab, route } from '../../support/lab.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

const told: string[] = [];
const languages: (string | undefined)[] = [];
const SHOWS = html(`<h1>Device</h1><script>
  fetch('/tell?' + encodeURIComponent(JSON.stringify({
    dpr: devicePixelRatio, width: innerWidth, touch: navigator.maxTouchPoints, mobile: navigator.userAgentData?.mobile,
    dark: matchMedia('(prefers-color-scheme: dark)').matches, still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    languages: navigator.languages.join(), number: (1234.5).toLocaleString(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone, host: location.host })));
</script>`);

let lab: Lab;
let site: Site;
let other: Site;
const pages = (name: string): Record<string, Page> => ({
  '/': (request, response) => {
    languages.push(request.headers['accept-language']);
    response.end(SHOWS);
  },
  '/tell': (request, response) => {
    told.push(`${name} ${decodeURIComponent(request.url?.split('?')[1] ?? '')}`);
    response.end();
  },
});
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite(pages('one'));
  other = await serveSite(pages('two'));
});
afterAll(async () => {
  await lab.close();
  await site.close();
  await other.close();
});

const port = (url: string): string => new URL(url).port;

async function shownUnder(condition: Condition, url = site.url, hosts?: Record<string, string>) {
  told.length = 0;
  measured(await lab.visit(route('/'), condition, { url, ...(hosts && { hosts }) }));
  const [name, json = '{}'] = /^(\w+) (.*)$/.exec(told[0] ?? '')?.slice(1) ?? [];
  return { name, ...(JSON.parse(json) as Record<string, unknown>) };
}

describe('a condition', () => {
  const CONDITION: Condition = {
    ...FAST,
    name: 'german night',
    viewport: { width: 360, height: 640, deviceScaleFactor: 3, mobile: true, touch: true },
    locale: 'de-DE',
    timezone: 'Pacific/Auckland',
    colorScheme: 'dark',
    reducedMotion: true,
  };

  it.each(['once', 'again, in a context of its own'])('is what the page sees, %s', async () => {
    expect(await shownUnder(CONDITION)).toMatchObject({
      dpr: 3,
      width: 360,
      touch: 5,
      mobile: true,
      dark: true,
      still: true,
      languages: 'de-DE,de',
      number: '1.234,5',
      zone: 'Pacific/Auckland',
    });
    expect(languages.at(-1)).toBe('de-DE,de;q=0.9');
  });

  it('that says nothing leaves the browser as it is', async () => {
    expect(await shownUnder(FAST)).toMatchObject({
      dark: false,
      still: false,
      dpr: 1,
      mobile: false,
      number: '1,234.5',
    });
  });
});

describe('hosts', () => {
  it('lead a name to another address, under its own origin', async () => {
    const hosts = { 'shop.test': `127.0.0.1:${port(site.url)}` };
    const shown = await shownUnder({ ...FAST, name: 'mapped', hosts }, 'http://shop.test');
    expect(shown).toMatchObject({ name: 'one', host: 'shop.test' });
  });

  it('of a deploy let two deploys have one production name', async () => {
    const base = { 'shop.test': `127.0.0.1:${port(site.url)}` };
    const head = { 'shop.test': `127.0.0.1:${port(other.url)}` };
    for (const [hosts, name] of [
      [base, 'one'],
      [head, 'two'],
      [base, 'one'],
    ] as const)
      expect(await shownUnder(FAST, 'http://shop.test', hosts)).toMatchObject({ name, host: 'shop.test' });
  });
});

describe('blocked hosts', () => {
  it('are said to be blocked where the page itself is on one', async () => {
    const blocked = { ...FAST, name: 'blocked all', blocked: ['127.*'] };
    const outcome = await lab.visit(route('/'), blocked, site);
    expect(outcome).toMatchObject({ status: 'failed', code: 'connection-failed' });
    expect(outcome.status === 'failed' && outcome.reason).toContain('BLOCKED');
  });
});

describe('a certificate that Chrome does not trust', () => {
  it('is a clear reason', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'vitals-gate-tls-'));
    const [key, cert] = [path.join(folder, 'key.pem'), path.join(folder, 'cert.pem')];
    const subject = ['-subj', '/CN=localhost', '-days', '1'];
    await promisify(execFile)('openssl', [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      ...subject,
    ]);
    const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (_, response) =>
      response.end('hi'),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const outcome = await lab.visit(route('/'), FAST, {
      url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    });
    expect(outcome).toMatchObject({ status: 'failed', code: 'bad-certificate' });
    expect(outcome.status === 'failed' && outcome.reason).toMatch(/ERR_CERT_\w+/);
    server.close();
    server.closeAllConnections();
    await rm(folder, { recursive: true });
  });
});
