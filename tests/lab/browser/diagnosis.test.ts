import { createHash } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { boxFont } from '../../../fixtures/faults/box-font.ts';
import type { Diagnosed } from '../../../src/lab/diagnosis/diagnosing.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import { diagnosticVisitSchema } from '../../../src/model/diagnosis.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, IN_VAIN, openLab, route } from '../../support/lab.ts';
import { html, ONCE_PAINTED, serveSite, slow, type Page, type Site } from '../../support/site.ts';

const answer =
  (type: string, body: string, headers: Readonly<Record<string, string>> = {}): Page =>
  (_, response) =>
    void response.writeHead(200, { 'content-type': type, ...headers }).end(body);
const script = (text: string): Page => answer('text/javascript', text);
const later =
  (ms: number, page: Page): Page =>
  (request, response) =>
    void setTimeout(() => typeof page === 'function' && page(request, response), ms);

/** Resolved when the page under visit has told that it was painted. */
let shown = Promise.withResolvers<void>();
/** Answers then: what comes before the first paint moves nothing, and how late that is depends on the machine. */
const oncePainted =
  (page: Page): Page =>
  (request, response) =>
    void shown.promise.then(() => typeof page === 'function' && page(request, response));

/** A picture with enough to show that it counts for LCP. */
const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="400">${Array.from({ length: 1500 }, (_, at) => `<circle cx="${(at * 37) % 600}" cy="${(at * 61) % 400}" r="${at % 9}" fill="#${(at * 7919).toString(16).padStart(6, '0').slice(0, 6)}"/>`).join('')}</svg>`;
const picture = answer('image/svg+xml', PICTURE);

/** Written out, it would be taken for that of this file. */
const MAPPED = ['source', 'MappingURL'].join('');

const HERO = `
async function start() {
  const answer = await fetch('/hero.json');
  render(await answer.json());
}
function render({ url }) {
  const image = new Image();
  image.loading = 'lazy';
  image.width = 600;
  image.height = 400;
  image.src = url;
  document.querySelector('#app').append(image);
}
start();
//# ${MAPPED}=hero.js.map
`;

const DELEGATED = `
function busy(ms) {
  const end = performance.now() + ms;
  while (performance.now() < end);
}
function addToCart() {
  busy(120);
}
function resize() {
  for (let at = 0; at < 2000; at++) {
    document.body.style.paddingTop = at + 'px';
    document.body.offsetHeight;
  }
}
document.addEventListener('click', function onRootClick({ target }) {
  if (target.id === 'add') addToCart();
  if (target.id === 'size') resize();
});
`;

const BANNER = `
// After the paint:
oncePainted(function showBanner() {
  if (document.querySelector('#banner')) return;
  const banner = document.createElement('div');
  banner.id = 'banner';
  banner.style.cssText = 'height: 120px; background: #f00';
  document.querySelector('#slot').append(banner);
});
`;

const LONG_NAME = 'a'.repeat(3000);
const HOSTILE = `
for (let at = 0; at < 100; at++) fetch('/none-' + at + '.gif?token=hunter2-hunter2').catch(() => {});
const busy = { ['\\u202ered\\u0007\\u001b[31m${LONG_NAME}']() { const end = performance.now() + 60; while (performance.now() < end); } };
Object.values(busy)[0]();
debugger;
addEventListener('DOMContentLoaded', () => { const moved = document.querySelector('h1'); for (let at = 0; at < 300; at++) setTimeout(() => { moved.before(document.createElement('p')); }, at); });
//# sourceURL=https://user:pass@shop.example/\u0007${LONG_NAME}.js
`;

const PAGES: Readonly<Record<string, Page>> = {
  '/hero': html('<div id="app"><h1>Shop</h1></div><script src="/hero.js"></script>'),
  '/hero.js': script(HERO),
  '/hero.json': answer('application/json', '{"url":"/moved.svg"}'),
  '/moved.svg': (_, response) => void response.writeHead(302, { location: '/hero.svg?v=2' }).end(),
  '/hero.svg': later(
    50,
    answer('image/svg+xml', PICTURE, { 'cache-control': 'max-age=60', etag: '"1"', 'x-secret': '1' }),
  ),
  '/click': html('<button id="add">Add</button><button id="size">Size</button><script src="/click.js"></script>'),
  '/click.js': script(DELEGATED),
  '/blocked': html(
    '<h1>Shop</h1><img src="/hero.svg" width="600" height="400" fetchpriority="high"><script>function inline() { document.title = "x"; }\ninline();</script>',
    '<link rel="preload" as="image" href="/hero.svg"><link rel="stylesheet" href="/blocking.css"><script src="/blocking.js"></script><script src="/deferred.js" defer></script>',
  ),
  '/blocking.css': later(
    60,
    answer('text/css', '@font-face { font-family: F;\nsrc: url(/late.woff2) } h1 { font-family: F }'),
  ),
  '/blocking.js': later(60, script('window.blocking = 1')),
  '/deferred.js': script('window.deferred = 1'),
  '/late.woff2': later(100, answer('font/woff2', 'none')),
  '/banner': html(
    '<div id="slot"></div><h1 id="title">Shop</h1><p id="text">Many words of what there is in the shop today</p><script src="/banner.js"></script>',
    `<style>body, h1 { margin: 0 }</style>${ONCE_PAINTED}`,
  ),
  '/banner.js': script(BANNER),
  '/unsized': html(
    '<h1>Shop</h1><img id="wide" src="/late.svg"><p id="text">Many words of what there is</p>',
    `${ONCE_PAINTED}<script>oncePainted(() => undefined)</script>`,
  ),
  '/lazy': html(
    '<h1>Shop</h1>\n<img src="/hero.svg" loading="lazy" width="600" height="400"><p>Words</p>\n<p>More</p>',
  ),
  '/lazy-below': html(
    `<h1>Shop</h1>\n<p style="height: 9000px">Words</p>\n<img src='/hero.svg' width=600 height=400 loading=lazy>`,
  ),
  '/lazy-script': html(
    `<h1>Shop</h1>\n<p style="height: 9000px">Words</p>\n<noscript><img src="/hero.svg"></noscript><script>
      onscroll = () => { onscroll = null; const image = new Image(); image.src = '/hero.svg'; document.body.append(image); };
    </script>`,
  ),
  '/swapped': html(
    '<h1>A B C D</h1><p id="text">Many words of what there is in the shop today</p>',
    '<style>@font-face { font-family: Box; src: url(/box.ttf); font-display: swap } h1 { font: 40px/48px Box, sans-serif; width: 300px; margin: 0 }</style>' +
      `${ONCE_PAINTED}<script>oncePainted(() => undefined)</script>`,
  ),
  '/box.ttf': oncePainted(
    (_, response) => void response.writeHead(200, { 'content-type': 'font/ttf' }).end(boxFont({ advanceEm: 10 })),
  ),
  '/written': html(
    '<div id="top">Shop</div><p id="text">Many words of what there is in the shop today</p><script>oncePainted(function write() {\n  document.querySelector("#top").textContent = "word ".repeat(600);\n})</script>',
    ONCE_PAINTED,
  ),
  '/late.svg': oncePainted(picture),
  '/painted': (_, response) => {
    shown.resolve();
    response.end();
  },
  '/restyled': html(
    '<div id="top">Shop</div><p id="text">Many words of what there is in the shop today</p><script>oncePainted(function restyle() {\n  document.querySelector("#top").className = "tall";\n})</script>',
    `<style>.tall { padding-top: 150px }</style>${ONCE_PAINTED}`,
  ),
  '/timed': slow(10, html('<h1>Shop</h1>'), { db: 42 }),
  '/hostile': html('<h1>Shop</h1>', '<script src="/hostile.js"></script>'),
  '/hostile.js': script(HOSTILE),
  '/crash': html('<h1>Shop</h1><script>fetch("/die")</script>'),
  '/die': () => void lab.browser.process()?.kill('SIGKILL'),
};

const click = (selector: string): Interaction => ({ action: 'click', selector });

let lab: Lab;
let site: Site;

beforeAll(async () => {
  site = await serveSite(PAGES);
  lab = await openLab({ visitMs: 40_000 });
});

afterAll(async () => {
  await lab?.close();
  await site?.close();
});

async function diagnosed(
  path: string,
  interactions: readonly Interaction[] = [],
  { isFilmed = false } = {},
): Promise<Diagnosed> {
  const how = { side: 'head', isFilmed, hasShiftPictures: isFilmed } as const;
  shown = Promise.withResolvers();
  const found = await lab.diagnose(route(path, interactions), FAST, { url: site.url }, how);
  if ('status' in found) throw new Error(`${found.code}: ${found.reason}`);
  expect(diagnosticVisitSchema.parse(found.visit)).toEqual(found.visit);
  return found;
}

const imageBelow = async (path: string) =>
  (await diagnosed(path, [{ action: 'scroll', to: 'bottom' }])).visit.requests.find(({ kind }) => kind === 'image');

const insightsOf = async (path: string): Promise<Record<string, string>> =>
  Object.fromEntries((await diagnosed(path)).visit.insights.map(({ id, state }) => [id, state]));

/** The size of a picture, and what colour it has so far right and so far down, from 0 to 1. */
async function lookedAt(webp: Uint8Array | null | undefined, right: number, down: number) {
  if (webp === null || webp === undefined) throw new Error('there is no picture');
  const page = await lab.browser.newPage();
  try {
    const seen: unknown = await page.evaluate(
      `(async (data, x, y) => {
        const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
        const { width, height } = image;
        const context = new OffscreenCanvas(width, height).getContext('2d');
        context.drawImage(image, 0, 0);
        const [red, green] = context.getImageData(x * width, y * height, 1, 1).data;
        return { width, height, colour: red > 200 ? (green > 200 ? 'white' : 'red') : 'other' };
      })(${JSON.stringify(Buffer.from(webp).toString('base64'))}, ${right}, ${down})`,
    );
    return seen as { width: number; height: number; colour: string };
  } finally {
    await page.close();
  }
}

describe('a diagnostic visit', () => {
  it('keeps what Chrome says of its trace: what is not discoverable, and what blocks', async () => {
    expect(await insightsOf('/hero')).toMatchObject({ LCPDiscovery: 'fail' });
    expect(await insightsOf('/blocked')).toMatchObject({ RenderBlocking: 'fail' });
    // Whether Chrome calls a script at the end of the body blocking depends on when it came; this page has no file of one.
    expect(await insightsOf('/unsized')).toMatchObject({ RenderBlocking: 'pass' });
  });

  it('names the line that made the LCP image, and how it came', async () => {
    const { visit, texts } = await diagnosed('/hero');
    expect(visit.lcp?.url).toBe(`${site.url}/moved.svg`);
    expect(visit.lcp?.attributes).toEqual({ loading: 'lazy', width: '600', height: '400', source: 'src' });
    expect(visit.lcp?.createdBy[0]).toEqual({
      url: `${site.url}/hero.js`,
      line: 7,
      column: 17,
      functionName: 'render',
    });
    const hero = visit.requests.find(({ url }) => url === `${site.url}/hero.svg?v=2`);
    expect(hero).toMatchObject({
      kind: 'image',
      isSameOrigin: true,
      redirects: [`${site.url}/moved.svg`],
      status: 200,
    });
    expect(hero?.headers).toMatchObject({
      'cache-control': 'max-age=60',
      etag: 'yes',
      'content-type': 'image/svg+xml',
    });
    expect(hero?.headers).not.toHaveProperty('x-secret');
    expect(hero?.decodedBytes).toBe(Buffer.byteLength(PICTURE));
    const data = visit.requests.find(({ url }) => url === `${site.url}/hero.json`);
    expect(data).toMatchObject({
      kind: 'fetch',
      initiator: 'script',
      askedBy: { url: `${site.url}/hero.js`, line: 3 },
    });
    expect(data?.stack.map(({ functionName }) => functionName)).toContain('start');
    const [asked, ended, painted] = [hero?.askedMs ?? 0, hero?.endedMs ?? 0, visit.lcp?.renderedMs ?? 0];
    expect(asked).toBeGreaterThan(data?.endedMs ?? Infinity);
    expect(ended).toBeGreaterThan(asked);
    expect(painted).toBeGreaterThan(ended);
    const file = visit.scripts.find(({ url }) => url === `${site.url}/hero.js`);
    expect(file).toMatchObject({ isSameOrigin: true, sourceMap: 'hero.js.map', bytes: Buffer.byteLength(HERO) });
    expect(file?.hash).toBe(createHash('sha256').update(HERO).digest('hex'));
    expect(texts.get(file?.hash ?? '')).toBe(HERO);
  });

  it('names the function behind a delegated handler with its time and its callers', async () => {
    const { visit } = await diagnosed('/click', [click('#add')]);
    const [first] = visit.interaction?.processing.work.functions ?? [];
    expect(first?.place).toEqual({ url: `${site.url}/click.js`, line: 2, column: 14, functionName: 'busy' });
    expect(first?.selfMs).toBeGreaterThan(60);
    expect(first?.callers.map(({ functionName, line }) => `${functionName}:${line}`)).toEqual([
      'addToCart:6',
      'onRootClick:15',
    ]);
    expect(visit.interaction).toMatchObject({ target: '#add', inputDelay: { work: { functions: [] } } });
    expect(visit.seen.inpMs).toBeGreaterThan(100);
  });

  it('names the line that forces layouts, however often it does', async () => {
    const { visit } = await diagnosed('/click', [click('#size')]);
    const { styles = [] } = visit.interaction?.processing.work ?? {};
    const layout = styles.find(({ kind, forcedBy }) => kind === 'layout' && forcedBy.length > 0);
    expect(layout?.forcedBy.map(({ functionName, line }) => `${functionName}:${line}`)).toEqual([
      'resize:12',
      'onRootClick:17',
    ]);
    expect(layout?.elements).toBeGreaterThan(300);
  });

  it('marks what blocks rendering and what is preloaded, and keeps inline scripts as their document', async () => {
    const { visit, texts } = await diagnosed('/blocked');
    const flags = visit.requests.map(({ url, isRenderBlocking, isPreloaded }) => ({
      path: new URL(url).pathname,
      isRenderBlocking,
      isPreloaded,
    }));
    const of = (path: string): unknown => flags.find((each) => each.path === path);
    expect(of('/blocking.css')).toMatchObject({ isRenderBlocking: true, isPreloaded: false });
    expect(of('/blocking.js')).toMatchObject({ isRenderBlocking: true });
    expect(of('/deferred.js')).toMatchObject({ isRenderBlocking: false });
    expect(of('/hero.svg')).toMatchObject({ isRenderBlocking: false, isPreloaded: true });
    expect(visit.requests.find(({ kind }) => kind === 'font')).toMatchObject({
      initiator: 'stylesheet',
      askedBy: { url: `${site.url}/blocking.css`, line: 2, column: 11 },
    });
    expect(visit.lcp).toMatchObject({ createdBy: [], attributes: { fetchpriority: 'high' } });
    const inline = visit.scripts.find(({ url }) => url === `${site.url}/blocked`);
    expect(texts.get(inline?.hash ?? '')).toBe(PAGES['/blocked']);
  });

  it('names the code that inserted a late banner', async () => {
    const { visit } = await diagnosed('/banner');
    const [shift] = visit.shifts;
    expect(shift?.moved.map(({ selector }) => selector)).toContain('#title');
    const title = shift?.moved.find(({ selector }) => selector === '#title');
    expect((title?.after.y ?? 0) - (title?.before.y ?? 0)).toBe(120);
    expect(shift?.culprits[0]).toMatchObject({
      kind: 'inserted',
      selector: '#banner',
    });
    expect(shift?.culprits[0]?.stack[0]).toMatchObject({
      url: `${site.url}/banner.js`,
      line: 5,
      functionName: 'showBanner',
    });
    expect(shift?.culprits).toHaveLength(1);
    expect(visit.seen.cls).toBeCloseTo(shift?.value ?? 0, 5);
  });

  it('has pictures of what moved, without the banner before and with it after', async () => {
    const { visit, pictures } = await diagnosed('/banner', [], { isFilmed: true });
    expect([...pictures.keys()]).toEqual([0]);
    const bottom = Math.max(...(visit.shifts[0]?.moved ?? []).map(({ after }) => after.y + after.height));
    const size = { width: 800, height: Math.round(bottom + 24) };
    const { before, after } = pictures.get(0) ?? {};
    expect(await lookedAt(before, 0.9, 0.25)).toEqual({ ...size, colour: 'white' });
    expect(await lookedAt(after, 0.9, 0.25)).toEqual({ ...size, colour: 'red' });
    expect(visit.shifts[0]?.culprits[0]?.stack[0]?.functionName).toBe('showBanner');
  });

  it('has no pictures where none are asked for', async () => {
    expect(await diagnosed('/timed')).toMatchObject({ pictures: new Map(), filmstrip: null });
  });

  it('names the line of an image that is loaded lazily', async () => {
    const { visit } = await diagnosed('/lazy');
    expect(visit.requests.find(({ kind }) => kind === 'image')).toMatchObject({
      initiator: 'parser',
      askedBy: { url: `${site.url}/lazy`, line: 2, column: 12 },
    });
  });

  it('names the line of one that is requested long after the document was read, unless a script created it', async () => {
    expect(await imageBelow('/lazy-below')).toMatchObject({ initiator: 'parser', askedBy: { line: 3, column: 12 } });
    expect(await imageBelow('/lazy-script')).not.toHaveProperty('askedBy.line', 3);
  });

  it('names a font that moved what is below its text', async () => {
    const { visit } = await diagnosed('/swapped');
    expect(visit.shifts[0]?.culprits).toEqual([
      { kind: 'font', selector: null, url: `${site.url}/box.ttf`, stack: [], renderedBy: [] },
    ]);
  });

  it('names the code that wrote a longer text', async () => {
    const { visit } = await diagnosed('/written');
    expect(visit.shifts[0]?.culprits[0]).toMatchObject({ kind: 'inserted', selector: '#top' });
    expect(visit.shifts[0]?.culprits[0]?.stack[0]).toMatchObject({ line: 2, functionName: 'write' });
  });

  it('names an image without a size that moved what is below it', async () => {
    const { visit } = await diagnosed('/unsized');
    expect(visit.shifts[0]?.culprits).toEqual([
      { kind: 'unsized-image', selector: '#wide', url: `${site.url}/late.svg`, stack: [], renderedBy: [] },
    ]);
  });

  it('names the code that changed the style of what moved the rest', async () => {
    const { visit } = await diagnosed('/restyled');
    expect(visit.shifts[0]?.culprits[0]).toMatchObject({
      kind: 'style',
      selector: '#top',
      stack: [{ url: `${site.url}/restyled`, line: 2, functionName: 'restyle' }],
    });
  });

  it('has the layers of the document’s answer', async () => {
    const { visit } = await diagnosed('/timed');
    expect(visit.layers).toEqual([{ name: 'db', ms: 42 }]);
  });

  it('bounds what a hostile page has it record, and takes out what looks secret', async () => {
    const { visit } = await diagnosed('/hostile');
    expect(visit.requests).toHaveLength(102);
    const text = JSON.stringify(visit);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain('user:pass');
    // oxlint-disable-next-line no-control-regex
    expect(text).not.toMatch(/[\u0000-\u001f\u202e]|\\u001b|\\u0007/);
    expect(visit.loading.functions.some(({ selfMs }) => selfMs > 30)).toBe(true);
  });

  it('is a failure where a step fails, and leaves no trace running', async () => {
    const impatient = await openLab(IN_VAIN);
    const diagnose = (...steps: Interaction[]) =>
      impatient.diagnose(route('/timed', steps), FAST, { url: site.url }, { side: 'base' });
    expect(await diagnose(click('#never'))).toMatchObject({ status: 'failed', code: 'selector-not-found' });
    expect(await diagnose()).toMatchObject({ visit: { side: 'base' } });
    await impatient.close();
  });

  it('is a failure where its Chrome dies, and the next one is not', async () => {
    const dying = lab.diagnose(route('/crash', [click('#never')]), FAST, { url: site.url }, { side: 'base' });
    expect(await dying).toMatchObject({ status: 'failed', code: 'chrome-died' });
    expect((await diagnosed('/timed')).visit.seen.lcpMs).toBeGreaterThan(0);
  });
});
