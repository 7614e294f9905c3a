import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { assertSums, nodeAt } from '../../../src/model/breakdown.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import type { MeasuredOutcome } from '../../../src/model/sample.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, PAINTED, serveSite, slow, type Page, type Site } from '../../support/site.ts';

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
});
