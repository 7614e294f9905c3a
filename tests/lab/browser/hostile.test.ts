import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import type { VisitOutcome } from '../../../src/model/sample.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, ONCE_PAINTED, PAINTED, serveSite, slow, type Page, type Site } from '../../support/site.ts';

const HANDLER = `<button id="go">Go</button><script>
  // Slower than what else a press of a pointer waits for on a busy machine.
  function busy(ms) { const end = Date.now() + ms; while (Date.now() < end); }
  document.querySelector('#go').onclick = function recompute() { busy(400); };
</script>`;

/** Writes what it finds of us into the page, and shouts into every place where a careless tool would listen. */
const FORGER = `<h1 id="found">nothing</h1><script>
  const found = Object.getOwnPropertyNames(window).filter((name) => /vitals/i.test(name));
  const forged = JSON.stringify({ lcp: { value: 1 }, inp: { value: 1 }, cls: { value: 0 } });
  for (const name of ['vitalsGateActivity', 'vitalsGate', 'webVitals']) {
    try { window[name](forged); found.push(name + ' called'); } catch {}
  }
  for (const type of ['pageshow', 'pagehide', 'visibilitychange', 'prerenderingchange']) {
    const event = type === 'pageshow' ? new PageTransitionEvent(type, { persisted: true }) : new Event(type);
    setInterval(() => { window.dispatchEvent(event); document.dispatchEvent(event); }, 40);
  }
  window.dispatchEvent(new PointerEvent('pointerdown'));
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
  if (found.length > 0) document.querySelector('#found').id = 'found-' + found.length;
  window.addEventListener = () => {};
  EventTarget.prototype.addEventListener = () => {};
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  Object.defineProperty(document, 'hidden', { get: () => true });
  Object.defineProperty(document, 'prerendering', { get: () => true });
  console.log = console.error = () => { throw new Error('no console'); };
  performance.clearResourceTimings();
  performance.setResourceTimingBufferSize(0);
  performance.mark = performance.measure = () => { throw new Error('no marks'); };
  Promise = function () { throw new Error('no promises'); };
  setTimeout = requestAnimationFrame = requestIdleCallback = () => 0;
</script>`;

const REWRITTEN = `<h1>First</h1><script>
  document.open();
  document.write('<title>Second</title><h1>Second</h1><img src="/hero.jpg" width="400" height="300"><button id="go">Go</button>');
  document.close();
  document.querySelector('#go').onclick = () => { const end = Date.now() + 400; while (Date.now() < end); };
</script>`;

const CLEARING = `<h1>Shop</h1><script>
  performance.setResourceTimingBufferSize(0);
  addEventListener('load', () => performance.clearResourceTimings());
</script>`;

const FRAMED = `<h1>Shop</h1><iframe src="/inner" width="700" height="450"></iframe><iframe src="OTHER/inner" width="700" height="50"></iframe>`;
const INNER = `<style>body { margin: 0 }</style><div id="top"></div><img src="/hero.jpg" width="690" height="300"><script>
  setTimeout(() => { document.querySelector('#top').style.height = '200px'; }, 150);
</script>`;

const PAGES: Record<string, Page> = {
  ...PAINTED,
  '/forger': slow(50, html(`${FORGER}${HANDLER}`)),
  '/rewritten': slow(50, html(REWRITTEN)),
  '/clearing': html(CLEARING, '<link rel="stylesheet" href="/late.css">'),
  '/late.css': (_, response) =>
    void setTimeout(() => response.writeHead(200, { 'content-type': 'text/css' }).end('h1 { color: #222 }'), 300),
  '/framed': (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/html' }).end(html(FRAMED.replace('OTHER', elsewhere.url))),
  '/inner': slow(300, html(INNER)),
  '/hero.jpg': (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(hero),
  '/huge': html(`<h1>Huge</h1>${HANDLER}<main>${'<div class="row"><span>cell</span></div>'.repeat(25_000)}</main>`),
  '/long-names': html(
    `${ONCE_PAINTED}<div id="top"></div><main id="${'x'.repeat(50_000)}" class="${'y'.repeat(50_000)}" style="height:300px;background:#cde">Content</main>
    <script>oncePainted(() => { document.querySelector('#top').style.height = '150px'; })</script>`,
  ),
  '/restless': html(
    `<h1>Restless</h1><canvas id="c"></canvas><script>
      (function draw() { c.width = 10 + Math.random() * 10; requestAnimationFrame(draw); })();
      new EventSource('/stream'); new WebSocket(location.href.replace('http', 'ws'));
    </script>`,
  ),
  '/stream': (_, response) =>
    void response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n'),
  '/client-redirect': html(
    `<h1>Moved</h1>${ONCE_PAINTED}<script>oncePainted(() => { location.href = "/target"; })</script>`,
  ),
  '/target': html('<h1>Target</h1>'),
  '/there-and-back': html(
    `<h1>Back</h1>${ONCE_PAINTED}<script>if (!sessionStorage.been) { sessionStorage.been = 1; oncePainted(() => { location.href = '/returns'; }); }</script>`,
  ),
  '/returns': html('<h1>Elsewhere</h1><script>setTimeout(() => history.back(), 30)</script>'),
  '/prerenders': html(
    `<h1>Shop</h1><script type="speculationrules">{"prerender":[{"urls":["/inner"],"eagerness":"immediate"}]}</script>`,
  ),
};

let hero: Buffer;
let lab: Lab;
let site: Site;
let elsewhere: Site;
beforeAll(async () => {
  hero = await readFile('fixtures/shop/assets/product-42.jpg');
  // Timers of these pages come late on a busy machine.
  lab = await openLab({}, undefined, 400);
  site = await serveSite(PAGES);
  elsewhere = await serveSite({ '/inner': html(INNER), '/hero.jpg': PAGES['/hero.jpg'] ?? '' });
});
afterAll(async () => {
  await lab.close();
  await site.close();
  await elsewhere.close();
});

const visit = (path: string, ...interactions: Interaction[]): Promise<VisitOutcome> =>
  lab.visit(route(path, interactions), FAST, site);
const click = (selector: string): Interaction => ({ action: 'click', selector });

describe('a hostile page', () => {
  it('finds nothing of the probe, and nothing it forges is taken for a measurement', async () => {
    const outcome = measured(await visit('/forger', click('#go')));
    expect(outcome.evidence.lcpElement).toBe('#found');
    expect(valueAt(outcome, 'lcp')).toBeGreaterThan(2 * FAST.rttMs + 50);
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThanOrEqual(117);
    expect(valueAt(outcome, 'cls')).toBeCloseTo(0, 3);
  });

  it('cannot make an interaction out of events it dispatches itself', async () => {
    expect(measured(await visit('/forger')).readings.inp).toMatchObject({ reason: 'no-interaction' });
  });

  it('has names of bounded length, however long they are', async () => {
    const { evidence } = measured(await visit('/long-names'));
    expect(evidence.shiftedElements.map(({ selector }) => selector)).toEqual(['body>main']);
  });
});

describe('an odd page', () => {
  it('that replaces its document while it loads is measured as what it shows', async () => {
    const outcome = measured(await visit('/rewritten', click('#go')));
    expect(outcome.evidence.lcpUrl).toBe(`${site.url}/hero.jpg`);
    expect(valueAt(outcome, 'lcp.ttfb')).toBeGreaterThan(2 * FAST.rttMs + 45);
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThan(57);
  });

  it('that clears its resource timings has a style sheet that blocks its first paint all the same', async () => {
    expect(valueAt(await visit('/clearing'), 'fcp.render-blocking')).toBeGreaterThanOrEqual(300);
  });

  it('has no LCP and no shifts from its frames', async () => {
    const outcome = measured(await visit('/framed'));
    expect(outcome.evidence.lcpElement).toBe('body>h1');
    expect(valueAt(outcome, 'cls')).toBe(0);
  });

  it('of 50,000 nodes is measured', async () => {
    const outcome = measured(await visit('/huge', click('#go')));
    expect(valueAt(outcome, 'lcp')).toBeGreaterThan(2 * FAST.rttMs);
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThanOrEqual(117);
  });

  it('that draws for ever, with open streams, is quiet enough', async () => {
    const { evidence } = measured(await visit('/restless'));
    expect(evidence.notes.join()).not.toContain('never became quiet');
  });

  it.each([['/client-redirect'], ['/there-and-back']])(
    '%s goes elsewhere by itself: a failed visit that says so',
    async (path) => {
      expect(await visit(path)).toMatchObject({ status: 'failed', code: 'left-the-page' });
    },
  );

  it('that prerenders another is measured itself', async () => {
    const outcome = measured(await visit('/prerenders'));
    expect(outcome.evidence.lcpElement).toBe('body>h1');
    expect(valueAt(outcome, 'cls')).toBe(0);
  });
});
