import type { DomElement } from './dom.ts';

declare const getComputedStyle: (element: DomElement) => { readonly pointerEvents: string };

/** Runs in the page, alone: what covers the middle of an element's visible part, or null. */
export function coverOf(element: DomElement): string | null {
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
