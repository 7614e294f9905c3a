import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Condition } from '../../../src/model/route.ts';
import type { VisitOutcome } from '../../../src/model/sample.ts';
import { FAST, least, openLab, route, thrice } from '../../support/lab.ts';
import { html, serveSite, slow, type Site } from '../../support/site.ts';

/** On which a round trip is far more than what a busy machine adds. */
const FAR: Condition = { ...FAST, name: 'far', rttMs: 200 };

let lab: Lab;
let site: Site;
let plain: readonly VisitOutcome[];
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite({
    '/third': slow(40, html('<h1>Third</h1>', '<script src="http://a.tracker.test/t.js"></script>')),
    '/none': slow(40, html('<h1>Third</h1>')),
  });
  plain = await visits(FAR);
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const visits = (condition: Condition, at = '/none') => thrice(() => lab.visit(route(at), condition, site));

it('blocked hosts cost the page nothing', async () => {
  const blocked = await visits({ ...FAR, name: 'blocked', blocked: ['*.tracker.test'] }, '/third');
  expect(least(blocked, 'lcp') - least(plain, 'lcp')).toBeLessThan(FAR.rttMs);
});

it('whatever else a condition says costs no round trip', async () => {
  const dark = await visits({ ...FAR, name: 'dark', colorScheme: 'dark' });
  expect(least(dark, 'lcp.ttfb') - least(plain, 'lcp.ttfb')).toBeLessThan(FAR.rttMs);
});
