import { setTimeout as wait } from 'node:timers/promises';

import type { ElementHandle, Point } from 'puppeteer';

import { VisitFailure } from '../visit/visit-failure.ts';
import type { DomElement } from './dom.ts';
import type { Stage } from './stage.ts';

declare const getComputedStyle: (element: DomElement) => { readonly pointerEvents: string };

/** How often a covered element is looked at again, ms. */
const LOOK_AGAIN_MS = 50;

/**
 * Where to point at an element, once it is in view and nothing covers it there: input goes to whatever is on top, and
 * the interaction measured would be another one. Throws VisitFailure.
 */
export async function pointAt(element: ElementHandle, selector: string): Promise<Point> {
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

/** In the page: what covers the middle of an element's visible part, or null. */
function coverOf(element: DomElement): string | null {
  const { clientWidth, clientHeight } = element.ownerDocument.documentElement;
  for (const rect of element.getClientRects()) {
    const left = Math.max(rect.left, 0);
    const top = Math.max(rect.top, 0);
    const width = Math.min(rect.right, clientWidth) - left;
    const height = Math.min(rect.bottom, clientHeight) - top;
    if (width < 1 || height < 1) continue;
    let hit = element.ownerDocument.elementFromPoint(left + width / 2, top + height / 2);
    for (let root = hit?.shadowRoot; root; root = hit?.shadowRoot) {
      const inner = root.elementFromPoint(left + width / 2, top + height / 2);
      if (inner === null || inner === hit) break;
      hit = inner;
    }
    if (hit === null) return null;
    // Clicking a label is clicking its control.
    const targets = [element, ...(element.labels ?? [])];
    for (let node: DomElement | null = hit; node !== null;) {
      if (targets.includes(node)) return null;
      node = node.assignedSlot ?? node.parentNode ?? node.host ?? null;
    }
    // Input that passes through the element still reaches its ancestors.
    if (getComputedStyle(element).pointerEvents === 'none' && hit.contains(element)) return null;
    return hit.id === '' ? [hit.localName, ...hit.classList].join('.').slice(0, 100) : `${hit.localName}#${hit.id}`;
  }
  return null;
}
