import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Browser, Page } from 'puppeteer';
import { launch } from 'puppeteer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { buildBeacon } from '../../../scripts/bundle/beacon.ts';
import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { beaconSchema, type Beacon } from '../../../src/model/beacon.ts';

let browser: Browser;
let server: Server;
let origin = '';
let script = '';
let received: Beacon[] = [];

const HTML = (attributes: string): string =>
  `<!doctype html><meta name="vitals-gate-sha" content="abc"><script async ${attributes} data-route="home" src="/beacon.iife.js"></script>
<h1>Hello</h1><button id="b">Press</button><a id="next" href="/next">next</a><script src="/page.js"></script>`;
const PAGE = `document.getElementById('b').onclick = () => { const end = performance.now() + 60; while (performance.now() < end); document.body.append('done'); };`;

beforeAll(async () => {
  const { files } = await buildBeacon('dist');
  script = files.find(({ path }) => path.endsWith('iife.js'))?.text ?? '';
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.pathname === '/collect') {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        for (const line of body.trim().split('\n')) received.push(beaconSchema.parse(JSON.parse(line)));
        response.writeHead(204).end();
      });
    } else if (url.pathname.endsWith('.js')) {
      response.setHeader('content-type', 'text/javascript');
      response.end(url.pathname === '/page.js' ? PAGE : script);
    } else {
      const csp = "default-src 'self'; script-src 'self'";
      response.writeHead(200, {
        'content-type': 'text/html',
        'content-security-policy': csp,
        'server-timing': 'db;dur=0.2, secret;dur=0.1',
      });
      response.end(HTML(`data-endpoint="/collect" data-server-timing="db" ${url.searchParams.get('more') ?? ''}`));
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  server.close();
});
beforeEach(() => {
  received = [];
});

const open = async (path = '/p/1?token=x', before?: string): Promise<Page> => {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  if (before) await page.evaluateOnNewDocument(before);
  await page.goto(origin + path);
  return page;
};
const until = async (isThere: () => boolean): Promise<void> => {
  await expect.poll(isThere, { timeout: 10_000, interval: 20 }).toBe(true);
};
const of = (type: Beacon['type']): Beacon[] => received.filter((each) => each.type === type);

test('sends a start after load, and a final with LCP, INP and CLS when the page is left', async () => {
  const page = await open();
  await until(() => of('start').length === 1);
  await page.click('#b');
  await page.evaluate(
    'new Promise((resolve) => new PerformanceObserver(() => setTimeout(resolve)).observe({ type: "event", durationThreshold: 16, buffered: true }))',
  );
  await page.goto(`${origin}/next`);
  await until(() => of('final').length > 0 && of('start').length === 2);
  const final = of('final').at(-1);
  expect(final).toMatchObject({ sha: 'abc', route: 'home', path: '/p/1', navigation: 'navigate', device: 'desktop' });
  expect(final).toMatchObject({ serverTiming: [{ name: 'db', dur: 0.2 }] });
  if (final?.type !== 'final') throw new Error('no final');
  expect(final.lcp?.parts.map(({ id }) => id)).toEqual([
    'ttfb',
    'resource-load-delay',
    'resource-load-duration',
    'element-render-delay',
  ]);
  expect(final.inp?.parts.find(({ id }) => id === 'processing-duration')?.value).toBeGreaterThanOrEqual(60);
  expect(final.cls?.value).toBeGreaterThanOrEqual(0);
  expect(final.view).toBe(of('start')[0]?.view);
  expect(of('start')[1]?.session).toBe(final.session);
  expect(JSON.stringify(received)).not.toMatch(/token|secret/);
});

test('makes a page from the back/forward cache a view of its own', async () => {
  const page = await open('/p/1');
  await until(() => of('start').length === 1);
  await page.goto(`${origin}/next`);
  await until(() => of('start').length === 2);
  await page.goBack();
  await until(() => of('start').length === 3);
  expect(of('start')[2]?.navigation).toMatch(/^back-forward/);
  expect(new Set(of('start').map(({ view }) => view)).size).toBe(3);
});

test('gives two tabs two sessions', async () => {
  await open('/p/1');
  await open('/p/2');
  await until(() => of('start').length === 2);
  expect(new Set(of('start').map(({ session }) => session)).size).toBe(2);
});

test.each([
  ['a share of 0', '/p/1?more=data-sample=0', undefined],
  ['Do Not Track', '/p/1', 'Object.defineProperty(Navigator.prototype, "doNotTrack", { get: () => "1" })'],
  [
    'Global Privacy Control',
    '/p/1',
    'Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true })',
  ],
  ['no consent', '/p/1', 'globalThis.vitalsGate = { consent: () => false }'],
])('sends nothing with %s', async (_what, path, before) => {
  const page = await open(path, before);
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
  const other = await open('/p/2');
  await until(() => of('start').some((each) => each.path === '/p/2'));
  await page.close({ runBeforeUnload: false });
  await other.close();
  expect(received.filter((each) => each.path === '/p/1')).toEqual([]);
});

test('stores nothing before consent', async () => {
  const page = await open('/p/1', 'globalThis.vitalsGate = { consent: new Promise(() => {}) }');
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
  expect(await page.evaluate('sessionStorage.length + document.cookie.length')).toBe(0);
});
