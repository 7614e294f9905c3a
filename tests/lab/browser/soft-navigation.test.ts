import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { assertSums } from '../../../src/model/breakdown.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { html, serveSite, type Page, type Site } from '../../support/site.ts';

const API_MS = 300;

/** A list whose link draws the product page after a slow answer of its API; a busy page in every other respect. */
const LIST = `<style>h1 { margin: 0 }</style><div id="top"></div><main id="view"><h1>All products</h1><a id="product" href="/p/1">Product</a> <a id="hard" href="/p/2">Hard</a>
<button id="stay">Stay</button></main><script>
  function busy(ms) { const end = performance.now() + ms; while (performance.now() < end); }
  const view = document.querySelector('#view');
  setTimeout(() => { document.querySelector('#top').style.height = '120px'; }, 50);
  document.querySelector('#product').onclick = async (event) => {
    event.preventDefault();
    busy(200);
    history.pushState({}, '', '/p/1');
    await fetch('/api');
    view.innerHTML = '<h1>Product</h1><img src="/hero.jpg" width="300" height="200"><button id="add">Add</button><p id="late"></p><p id="below">Below</p>';
    document.querySelector('#add').onclick = function addToCart() { busy(80); };
    setTimeout(() => { document.querySelector('#late').style.height = '40px'; }, 700);
  };
</script>`;

const PAGES: Record<string, Page> = {
  '/': html(LIST),
  '/p/2': html('<h1>Another document</h1>'),
  '/api': (_, response) => void setTimeout(() => response.end('{}'), API_MS),
  '/hero.jpg': (_, response) => void response.writeHead(200, { 'content-type': 'image/jpeg' }).end(hero),
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

const visit = (...interactions: Interaction[]) => lab.visit(route('/', interactions), FAST, site);
const click = (selector: string): Interaction => ({ action: 'click', selector });
const soft = (selector: string): Interaction => ({ action: 'navigate', kind: 'soft', selector });

describe('a soft navigation', () => {
  it('has an LCP of its own, without TTFB, whose image behind an API is load delay', async () => {
    const outcome = measured(await visit(soft('#product')));
    expect(valueAt(outcome, 'lcp.ttfb')).toBe(0);
    expect(valueAt(outcome, 'lcp.resource-load-delay')).toBeGreaterThan(200 + API_MS);
    expect(valueAt(outcome, 'lcp.resource-load-delay')).toBeLessThan(200 + API_MS + 3 * FAST.rttMs);
    expect(valueAt(outcome, 'lcp.resource-load-duration')).toBeGreaterThan(FAST.rttMs - 3);
    expect(outcome.evidence.lcpUrl).toBe(`${site.url}/hero.jpg`);
    // The document came before; the image, with its head, and the API after the click.
    expect(valueAt(outcome, 'bytes.document')).toBe(0);
    expect(valueAt(outcome, 'bytes.image')).toBeGreaterThan(hero.length);
    expect(valueAt(outcome, 'bytes.image')).toBeLessThan(hero.length + 500);
    expect([valueAt(outcome, 'fcp.ttfb'), valueAt(outcome, 'fcp.render-blocking')]).toEqual([0, 0]);
    expect(valueAt(outcome, 'fcp')).toBeGreaterThan(0);
    expect(valueAt(outcome, 'fcp')).toBeLessThanOrEqual(valueAt(outcome, 'lcp'));
    for (const reading of Object.values(outcome.readings))
      if (reading?.status === 'measured') assertSums(reading.breakdown);
  });

  it('has the INP of the interactions after it, not of the click that navigated', async () => {
    const outcome = measured(await visit(soft('#product'), click('#add')));
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThan(75);
    expect(valueAt(outcome, 'inp')).toBeLessThan(200);
    expect(outcome.evidence).toMatchObject({ inpTarget: '#add', inpStep: 1 });
  });

  it('has no INP where nothing follows it', async () => {
    const { readings } = measured(await visit(soft('#product')));
    expect(readings.inp).toEqual({ status: 'unmeasured', reason: 'no-interaction' });
  });

  it('has the layout shifts since it, not those before', async () => {
    const outcome = measured(await visit(soft('#product'), { action: 'wait-for', timeMs: 1000 }));
    expect(outcome.evidence.shiftedElements.map(({ selector }) => selector)).toEqual(['#below']);
    expect(valueAt(outcome, 'cls.#below')).toBeCloseTo(valueAt(outcome, 'cls'), 9);
  });

  it('that loads a document is a failed visit, never a hard load in its place', async () => {
    expect(await visit(soft('#hard'))).toMatchObject({ status: 'failed', code: 'hard-navigation' });
  });

  it('that does not come is a failed visit', async () => {
    expect(await visit(soft('#stay'))).toMatchObject({ status: 'failed', code: 'no-soft-navigation' });
  });

  it('changes nothing for a route that measures the load and merely clicks there', async () => {
    const outcome = measured(await visit(click('#product')));
    expect(valueAt(outcome, 'lcp.ttfb')).toBeGreaterThan(0);
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThan(190);
    expect(outcome.evidence.shiftedElements[0]?.selector).toBe('#view');
  });
});
