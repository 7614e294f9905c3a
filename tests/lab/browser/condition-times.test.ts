import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Condition } from '../../../src/model/route.ts';
import type { VisitOutcome } from '../../../src/model/sample.ts';
import { FAST, least, openLab, route } from '../../support/lab.ts';
import { html, serveSite, slow, type Site } from '../../support/site.ts';

/** On which a round trip is far more than what a busy machine adds. */
const FAR: Condition = { ...FAST, name: 'far', rttMs: 200 };

let lab: Lab;
let site: Site;
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite({
    '/third': slow(40, html('<h1>Third</h1>', '<script src="http://a.tracker.test/t.js"></script>')),
    '/none': slow(40, html('<h1>Third</h1>')),
  });
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const BLOCKED: Condition = { ...FAR, name: 'blocked', blocked: ['*.tracker.test'] };
const DARK: Condition = { ...FAR, name: 'dark', colorScheme: 'dark' };

it('neither blocked hosts nor whatever else a condition says costs the page a round trip', async () => {
  const visits: Record<'plain' | 'blocked' | 'dark', VisitOutcome[]> = { plain: [], blocked: [], dark: [] };
  // In turns: a machine that is busy for seconds delays all of them.
  for (let round = 0; round < 3; round++) {
    visits.plain.push(await lab.visit(route('/none'), FAR, site));
    visits.blocked.push(await lab.visit(route('/third'), BLOCKED, site));
    visits.dark.push(await lab.visit(route('/none'), DARK, site));
  }
  expect(least(visits.blocked, 'lcp') - least(visits.plain, 'lcp')).toBeLessThan(FAR.rttMs);
  expect(least(visits.dark, 'lcp.ttfb') - least(visits.plain, 'lcp.ttfb')).toBeLessThan(FAR.rttMs);
});
