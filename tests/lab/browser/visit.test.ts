import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { assertSums } from '../../../src/model/breakdown.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, least, measured, openLab, route, thrice, valueAt } from '../../support/lab.ts';
import { html, serveSite, slow, type Page, type Site } from '../../support/site.ts';

const HANDLER = `<button id="go">Go</button><script>
  function busy(ms) { const end = Date.now() + ms; while (Date.now() < end); }
  document.querySelector('#go').onclick = function recompute() { busy(120); };
</script>`;

/** On which a round trip is far more than what a busy machine adds. */
const FAR = { ...FAST, name: 'far', rttMs: 200 };

const PAGES: Record<string, Page> = {
  '/text': slow(80, html('<h1>Some large text</h1>'), { db: 30, cdn: 20 }),
  '/overlap': slow(30, html('<h1>Some large text</h1>'), { db: 3000, cdn: 2000 }),
  '/handler': html(`<h1>Shop</h1>${HANDLER}`),
  // Slower than a key press on a busy machine.
  '/slow': html(`<h1>Shop</h1>${HANDLER.replace('busy(120)', 'busy(600)')}`),
  '/quick': html('<h1>Shop</h1><button id="go">Go</button>'),
  '/early': (_, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload; as=style' }, () => {
      setTimeout(() => response.writeHead(200, { 'content-type': 'text/html' }).end(html('<h1>Some text</h1>')), 150);
    });
  },
  '/moved': (_, response) => void response.writeHead(302, { location: '/text' }).end(),
};

let lab: Lab;
let site: Site;
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite(PAGES);
  // As in a campaign: the first visit of a new Chrome is not measured.
  await visit('/text');
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const visit = (path: string, ...interactions: Interaction[]) => lab.visit(route(path, interactions), FAST, site);
const click = (selector: string): Interaction => ({ action: 'click', selector });

describe('LCP', () => {
  it('has a TTFB of one RTT to connect, one for the request, and the server time', async () => {
    const outcomes = await thrice(() => lab.visit(route('/text'), FAR, site));
    // Chrome connects ahead of the request, by some ms: those are of `waiting`, or of `dns`.
    const connecting = outcomes.map((outcome) =>
      ['waiting', 'dns', 'connect'].reduce((sum, part) => sum + valueAt(outcome, `lcp.ttfb.${part}`), 0),
    );
    // How far ahead it does is the machine's: a round trip, less some of it, and not two.
    expect(Math.min(...connecting)).toBeGreaterThan(0.75 * FAR.rttMs);
    expect(Math.min(...connecting)).toBeLessThan(2 * FAR.rttMs);
    expect(least(outcomes, 'lcp.ttfb.request')).toBeGreaterThan(FAR.rttMs + 80 - 3);
    expect(least(outcomes, 'lcp.ttfb')).toBeLessThan(3 * FAR.rttMs + 80);
  });

  it('splits the request into the layers that Server-Timing declares and what it leaves unreported', async () => {
    const outcome = await visit('/text');
    expect(valueAt(outcome, 'lcp.ttfb.request.db')).toBe(30);
    expect(valueAt(outcome, 'lcp.ttfb.request.cdn')).toBe(20);
    const unreported = valueAt(outcome, 'lcp.ttfb.request') - 50;
    expect(valueAt(outcome, 'lcp.ttfb.request.unreported')).toBeCloseTo(unreported, 9);
  });

  it('keeps layers that overlap out of the sum and says so', async () => {
    const outcome = measured(await visit('/overlap'));
    expect(() => valueAt(outcome, 'lcp.ttfb.request.db')).toThrow('there is no');
    expect(outcome.evidence.notes.join()).toContain('overlap');
  });

  it('sums exactly at every level', async () => {
    const { readings } = measured(await visit('/handler', click('#go')));
    for (const reading of Object.values(readings)) {
      if (reading?.status !== 'measured') throw new Error(reading?.reason ?? 'no reading');
      expect(() => assertSums(reading.breakdown)).not.toThrow();
    }
  });

  it('has the time after an interim response in TTFB, not in what the page does with the answer', async () => {
    expect(valueAt(await visit('/early'), 'lcp.ttfb')).toBeGreaterThan(2 * FAST.rttMs + 140);
  });

  it('counts a redirect as redirect', async () => {
    const outcome = await visit('/moved');
    expect(valueAt(outcome, 'lcp.ttfb.redirect')).toBeGreaterThan(FAST.rttMs);
  });
});

describe('INP', () => {
  it('puts a slow handler into processing duration and names the script', async () => {
    const outcome = measured(await visit('/handler', click('#go')));
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThanOrEqual(117);
    expect(outcome.evidence).toMatchObject({ inpTarget: '#go', inpType: 'pointer', inpStep: 0 });
    // The line and column of the function in the document that the script stands in.
    const before = html(`<h1>Shop</h1>${HANDLER}`).split('function recompute')[0]?.split('\n') ?? [];
    const place = { line: before.length, column: (before.at(-1) ?? '').length + 'function recompute'.length + 1 };
    expect(outcome.evidence.inpScript).toMatchObject({
      sourceUrl: `${site.url}/handler`,
      functionName: 'recompute',
      ...place,
    });
  });

  it('measures an interaction too fast to be reported as one, never as missing', async () => {
    const outcome = await visit('/quick', click('#go'));
    expect(valueAt(outcome, 'inp')).toBeGreaterThanOrEqual(8);
  });

  it('takes the slowest of several interactions and says which it was', async () => {
    const outcome = measured(
      await visit('/slow', { action: 'press', key: 'Tab' }, click('#go'), { action: 'press', key: 'a' }),
    );
    expect(valueAt(outcome, 'inp')).toBeGreaterThanOrEqual(592);
    expect(outcome.evidence.inpStep).toBe(1);
  });
});
