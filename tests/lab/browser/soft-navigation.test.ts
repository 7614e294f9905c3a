import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { assertSums } from '../../../src/model/breakdown.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { API_MS, readHero, serveProductList } from '../../support/product-list.ts';
import type { Site } from '../../support/site.ts';

let hero: Buffer;
let lab: Lab;
let site: Site;
beforeAll(async () => {
  hero = await readHero();
  lab = await openLab();
  site = await serveProductList();
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const visit = (...interactions: Interaction[]) => lab.visit(route('/', interactions), FAST, site);
const click = (selector: string): Interaction => ({ action: 'click', selector });
const soft = (selector: string): Interaction => ({ action: 'navigate', kind: 'soft', selector });

describe('a soft navigation', () => {
  it('has an LCP of its own, without TTFB, whose image behind an API is load delay, and no INP where nothing follows it', async () => {
    const outcome = measured(await visit(soft('#product')));
    expect(valueAt(outcome, 'lcp.ttfb')).toBe(0);
    expect(valueAt(outcome, 'lcp.resource-load-delay')).toBeGreaterThan(200 + API_MS);
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
    // Nothing follows it, and the click that navigated is not of it.
    expect(outcome.readings.inp).toEqual({ status: 'unmeasured', reason: 'no-interaction' });
  });

  it('has the INP of the interactions after it, not of the click that navigated', async () => {
    const outcome = measured(await visit(soft('#product'), click('#add')));
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThan(75);
    expect(outcome.evidence).toMatchObject({ inpTarget: '#add', inpStep: 1 });
  });
});
