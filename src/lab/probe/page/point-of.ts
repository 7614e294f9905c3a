import { coverOf } from '../../interactions/cover.ts';
import type { DomElement } from '../../interactions/dom.ts';

/**
 * Where to point at the one element that a CSS selector names: the middle of its first box, CSS px. Null unless that is
 * clear at once: exactly one element matches, and it is visible, wholly in view and not covered. One call, because each
 * one takes time on a slowed main thread.
 */
export function pointOf(selector: string): { readonly x: number; readonly y: number } | null {
  const element = onlyMatch(selector);
  if (element === null || getComputedStyle(element).visibility !== 'visible' || !isInView(element)) return null;
  // The DOM's own types and those of the functions that run in the page are not related.
  if (coverOf(element as unknown as DomElement) !== null) return null;
  const box = [...element.getClientRects()].find(({ width, height }) => width >= 1 && height >= 1);
  return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Null where several match, or the selector is not CSS. */
function onlyMatch(selector: string): Element | null {
  try {
    const matches = document.querySelectorAll(selector);
    return matches.length === 1 ? matches.item(0) : null;
  } catch {
    return null;
  }
}

function isInView(element: Element): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  return left >= 0 && top >= 0 && right <= clientWidth && bottom <= clientHeight;
}
