import { afterAll, beforeAll, expect, it } from 'vitest';

import type { Lab } from '../../../src/lab/lab.ts';
import type { Beacon, FinalBeacon } from '../../../src/model/beacon.ts';
import type { Breakdown } from '../../../src/model/breakdown.ts';
import { readingOf, type MeasuredOutcome } from '../../../src/model/sample.ts';
import { measuredPage, serveWithBeacon, type BeaconSite } from '../../support/beacon-site.ts';
import { FAST, measured, openLab, route } from '../../support/lab.ts';

/**
 * Its beacon is told that the page is left once the click has been timed, and read in an idle moment after that: records
 * are lost as the lab ends a visit, which waits for `/left`.
 */
const PAGE = measuredPage(`<h1>Shop</h1><img src="/picture.jpg" width="600" height="400"><button id="add">Add</button>
<script>document.querySelector('#add').onclick = () => {
  fetch('/left');
  const end = performance.now() + 60;
  while (performance.now() < end);
  document.body.append('added');
};
new PerformanceObserver((list) => {
  if (!list.getEntries().some(({ name }) => name === 'click')) return;
  const leave = () => dispatchEvent(new Event('pagehide'));
  requestAnimationFrame(() => requestIdleCallback(leave, { timeout: 5000 }));
}).observe({ type: 'event', durationThreshold: 16, buffered: true });</script>`);

/** A record is rounded to 0.1 ms. So are the times that a page sees, up or down, and the beginning that they count from. */
const ROUNDING_MS = 0.4001;
/**
 * When the request of the LCP was sent, the page has from Resource Timing and the lab from the network's log, which begins
 * to count a moment earlier: on a busy machine the thread may have to wait in between.
 */
const SENT_MS = 50;
const BESIDE_SENT = /^lcp\.resource-load-(?:delay|duration)/;

const isFinal = ({ type }: Beacon): boolean => type === 'final';

let lab: Lab;
let site: BeaconSite;
let visit: MeasuredOutcome;
let final: FinalBeacon;
beforeAll(async () => {
  site = await serveWithBeacon({
    '/page': PAGE,
    '/left': (_, response) => void site.recordOf(isFinal).finally(() => response.end()),
  });
  lab = await openLab();
  visit = measured(await lab.visit(route('/page', [{ action: 'click', selector: '#add' }]), FAST, site));
  final = (await site.recordOf(isFinal)) as FinalBeacon;
});
afterAll(async () => {
  await lab.close();
  await site.close();
});

/** Every node by its path, without the scripts that only the lab tells apart. */
function nodesOf(tree: Breakdown, at = tree.id): [string, number][] {
  const parts = tree.id === 'processing-duration' ? [] : tree.parts;
  return [[at, tree.value], ...parts.flatMap((part) => nodesOf(part, `${at}.${part.id}`))];
}

it.each(['lcp', 'inp'] as const)('reads the %s of a visit as the lab does, phase by phase', (metric) => {
  const reading = readingOf(visit.readings, metric);
  const recorded = final[metric];
  if (reading.status === 'unmeasured' || !recorded) throw new Error('one of them has measured nothing');
  const [inLab, inField] = [nodesOf(reading.breakdown), nodesOf(recorded)];
  expect(inField.map(([path]) => path)).toEqual(inLab.map(([path]) => path));
  for (const [index, [path, value]] of inField.entries())
    expect(Math.abs(value - (inLab[index]?.[1] ?? NaN)), path).toBeLessThanOrEqual(
      BESIDE_SENT.test(path) ? SENT_MS : ROUNDING_MS,
    );
});
