import type { Page } from 'puppeteer';

import type { ScrollTarget } from '../../../model/interaction.ts';
import type { DomDocument, DomElement } from '../dom.ts';
import { find } from '../elements.ts';
import type { Performer } from './performer.ts';

declare const document: DomDocument;
declare const innerWidth: number;
declare const innerHeight: number;
declare const addEventListener: (type: string, listener: () => void, options: object) => void;
declare const requestAnimationFrame: (callback: (value: unknown) => void) => void;

/** A page that grows while it is scrolled (an endless feed) is followed this often. */
const MAX_ROUNDS = 25;
/** How long one scroll may take, ms. */
const SCROLL_TIMEOUT_MS = 5000;
/** Nearer than this is there, px. */
const CLOSE_PX = 2;

/** Resolves when the page stands still again. */
export const scroll: Performer<'scroll'> = ({ page }, { to }) => scrollTo(page, to);

/** Scrolls with the mouse wheel over the middle of the viewport. */
async function scrollTo(page: Page, to: ScrollTarget): Promise<void> {
  const [width, height] = await page.evaluate(() => [innerWidth, innerHeight] as const);
  await page.mouse.move(width / 2, height / 2);
  if (to !== 'bottom' && 'byPx' in to) return void (await wheel(page, to.byPx));
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const distance = await (to === 'bottom' ? distanceToBottom(page) : distanceTo(page, to.selector));
    if (Math.abs(distance) < CLOSE_PX || !(await wheel(page, distance))) return;
  }
}

function distanceToBottom(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollHeight, clientHeight, scrollTop } = document.scrollingElement ?? document.documentElement;
    return scrollHeight - clientHeight - scrollTop;
  });
}

/** Between the middles of the element and of the viewport, as far as the page can be scrolled. */
async function distanceTo(page: Page, selector: string): Promise<number> {
  const element = await find(page, selector);
  return element.evaluate((node: DomElement) => {
    const { scrollHeight, clientHeight, scrollTop } = document.scrollingElement ?? document.documentElement;
    const { top, bottom } = node.getBoundingClientRect();
    const wanted = (top + bottom) / 2 - innerHeight / 2;
    return Math.max(-scrollTop, Math.min(scrollHeight - clientHeight - scrollTop, wanted));
  });
}

/** Turns the wheel by `px`; false if nothing moved. */
async function wheel(page: Page, px: number): Promise<boolean> {
  const watch = await page.evaluateHandle((timeoutMs) => {
    const ended = Promise.withResolvers<boolean>();
    let moved = false;
    addEventListener('scroll', () => void (moved = true), { capture: true, once: true });
    addEventListener('scrollend', () => ended.resolve(true), { capture: true, once: true });
    setTimeout(() => ended.resolve(moved), timeoutMs);
    return {
      /** A wheel that moves anything has done so three frames later. */
      ended: async (): Promise<boolean> => {
        for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
        return moved && ended.promise;
      },
    };
  }, SCROLL_TIMEOUT_MS);
  await page.mouse.wheel({ deltaY: px });
  return watch.evaluate((state) => state.ended());
}
