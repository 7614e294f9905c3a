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

/** Its title is painted before its image is asked for. The image has bytes enough to be LCP. */
const SLOW = html(
  '<h1 style="background: green">Shop</h1><img id="hero" width="700" height="400"><script>oncePainted(() => { hero.src = "/hero.svg" })</script>',
  ONCE_PAINTED,
);
const HERO = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="400"><rect width="700" height="400" fill="red"/><!--${'.'.repeat(5000)}--></svg>`;

let lab: Lab;
let site: Site;
beforeAll(async () => {
  site = await serveSite({
    '/hidden': page('hidden style="display: none"', `bar.style.display = 'block'; bar.hidden = false;`),
    '/class': page('class="closed"', `bar.classList.remove('closed');`),
    '/restyled': page('', `bar.classList.add('tall');`),
    '/slow': SLOW,
    '/hero.svg': (_, response) => void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(HERO),
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

it('a page that is filmed has what it showed until LCP, in its order', async () => {
  const found = await lab.diagnose(route('/slow'), FAST, { url: site.url }, { side: 'head', isFilmed: true });
  if ('status' in found) throw new Error(`${found.code}: ${found.reason}`);
  const { filmstrip, visit } = found;
  expect(visit.lcp?.url).toBe(`${site.url}/hero.svg`);
  const { frames = [], ...size } = filmstrip ?? {};
  expect(size).toEqual({ width: 160, height: 120 });
  const times = frames.map(({ atMs }) => atMs);
  expect(times).toEqual(times.toSorted((one, other) => one - other));
  expect(frames.map(({ isLcp }) => isLcp)).toEqual([...times.slice(1).map(() => false), true]);
  const shown = await coloursOf(frames.map(({ picture }) => Buffer.from(picture).toString('base64')));
  // Green before there is red, and red when LCP is painted.
  expect([shown[0], shown.at(-1)]).toEqual([['green'], ['green', 'red']]);
});

/** Which of the two colours each picture has. */
async function coloursOf(pictures: readonly string[]): Promise<string[][]> {
  const tab = await lab.browser.newPage();
  const colours: unknown = await tab.evaluate(`Promise.all(${JSON.stringify(pictures)}.map(async (data) => {
    const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data: pixels } = context.getImageData(0, 0, image.width, image.height);
    const has = (is) => pixels.some((_, at) => at % 4 === 0 && is(pixels[at], pixels[at + 1]));
    return [...(has((red, green) => green > 90 && red < 60) ? ['green'] : []), ...(has((red, green) => red > 200 && green < 60) ? ['red'] : [])];
  }))`);
  await tab.close();
  return colours as string[][];
}
