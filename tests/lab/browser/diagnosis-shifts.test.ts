import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import { FAST, openLab, route } from '../../support/lab.ts';
import { html, ONCE_PAINTED, PAINTED, serveSite, type Site } from '../../support/site.ts';

const STYLE = `<style>
  body { margin: 0 } #bar { height: 120px; background: red } #bar.tall { height: 200px } .closed { display: none }
</style>`;
const page = (attributes: string, change: string): string =>
  html(
    `<div id="bar" ${attributes}>Sale</div><main id="text">Many words of what there is in the shop today</main>
<script>
oncePainted(function change() {
  ${change}
});
</script>`,
    `${STYLE}${ONCE_PAINTED}`,
  );

let lab: Lab;
let site: Site;
beforeAll(async () => {
  site = await serveSite({
    '/hidden': page('hidden style="display: none"', `bar.style.display = 'block'; bar.hidden = false;`),
    '/class': page('class="closed"', `bar.classList.remove('closed');`),
    '/restyled': page('', `bar.classList.add('tall');`),
    ...PAINTED,
  });
  lab = await openLab();
});
afterAll(async () => {
  await lab?.close();
  await site?.close();
});

it.each([
  ['/hidden', 'inserted'],
  ['/class', 'inserted'],
  ['/restyled', 'style'],
])('an element that a script opens is inserted, one that it restyles is not: %s', async (path, kind) => {
  const found = await lab.diagnose(route(path), FAST, { url: site.url }, { side: 'head' });
  if ('status' in found) throw new Error(`${found.code}: ${found.reason}`);
  const culprits = found.visit.shifts.flatMap((shift) => shift.culprits);
  expect(culprits).toMatchObject([{ kind, selector: '#bar', stack: [{ functionName: 'change' }] }]);
});
