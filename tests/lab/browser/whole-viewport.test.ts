import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { PRESETS } from '../../../src/config/conditions/presets.ts';
import type { Lab } from '../../../src/lab/lab.ts';
import type { Condition } from '../../../src/model/route.ts';
import { FAST, openLab, PHONE, route, valueAt } from '../../support/lab.ts';
import { html, serveSite, type Site } from '../../support/site.ts';

/** Far right and far below: outside of the window that Chrome opens by itself, 780 × 580. */
const CORNER = 'position:fixed;right:0;bottom:0';
const BUSY = 'const end = performance.now() + 120; while (performance.now() < end);';

let lab: Lab;
let site: Site;
beforeAll(async () => {
  lab = await openLab();
  site = await serveSite({
    '/button': html(`<h1>Cart</h1><button id="go" style="${CORNER}">0</button><script>
      go.onclick = () => { ${BUSY} go.textContent = '1'; };
    </script>`),
  });
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

const DESKTOP: Condition = { ...FAST, name: 'wide', viewport: PRESETS.desktop.viewport };
const LARGE: Condition = {
  ...FAST,
  name: 'large',
  viewport: { ...PRESETS.desktop.viewport, width: 3000, height: 2000 },
};

describe.each([PHONE, DESKTOP, LARGE])('in the far corner of the viewport of $name', (condition) => {
  it('an interaction is measured', async () => {
    const outcome = await lab.visit(route('/button', [{ action: 'click', selector: '#go' }]), condition, site);
    expect(valueAt(outcome, 'inp')).toBeGreaterThanOrEqual(112);
  });
});
