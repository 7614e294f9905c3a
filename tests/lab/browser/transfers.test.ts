import { gzipSync } from 'node:zlib';

import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { nodeAt } from '../../../src/model/breakdown.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import type { VisitOutcome } from '../../../src/model/sample.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { heldUntil, html, serveSite, type Page, type Site } from '../../support/site.ts';

const STYLES = gzipSync(`/*${'a'.repeat(20_000)}*/ body { color: #222 }`);
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const CACHED = { 'cache-control': 'max-age=60' };

/** What the server wrote for each path in the last visit, heads and bodies, as its sockets count it. */
const written = new Map<string, number>();

/** Answers, and counts what that took on the wire. */
function counted(body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): Page {
  return chunked(body, { 'content-length': String(Buffer.byteLength(body)), ...headers }, status);
}

/** The same without saying how long the body is. */
function chunked(body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): Page {
  return (request, response) => {
    const { socket } = request;
    const before = socket.bytesWritten;
    response.on('finish', () => {
      const path = `${request.method === 'OPTIONS' ? 'OPTIONS ' : ''}${request.url ?? ''}`;
      written.set(path, (written.get(path) ?? 0) + socket.bytesWritten - before);
    });
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };
}

const SCRIPT = { 'content-type': 'text/javascript', ...CACHED };

/** What may be kept and must be asked about: the second time the answer is "unchanged". */
const tagged: Page = (request, response) => {
  const isKnown = request.headers['if-none-match'] === '"1"';
  const headers = { 'content-type': 'text/css', 'cache-control': 'no-cache', etag: '"1"' };
  handle(isKnown ? chunked('', headers, 304) : chunked(`/*${'c'.repeat(5000)}*/`, headers), request, response);
};

/** Every way in which something comes over the network, and some in which nothing does. */
const everything = (): string =>
  html(
    `<h1>Shop</h1><button id="go">Go</button>
     <img alt="" src="/moved.gif"><img alt="" src="http://127.0.0.1:1/refused.gif">
     <iframe src="${elsewhere.url.replace('127.0.0.1', 'localhost')}/frame" title="Frame"></iframe>
     <script src="/app.js"></script><script src="/app.js"></script>
     <script>
       fetch('/held');
       new Worker('/worker.js');
       document.querySelector('#go').onclick = () => fetch('/more.json').then(() => { document.title = 'More' });
     </script>`,
    '<link rel="stylesheet" href="/style.css">',
  );

/** What Chrome counts in ways of its own. */
const odd = (): string =>
  html(
    `<h1>Odd</h1><img alt="" src="/missing.gif"><img alt="" src="/broken.gif"><script>
       const request = new XMLHttpRequest();
       request.open('GET', '/sync.json', false);
       request.send();
       fetch('/held');
       fetch('/held-too');
       new Worker('/importing.js');
       new Worker('/packed.js');
       fetch('/tag.json').then((answer) => answer.text()).then(() => fetch('/tag.json', { cache: 'no-cache' }));
       fetch('${elsewhere.url.replace('127.0.0.1', 'localhost')}/cors.json', { headers: { 'x-shop': '1' } });
     </script>`,
  );

const NEXT =
  '<!doctype html><title>Next</title><link rel="stylesheet" href="/tag.css"><h1>Next</h1><script src="/app.js"></script>';

const PAGES: Record<string, Page> = {
  '/': (request, response) => handle(counted(everything()), request, response),
  '/app.js': counted(`/*${'b'.repeat(30_000)}*/`, SCRIPT),
  '/worker.js': counted('fetch("/data.json")', SCRIPT),
  '/style.css': counted(STYLES, { 'content-type': 'text/css', 'content-encoding': 'gzip' }),
  '/moved.gif': counted('', { location: '/real.gif' }, 302),
  '/real.gif': counted(PIXEL, { 'content-type': 'image/gif' }),
  ...heldUntil({ '/data.json': counted('{"data":1}', { 'content-type': 'application/json' }) }, '/held', counted('.')),
  '/more.json': counted('{"more":1}', { 'content-type': 'application/json' }),
  // From here on another document is measured. It names no icon, so that Chrome may ask for one by itself.
  '/next': (request, response) => {
    written.clear();
    handle(counted(NEXT), request, response);
  },
  '/before': html('<h1>Before</h1><script src="/app.js"></script>', '<link rel="stylesheet" href="/tag.css">'),
  '/tag.css': tagged,
  '/odd': (request, response) => handle(counted(odd()), request, response),
  '/sync.json': counted(`{"sync":"${'s'.repeat(4000)}"}`, { 'content-type': 'application/json' }),
  '/tag.json': tagged,
  '/importing.js': counted('importScripts("/imported.js"); fetch("/data.json")', SCRIPT),
  '/imported.js': counted(`/*${'i'.repeat(2000)}*/`, SCRIPT),
  ...heldUntil(
    { '/packed.js': chunked(gzipSync(`/*${'p'.repeat(9000)}*/`), { ...SCRIPT, 'content-encoding': 'gzip' }) },
    '/held-too',
    counted('.'),
  ),
  '/missing.gif': counted('n'.repeat(2000), {}, 404),
  '/broken.gif': counted(STYLES, { 'content-encoding': 'gzip' }, 500),
  '/serviced': html(
    '<h1>Serviced</h1><script>fetch("/held"); navigator.serviceWorker.register("/service.js")</script>',
  ),
  '/service.js': counted('addEventListener("install", (event) => event.waitUntil(fetch("/data.json")))', SCRIPT),
  '/favicon.ico': counted(PIXEL, { 'content-type': 'image/gif' }),
};

function handle(page: Page, ...given: Parameters<Extract<Page, (...args: never) => void>>): void {
  if (typeof page === 'function') page(...given);
}

let lab: Lab;
let site: Site;
let elsewhere: Site;
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite(PAGES);
  elsewhere = await serveSite({
    '/frame': counted(html('<p>Frame</p><script src="/frame.js"></script>')),
    '/cors.json': (request, response) => {
      const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };
      const isAsking = request.method === 'OPTIONS';
      handle(isAsking ? chunked('', cors, 204) : counted('{"cors":1}', cors), request, response);
    },
    '/frame.js': counted('document.title = "frame"', SCRIPT),
  });
});
afterAll(async () => {
  await lab.close();
  await site.close();
  await elsewhere.close();
});

async function visit(path: string, ...interactions: Interaction[]): Promise<VisitOutcome> {
  written.clear();
  return lab.visit(route(path, interactions), FAST, site);
}

const sent = (...paths: string[]): number => paths.reduce((sum, path) => sum + (written.get(path) ?? Number.NaN), 0);

it('a visit transfers what its servers write: heads and bodies, compressed as sent, once where a cache has it', async () => {
  const outcome = await visit('/', { action: 'click', selector: '#go' });
  const [main, frame] = [sent('/'), sent('/frame')];
  expect(valueAt(outcome, 'bytes.document')).toBe(main + frame);
  expect(valueAt(outcome, 'bytes.stylesheet')).toBe(sent('/style.css'));
  expect(sent('/style.css')).toBeLessThan(2000);
  expect(valueAt(outcome, 'bytes.image')).toBe(sent('/moved.gif', '/real.gif'));
  expect(valueAt(outcome, 'bytes.script."/app.js"')).toBe(sent('/app.js'));
  expect(valueAt(outcome, 'bytes.fetch')).toBe(sent('/data.json', '/held', '/more.json'));
  const reading = measured(outcome).readings.bytes;
  const scripts = reading?.status === 'measured' ? nodeAt(reading.breakdown, ['bytes', 'script']) : undefined;
  expect(scripts?.parts.map(({ id }) => id.replace(/:\d+/, ''))).toEqual([
    '/app.js',
    'http://localhost/frame.js',
    '/worker.js',
  ]);
  expect(valueAt(outcome, 'bytes')).toBe([...written.values()].reduce((sum, bytes) => sum + bytes, 0));
});

it('of a route that goes on to another document that one counts, without its favicon and what the cache has', async () => {
  const outcome = await visit('/before', { action: 'navigate', kind: 'hard', path: '/next' });
  expect(valueAt(outcome, 'bytes')).toBe(sent('/next', '/tag.css'));
  expect(valueAt(outcome, 'bytes.stylesheet')).toBeLessThan(500);
});

it('an answer that is unchanged, a synchronous request, an error and a preflight count once each', async () => {
  const outcome = await visit('/odd');
  expect(valueAt(outcome, 'bytes.document')).toBe(sent('/odd'));
  expect(valueAt(outcome, 'bytes.image."/missing.gif"')).toBe(sent('/missing.gif'));
  expect(valueAt(outcome, 'bytes.image."/broken.gif"')).toBe(sent('/broken.gif'));
  expect(valueAt(outcome, 'bytes.fetch')).toBe(
    sent('/sync.json', '/tag.json', '/data.json', '/held', '/held-too', '/cors.json'),
  );
  expect(valueAt(outcome, 'bytes.other')).toBe(sent('OPTIONS /cors.json'));
  expect(valueAt(outcome, 'bytes.script."/importing.js"')).toBe(sent('/importing.js'));
  expect(valueAt(outcome, 'bytes.script."/imported.js"')).toBe(sent('/imported.js'));
});

it('of a compressed worker’s script in chunks all but the frames of the chunks count', async () => {
  const counts = valueAt(await visit('/odd'), 'bytes.script."/packed.js"');
  const missing = sent('/packed.js') - counts;
  expect(missing).toBeGreaterThanOrEqual(0);
  expect(missing).toBeLessThan(20);
});

it('a visit notes a service worker, whose own requests it does not count', async () => {
  const max = { value: 1000, unit: 'bytes' } as const;
  const budget = {
    path: 'bytes',
    segments: ['bytes'],
    metric: 'bytes',
    max,
    percentile: 75,
    maxIncrease: null,
  } as const;
  const budgets = [{ ...budget, enforce: 'block' as const }];
  const outcome = await lab.visit({ ...route('/serviced'), budgets }, FAST, site);
  expect(measured(outcome).evidence.notes.join()).toContain('service worker');
  expect(measured(await visit('/odd')).evidence.notes.join()).not.toContain('service worker');
});
