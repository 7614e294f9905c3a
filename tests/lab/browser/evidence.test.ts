import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import type { MeasuredOutcome } from '../../../src/model/sample.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, ONCE_PAINTED, serveSite, type Page, type Site } from '../../support/site.ts';

const script =
  (source: string): Page =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/javascript' }).end(source);

const image: Page = (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(hero);

function page(response: ServerResponse, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html(body));
}

const ADD = `function busy(ms) { const end = performance.now() + ms; while (performance.now() < end); }
document.querySelector('#add').addEventListener('click', function addToCart() { busy(400); });`;

const PAGES: Record<string, Page> = {
  '/file': html('<h1>Shop</h1><button id="add">Add</button><script src="/add.js"></script>'),
  '/add.js': script(ADD),
  '/inline': html(
    `<h1>Shop</h1><button id="add">Add</button><script>${' '.repeat(500)}</script><script>${ADD}</script>`,
  ),
  '/hero.jpg': image,
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
    <script>document.querySelector('#go').onclick = () => { document.querySelector('#top').style.height = '150px'; }</script>`,
  ),
};

let hero: Buffer;
let lab: Lab;
let site: Site;
beforeAll(async () => {
  hero = await readFile('fixtures/shop/assets/product-42.jpg');
  lab = await openLab();
  site = await serveSite(PAGES);
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const visit = async (path: string, ...interactions: Interaction[]): Promise<MeasuredOutcome> =>
  measured(await lab.visit(route(path, interactions), FAST, site));
const click = (selector: string): Interaction => ({ action: 'click', selector });

it.each(['/file', '/inline'])('the script of an interaction has a line and a column: %s', async (path) => {
  const { evidence } = await visit(path, click('#add'));
  const before = ADD.split('function addToCart')[0]?.split('\n') ?? [];
  const column = (before.at(-1) ?? '').length + 'function addToCart'.length + 1;
  // In the document the script begins on the first line, and the function stands on a later one.
  expect(evidence.inpScript).toMatchObject({ functionName: 'addToCart', line: before.length, column });
});

describe('the LCP image', () => {
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
