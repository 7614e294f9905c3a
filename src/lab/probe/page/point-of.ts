import { coverOf } from '../../interactions/cover.ts';
import type { DomElement } from '../../interactions/dom.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Where to point at the one element that a CSS selector names: the middle of its first box, CSS px. Null unless that is
 * clear at once: exactly one element matches, it takes the pointer, and it is visible, wholly in view and not covered. One
 * call, because each one takes time on a slowed main thread.
 */
export function pointOf(selector: string): Point | null {
  try {
    const matches = document.querySelectorAll(selector);
    return matches.length === 1 ? middleOf(matches[0]) : null;
  } catch {
    // It is not CSS, or the page has hidden what the DOM offers.
    return null;
  }
}

function middleOf(element: Element | undefined): Point | null {
  if (element === undefined || !isInView(element)) return null;
  const { visibility, pointerEvents } = getComputedStyle(element);
  if (visibility !== 'visible' || pointerEvents === 'none') return null;
  const box = [...element.getClientRects()].find(({ width, height }) => width >= 1 && height >= 1);
  if (box === undefined) return null;
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  if (document.elementFromPoint(point.x, point.y) === null) return null;
  // The DOM's own types and those of the functions that run in the page are not related.
  return coverOf(element as unknown as DomElement) === null ? point : null;
}

/** By the window and by the document's own size, which differ by scroll bars, and without a doctype. */
function isInView(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  return (
    left >= 0 && top >= 0 && right <= Math.min(clientWidth, innerWidth) && bottom <= Math.min(clientHeight, innerHeight)
  );
}
