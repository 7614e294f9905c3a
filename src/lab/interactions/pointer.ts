import { setTimeout as wait } from 'node:timers/promises';

import type { ElementHandle, Point } from 'puppeteer';

import { VisitFailure } from '../visit/visit-failure.ts';
import { coverOf } from './cover.ts';
import { single } from './elements.ts';
import type { Stage } from './stage.ts';

/** How often a covered element is looked at again, ms. */
const LOOK_AGAIN_MS = 50;

/**
 * Where to point at the one element that a selector names, once it is in view and nothing covers it there: input goes to
 * whatever is on top, and the interaction measured would be another one. Throws VisitFailure.
 */
export async function pointAt({ page, pointOf }: Pick<Stage, 'page' | 'pointOf'>, selector: string): Promise<Point> {
  return (await pointOf(selector)) ?? pointWhenReady(await single(page, selector), selector);
}

async function pointWhenReady(element: ElementHandle, selector: string): Promise<Point> {
  const deadline = performance.now() + element.frame.page().getDefaultTimeout();
  await element.scrollIntoView();
  for (;;) {
    const cover = await element.evaluate(coverOf);
    if (cover === null) return element.clickablePoint();
    if (performance.now() > deadline)
      throw new VisitFailure('element-covered', `${JSON.stringify(selector)} is covered by ${cover}`);
    await wait(LOOK_AGAIN_MS);
  }
}

/**
 * Releases the button only after the page has painted the press. In one frame INP would merge both events, and the round
 * trip of the second command would count as processing.
 */
export async function clickAt({ page, painted }: Pick<Stage, 'page' | 'painted'>, { x, y }: Point): Promise<void> {
  await page.mouse.move(x, y);
  await page.mouse.down();
  await painted();
  await page.mouse.up();
}

/** The same with a finger. */
export async function touchAt({ page, painted }: Pick<Stage, 'page' | 'painted'>, { x, y }: Point): Promise<void> {
  const touch = await page.touchscreen.touchStart(x, y);
  await painted();
  await touch.end();
}
