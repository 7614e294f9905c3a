import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { assertSums, nodeAt } from '../../../src/model/breakdown.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import type { MeasuredOutcome } from '../../../src/model/sample.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, ONCE_PAINTED, PAINTED, serveSite, slow, type Page, type Site } from '../../support/site.ts';

const BUSY = 'function busy(ms) { const end = performance.now() + ms; while (performance.now() < end); }';

const script =
  (source: string): Page =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' }).end(source);

const image =
  (headers: Record<string, string> = {}): Page =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'image/jpeg', ...headers }).end(hero);

/** A product page of a build whose file names have the hash `hash`. */
const build =
  (hash: string): Page =>
  (_, response) =>
    page(
      response,
      `<h1>Shop</h1><button id="add">Add</button><script src="/assets/product-${hash}.js"></script><script crossorigin src="${elsewhere.url}/t-${hash}.js"></script>`,
    );

function page(response: ServerResponse, body: string, headers: Record<string, string> = {}, head = ''): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html(body, head));
}

const ADD = `${BUSY}
document.querySelector('#add').addEventListener('click', function addToCart() { busy(90); });
document.querySelector('#add').addEventListener('click', function recount() { busy(30); });`;
const TRACK = `document.querySelector('#add').addEventListener('click', function track() { busy(40); });`;

const moved =
  (location: () => string, ms = 0): Page =>
  (_, response) =>
    void setTimeout(() => response.writeHead(302, { location: location() }).end(), ms);

const PAGES: Record<string, Page> = {
  ...PAINTED,
  '/base': build('D_x8-3Yk'),
  '/head': build('BUy1m_Qk'),
  ...Object.fromEntries(['D_x8-3Yk', 'BUy1m_Qk'].map((hash) => [`/assets/product-${hash}.js`, script(ADD)])),
  '/inline': html(
    `<h1>Shop</h1><button id="add">Add</button><script>${' '.repeat(500)}</script><script>${ADD}</script>`,
  ),
  '/moves': html(
    `<h1>Shop</h1><div id="top"></div><button id="add">Add</button><script>${BUSY}
    document.querySelector('#add').onclick = () => {
      busy(30);
      requestAnimationFrame(() => { busy(150); document.querySelector('#top').style.height = '200px'; });
    };</script>`,
  ),
  '/page': slow(0, html('<h1>Some large text</h1>')),
  '/twice': moved(() => '/once', 50),
  '/once': moved(() => '/page', 50),
  '/around': moved(() => `${elsewhere.url}/back`),
  '/untimed': (_, response) => page(response, `<img src="${elsewhere.url}/untimed.jpg" width="600" height="400">`),
  '/timed': (_, response) => page(response, `<img src="${elsewhere.url}/timed.jpg" width="600" height="400">`),
  '/moved.jpg': moved(() => '/hero.jpg', 100),
  '/moved-hero': html('<p>Shop</p><img src="/moved.jpg" width="600" height="400">'),
  '/moved-away': (_, response) =>
    page(response, `<img src="${elsewhere.url}/moved-untimed.jpg" width="600" height="400">`),
  '/moved-away-timed': (_, response) =>
    page(response, `<img src="${elsewhere.url}/moved-timed.jpg" width="600" height="400">`),
  '/hero.jpg': image(),
  '/by-parser': html('<p>Shop</p><img src="/hero.jpg" width="600" height="400">'),
  '/by-script': html('<p>Shop</p><div id="view"></div><script src="/late.js"></script>'),
  '/late.js': script(`\n\nfetch('/data').then(() => {
    document.querySelector('#view').innerHTML = '<img src="/hero.jpg" width="600" height="400" fetchpriority="low">';
  });`),
  '/data': '.',
  '/by-preload': html(
    '<p>Shop</p><div id="hero" style="width:600px;height:400px"></div><script src="/draw.js"></script>',
    '<link rel="preload" as="image" href="/hero.jpg">',
  ),
  '/draw.js': script(`document.querySelector('#hero').innerHTML = '<img src="/hero.jpg" width="600" height="400">';`),
  '/by-style': html('<p>Shop</p><div id="hero"></div>', '<link rel="stylesheet" href="/hero.css">'),
  '/hero.css': (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/css' })
      .end('#hero { width: 600px; height: 400px; background: url(/hero.jpg) }'),
  '/cached': (_, response) =>
    page(response, '<h1>Shop</h1>', {
      age: '17',
      'x-vercel-id': 'fra1::iad1::k9x2-17-3f',
      'x-cache': 'Hit from cloudfront',
    }),
  '/shifts': html(
    `${ONCE_PAINTED}<style>p { margin: 0 }</style><div id="top"></div><section id=":r3:" class="Card_root__3kXyZ md:flex css-1q2w3e"><p style="height:200px">Text</p></section>
    <script>oncePainted(() => { document.querySelector('#top').style.height = '150px'; })</script>`,
  ),
  '/excused': html(
    `<button id="go">Go</button><div id="top"></div><main style="height:300px;background:#cde">Content</main>
    <script>document.querySelector('#go').onclick = () => setTimeout(() => { document.querySelector('#top').style.height = '150px'; }, 50)</script>`,
  ),
};

let hero: Buffer;
let lab: Lab;
let site: Site;
let elsewhere: Site;
beforeAll(async () => {
  hero = await readFile('fixtures/shop/assets/product-42.jpg');
  lab = await openLab();
  site = await serveSite(PAGES);
  elsewhere = await serveSite({
    '/t-D_x8-3Yk.js': script(TRACK),
    '/t-BUy1m_Qk.js': script(TRACK),
    '/back': moved(() => `${site.url}/page`, 100),
    '/moved-untimed.jpg': moved(() => '/untimed.jpg', 100),
    '/moved-timed.jpg': (_, response) =>
      void setTimeout(() => response.writeHead(302, { location: '/timed.jpg', 'timing-allow-origin': '*' }).end(), 100),
    '/untimed.jpg': image(),
    '/timed.jpg': image({ 'timing-allow-origin': '*' }),
  });
});
afterAll(async () => {
  await lab.close();
  await site.close();
  await elsewhere.close();
});

const visit = async (path: string, ...interactions: Interaction[]): Promise<MeasuredOutcome> => {
  const outcome = measured(await lab.visit(route(path, interactions), FAST, site));
  for (const reading of Object.values(outcome.readings))
    if (reading?.status === 'measured') assertSums(reading.breakdown);
  return outcome;
};
const click = (selector: string): Interaction => ({ action: 'click', selector });

const partsOf = ({ readings }: MeasuredOutcome): Map<string, number> => {
  const { inp } = readings;
  const node = inp.status === 'measured' ? nodeAt(inp.breakdown, ['inp', 'processing-duration']) : undefined;
  return new Map(node?.parts.map(({ id, value }) => [id, value]));
};

describe('processing duration', () => {
  it('is the sum of its scripts, and they have the same names in two builds', async () => {
    const base = partsOf(await visit('/base', click('#add')));
    const head = partsOf(await visit('/head', click('#add')));
    // Each has at least what it takes, which then no other part can have.
    for (const [name, leastMs] of [
      ['event-listener addToCart /assets/product-*.js', 88],
      [`event-listener track ${elsewhere.url}/t-*.js`, 38],
      ['event-listener recount /assets/product-*.js', 28],
      ['other', 0],
    ] as const)
      expect(base.get(name), name).toBeGreaterThanOrEqual(leastMs);
    expect(base.size).toBe(4);
    expect(new Set(head.keys())).toEqual(new Set(base.keys()));
  });
});

it('what a frame does after the handlers is presentation, also where the layout takes the element from under the pointer', async () => {
  const outcome = await visit('/moves', click('#add'));
  expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThan(29);
  expect(valueAt(outcome, 'inp.presentation-delay')).toBeGreaterThan(145);
});

it.each(['/base', '/inline'])('the script of an interaction has a line and a column: %s', async (path) => {
  const { evidence } = await visit(path, click('#add'));
  const before = ADD.split('function addToCart')[0]?.split('\n') ?? [];
  const column = (before.at(-1) ?? '').length + 'function addToCart'.length + 1;
  // In the document the script begins on the first line, and the function stands on a later one.
  expect(evidence.inpScript).toMatchObject({ functionName: 'addToCart', line: before.length, column });
});

// What is in one part is in no other, so that a part which holds all that it should says enough. The rest is the machine's.
describe('TTFB', () => {
  it('has the whole of a chain of redirects in redirect', async () => {
    const outcome = await visit('/twice');
    expect(valueAt(outcome, 'lcp.ttfb.redirect')).toBeGreaterThan(100 + 2 * FAST.rttMs);
    expect(valueAt(outcome, 'lcp.ttfb.request')).toBeGreaterThan(FAST.rttMs - 3);
  });

  it('has a chain that leaves the origin in redirect too, although the page is not told', async () => {
    const outcome = await visit('/around');
    expect(valueAt(outcome, 'lcp.ttfb.redirect')).toBeGreaterThan(100 + 3 * FAST.rttMs);
    expect(valueAt(outcome, 'lcp.ttfb.request')).toBeGreaterThan(FAST.rttMs - 3);
  });
});

describe('the LCP image', () => {
  it.each(['/untimed', '/timed'])('of another origin has its connection in load delay: %s', async (path) => {
    const outcome = await visit(path);
    expect(valueAt(outcome, 'lcp.resource-load-delay')).toBeGreaterThan(FAST.rttMs - 3);
    expect(outcome.evidence.notes).toEqual([]);
  });

  it.each(['/moved-hero', '/moved-away', '/moved-away-timed'])(
    'has its redirects in load duration: %s',
    async (path) => {
      const outcome = await visit(path);
      const redirectMs = valueAt(outcome, 'lcp.resource-load-duration.redirect');
      expect(redirectMs).toBeGreaterThan(100 + FAST.rttMs - 3);
      expect(valueAt(outcome, 'lcp.resource-load-duration') - redirectMs).toBeGreaterThan(FAST.rttMs - 3);
    },
  );

  it.each([
    ['/by-parser', { initiator: 'parser', url: '/by-parser', line: 1 }],
    ['/by-script', { initiator: 'script', url: null, priority: 'Low' }],
    ['/by-preload', { initiator: 'preload', url: '/by-preload' }],
    ['/by-style', { initiator: 'stylesheet', url: '/hero.css' }],
  ])('%s: says who asked for it', async (path, { url, ...expected }) => {
    const { evidence } = await visit(path);
    expect(evidence.lcpUrl).toBe(`${site.url}/hero.jpg`);
    expect(evidence.lcpRequest).toMatchObject({ ...expected, url: url === null ? null : site.url + url });
  });
});

it('a visit says what went over the network, and from which cache and region the page came', async () => {
  const { evidence } = await visit('/cached');
  expect(evidence.protocol).toBe('http/1.1');
  expect(evidence.headers).toEqual([
    { name: 'age', value: 'above 0' },
    { name: 'x-cache', value: 'Hit from cloudfront' },
    { name: 'x-vercel-id', value: 'fra1 to iad1' },
  ]);
  // Chrome opens a second connection where the first one is late.
  expect(evidence.traffic).toEqual([
    {
      host: '127.0.0.1',
      connections: expect.any(Number) as number,
      bytesUp: expect.any(Number) as number,
      bytesDown: expect.any(Number) as number,
    },
  ]);
});

describe('CLS', () => {
  it('names elements without generated ids and class hashes', async () => {
    const outcome = await visit('/shifts');
    expect(valueAt(outcome, 'cls."body>section.Card_root.md:flex"')).toBeGreaterThan(0.05);
  });

  it('does not count a shift within 500 ms after an input', async () => {
    const outcome = await visit('/excused', click('#go'), { action: 'wait-for', timeMs: 600 });
    expect(valueAt(outcome, 'cls')).toBe(0);
  });
});
