/** Visitors of the demo shop: real Chrome, real input, and every way to leave a page. */
import type { Browser, Page } from 'puppeteer';

import { PRESETS } from '../../src/config/conditions/presets.ts';

export const DEVICES = ['mobile', 'desktop'] as const;
type Device = (typeof DEVICES)[number];

/** How the last view of a session ends; the others end because the visitor goes on to the next one. */
export const ENDS = ['closed', 'hidden', 'left'] as const;

/** One page view as it was made: what the records of visitors are held against. */
export interface MadeView {
  readonly route: string;
  readonly device: Device;
  readonly sha: string;
  /** Of the session as the beacon keeps it. */
  readonly session: string;
  /** The LCP as Chrome reported it to the page, ms; null for a soft navigation. */
  readonly lcpMs: number | null;
}

export interface Visitor {
  readonly browser: Browser;
  readonly url: string;
  readonly device: Device;
  readonly sha: string;
  readonly end: (typeof ENDS)[number];
}

interface Step {
  readonly route: string;
  /** A path that is opened, or what is clicked to get there. */
  readonly by: { readonly path: string } | { readonly link: string };
  readonly isSoft?: boolean;
  /** Whether all is there that the page shows by itself. */
  readonly shown: string;
  /** The interaction, and what it brings forth. */
  readonly press: string;
  readonly answer: string;
}

const isPainted = (image: string): string =>
  `document.querySelector('${image}')?.complete && document.querySelector('${image}').naturalWidth > 0`;
const SEES_BASKET = "document.querySelector('#minicart')?.hidden === false";
const STEPS: readonly Step[] = [
  { route: 'home', by: { path: '/' }, shown: isPainted('#home-hero'), press: 'h1', answer: 'true' },
  {
    route: 'list',
    by: { link: '.home-hero a.button' },
    shown: `${isPainted('#category-hero')} && document.querySelector('#promo-banner') !== null`,
    press: '[data-category=TABLE]',
    answer: `document.querySelector('[data-category=TABLE]').ariaPressed === 'true' && document.querySelectorAll('.card').length < 12`,
  },
  {
    route: 'product',
    by: { link: '.card a' },
    isSoft: true,
    shown: isPainted('#product-hero'),
    press: '#add',
    answer: SEES_BASKET,
  },
  {
    route: 'checkout',
    by: { link: 'a.basket' },
    shown: "document.readyState === 'complete'",
    press: '#checkout-form button[type=submit]',
    answer: "document.querySelector('#confirmation').textContent !== ''",
  },
  { route: 'product', by: { path: '/p/42' }, shown: isPainted('#product-hero'), press: '#add', answer: SEES_BASKET },
];
export const VIEWS_PER_SESSION = STEPS.length;

/** One session: a page view for each step, in a tab of a profile of its own. The profile lives as long as the browser. */
export async function visitShop(visitor: Visitor): Promise<MadeView[]> {
  const context = await visitor.browser.createBrowserContext();
  const page = await context.newPage();
  const { mobile, touch, ...size } = PRESETS[visitor.device].viewport;
  await page.setViewport({ ...size, isMobile: mobile, hasTouch: touch });
  const made: MadeView[] = [];
  for (const step of STEPS) made.push(await makeView(page, step, visitor));
  if (visitor.end === 'hidden') await (await context.newPage()).bringToFront();
  else if (visitor.end === 'left') await page.goto('about:blank');
  else await page.close();
  return made;
}

async function makeView(page: Page, step: Step, { url, device, sha }: Visitor): Promise<MadeView> {
  const { route, by, isSoft = false, shown, press, answer } = step;
  const pressed = (selector: string): Promise<void> =>
    device === 'mobile' ? page.tap(selector) : page.click(selector);
  if ('path' in by) await page.goto(url + by.path);
  else if (isSoft) await pressed(by.link);
  else await Promise.all([page.waitForNavigation(), pressed(by.link)]);
  await page.waitForFunction(shown);
  await page.evaluate(QUIET);
  if (!isSoft) await page.evaluate(WATCH_LCP);
  await pressed(press);
  await page.waitForFunction(answer);
  await page.evaluate(QUIET);
  const lcpMs = isSoft ? null : ((await page.evaluate('seenLcpMs')) as number);
  const session = (await page.evaluate("sessionStorage.getItem('vitals-gate').split(' ')[0]")) as string;
  return { route, device, sha, session, lcpMs };
}

/** After two frames and an idle moment, what was painted has been reported, and the start of the view was sent. */
const QUIET = `new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(() => setTimeout(resolve)))))`;
/** Chrome looks for larger paints until the first input, so the last is read after it. */
const WATCH_LCP = `new PerformanceObserver((list) => (globalThis.seenLcpMs = list.getEntries().at(-1).startTime))
  .observe({ type: 'largest-contentful-paint', buffered: true })`;
