import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { launch, type Browser, type Page } from 'puppeteer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { findChrome } from '../../../src/lab/browser/chrome-path.ts';
import { SECTIONS } from '../../../src/page/data/outline.ts';
import { renderPage } from '../../../src/page/document/document.ts';
import { GOLDEN } from '../golden.ts';
import { openAll, violationsOf } from '../in-browser.ts';

const pages = new Map(Object.entries(GOLDEN).map(([name, parts]) => [`/${name}`, renderPage(parts)]));
pages.set('/beyond-limit', renderPage({ ...GOLDEN.explained, pictures: new Map() }));
const server = createServer((request, response) => {
  const page = pages.get(request.url ?? '');
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html' }).end(page);
});

let browser: Browser;
let origin = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launch({ executablePath: await findChrome(null, process.env), args: ['--no-sandbox'] });
});
afterAll(async () => {
  await browser.close();
  server.close();
});

/** What a page asked for and complained of, beside what it shows. */
interface Opened {
  readonly page: Page;
  readonly said: readonly string[];
  readonly asked: readonly string[];
}

async function open(path: string, prepare: (page: Page) => Promise<unknown> = async () => {}): Promise<Opened> {
  const page = await browser.newPage();
  const said: string[] = [];
  const asked: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  page.on('request', (request) => asked.push(request.url()));
  await prepare(page);
  await page.goto(origin + path);
  return { page, said, asked };
}

/** Checked by axe here; of others, and of these in light colours, the sections are. */
const SCHEMES: Readonly<Record<string, readonly string[]>> = {
  'many-regressions': ['dark'],
  'graphql-only': ['dark'],
  hostile: ['light', 'dark'],
};

describe.each(Object.keys(GOLDEN))('the page of %s', (name) => {
  it('fills every part, without an error, a request, a style attribute or a fault that axe finds', async () => {
    const { page, said, asked } = await open(`/${name}`);
    await openAll(page);
    const styled = await page.$$eval('[style]', (elements) => elements.map(({ outerHTML }) => outerHTML));
    const empty = await page.evaluate('[...document.querySelectorAll(".filled:empty")].length');
    expect({ said, styled, empty }).toEqual({ said: [], styled: [], empty: 0 });
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([`${origin}/${name}`]);
    for (const value of SCHEMES[name] ?? []) {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
      expect(await violationsOf(page)).toEqual([]);
    }
    await page.close();
  });
});

const READABLE = ['product is 413 ms (38 %) slower', '+413 ms', 'resource load delay', 'checkout'];

describe('without scripts', () => {
  it('the first screen says all', async () => {
    const { page } = await open('/many-regressions', (opened) => opened.setJavaScriptEnabled(false));
    const text = await page.$eval('main', ({ innerText }) => innerText);
    for (const words of READABLE) expect(text).toContain(words);
    await page.close();
  });

  it.each(['', 'allow-scripts'])('the first screen says all in a frame whose sandbox is "%s"', async (sandbox) => {
    const { page, said } = await open('/none');
    await page.setContent(`<iframe sandbox="${sandbox}" src="${origin}/many-regressions"></iframe>`, {
      waitUntil: 'load',
    });
    const frame = await (await page.waitForSelector('iframe'))?.contentFrame();
    const text = await frame?.$eval('main', (main) => main.innerText);
    for (const words of READABLE) expect(text).toContain(words);
    expect(said.filter((line) => !/404|Blocked script execution/.test(line))).toEqual([]);
    await page.close();
  });
});

describe('the policy', () => {
  it('lets no other script or style in', async () => {
    const path = '/with-more';
    const more =
      '<script>document.title = "owned"</script><style>h1 { display: none }</style><p style="color: red" onclick="x()">';
    pages.set(path, (pages.get('/pass') ?? '').replace('</body>', `${more}</body>`));
    const { page, said } = await open(path);
    expect(await page.title()).toContain('vitals-gate');
    expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).display')).toBe('block');
    const refused = said.filter((line) => line.includes('Content Security Policy'));
    for (const what of ['inline script', 'inline style', 'inline event handler'])
      expect(refused.some((line) => line.includes(what))).toBe(true);
    await page.close();
  });

  it('lets nothing be asked for', async () => {
    const { page, asked } = await open('/pass');
    await page.evaluate('fetch("/pass").catch(() => null)');
    expect(asked).toHaveLength(1);
    await page.close();
  });
});

describe('links', () => {
  it('open the fold that they name', async () => {
    const { page } = await open('/many-regressions#route/search/mobile');
    await page.waitForSelector('details[open] table');
    expect(await page.$$eval('details.fold[open]', (folds) => folds.map(({ id }) => id))).toEqual([
      'route/search/mobile',
    ]);
    await page.focus('a[href="#route/product/mobile"]');
    await page.keyboard.press('Enter');
    await page.waitForFunction('document.querySelectorAll("details.fold[open]").length === 2');
    await page.close();
  });

  it('of anyone else’s making do nothing', async () => {
    const { page, said } = await open('/hostile');
    for (const hash of ['#', '#data', '#%00', '#%', '#route/<img src=x onerror=alert(1)>/mobile', '#__proto__'])
      await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
    await openAll(page);
    expect(said).toEqual([]);
    expect(await page.$$('img')).toHaveLength(0);
    await page.close();
  });
});

it('a picture is shown when a reader comes to it', async () => {
  const { page, asked } = await open('/many-regressions#why/product/mobile');
  await page.waitForFunction('document.querySelector(".picture img")?.naturalWidth === 1');
  expect(asked.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
  // What moved is drawn over it.
  const boxes = await page.$$eval('.overlay img, .overlay .moves', (elements) =>
    elements.map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y, width, height].map(Math.round);
    }),
  );
  expect(boxes).toHaveLength(2);
  expect(boxes[0]).toEqual(boxes[1]);
  const [, , width = 0, height = 0] = boxes[0] ?? [];
  expect(width / height).toBeCloseTo(360 / 348, 1);
  expect(await page.$$eval('.overlay title', (titles) => titles.map(({ textContent }) => textContent))).toEqual([
    'main, after',
    'main, before',
  ]);
  await page.close();
});

it('filmstrips have their pictures in boxes of their size, with their sides and times', async () => {
  const { page } = await open('/explained#why/product/mobile');
  await page.waitForFunction(
    '[...document.querySelectorAll(".film img")].filter(({ naturalWidth }) => naturalWidth === 160).length === 9',
  );
  const sizes = await page.$$eval('.shot', (boxes) => boxes.map((box) => `${box.clientWidth} × ${box.clientHeight}`));
  expect(new Set(sizes)).toEqual(new Set(['160 × 285']));
  const rows = await page.$$eval('.film tr', (found) =>
    found.map((row) => [...row.children].map((cell) => cell.querySelector('img')?.alt ?? cell.textContent.trim())),
  );
  expect(rows).toEqual([
    [
      'Base',
      'Base after 212 ms',
      'Base after 310 ms, the same since 212 ms',
      'Base after 455 ms, the same since 431 ms',
      'Base after 920 ms, with LCP',
      'Base, as it was at its LCP after 920 ms',
    ],
    [
      'Head',
      'nothing yet',
      'Head after 310 ms',
      'Head after 455 ms',
      'Head after 920 ms, the same since 455 ms',
      'Head after 1.32 s, with LCP',
    ],
    ['', '212 ms', '310 ms', '455 ms', '920 ms', '1.32 s'],
  ]);
  const words = await page.$$eval('.film strong', (found) => found.map(({ textContent }) => textContent));
  expect(words).toEqual(['LCP', 'LCP']);
  await page.close();
});

it('pictures beyond the limit of a page leave their boxes as they are, and it says so', async () => {
  const { page, said } = await open('/beyond-limit#why/product/mobile');
  await page.waitForSelector('.film [data-picture] p');
  const boxes = await page.$$eval('.shot', (found) =>
    found.map((box) => [`${box.clientWidth} × ${box.clientHeight}`, box.textContent.trim()].join(': ')),
  );
  expect(new Set(boxes)).toEqual(new Set(['160 × 285: not in this page', '160 × 285: ']));
  expect(said).toEqual([]);
  await page.close();
});

const NOTE_SHIFTS = `globalThis.shifts = 0;
new PerformanceObserver((list) => {
  for (const { value } of list.getEntries()) shifts += value;
}).observe({ type: 'layout-shift', buffered: true });`;

it('nothing moves while it loads', async () => {
  const { page } = await open('/pass', (opened) => opened.evaluateOnNewDocument(NOTE_SHIFTS));
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  expect(await page.evaluate('shifts')).toBe(0);
  await page.close();
});

it('every section has its place in some page', () => {
  const all = [...pages.values()].join('');
  for (const id of Object.keys(SECTIONS)) expect(all).toContain(`<section id="section-${id}">`);
});
