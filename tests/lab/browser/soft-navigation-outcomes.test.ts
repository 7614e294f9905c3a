import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Interaction } from '../../../src/model/interaction.ts';
import { FAST, IN_VAIN, measured, openLab, route, valueAt } from '../../support/lab.ts';
import { serveProductList } from '../../support/product-list.ts';
import type { Site } from '../../support/site.ts';

/** What comes of a soft navigation, as far as a busy machine changes nothing in it. Its times: `soft-navigation.test.ts`. */

let lab: Lab;
let site: Site;
beforeAll(async () => {
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
  it('has the layout shifts since it, not those before', async () => {
    const outcome = measured(await visit(soft('#product')));
    expect(outcome.evidence.shiftedElements.map(({ selector }) => selector)).toEqual(['#below']);
    expect(valueAt(outcome, 'cls.#below')).toBeCloseTo(valueAt(outcome, 'cls'), 9);
  });

  it('that loads a document is a failed visit, never a hard load in its place', async () => {
    expect(await visit(soft('#hard'))).toMatchObject({ status: 'failed', code: 'hard-navigation' });
  });

  it('that does not come is a failed visit', async () => {
    const impatient = await openLab(IN_VAIN);
    const outcome = await impatient.visit(route('/', [soft('#stay')]), FAST, site);
    await impatient.close();
    expect(outcome).toMatchObject({ status: 'failed', code: 'no-soft-navigation' });
  });

  it('changes nothing for a route that measures the load and merely clicks there', async () => {
    const outcome = measured(await visit(click('#product')));
    expect(valueAt(outcome, 'lcp.ttfb')).toBeGreaterThan(0);
    expect(valueAt(outcome, 'inp.processing-duration')).toBeGreaterThan(190);
    expect(outcome.evidence.shiftedElements[0]?.selector).toBe('#view');
  });
});
