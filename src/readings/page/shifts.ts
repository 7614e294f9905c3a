import type { CLSMetric } from 'web-vitals';

import type { ClsFacts } from '../facts.ts';
import { selectorOf } from './selector.ts';

const MAX_SHIFTS = 500;
const MAX_SOURCES = 10;

/** The selectors of shifted elements, taken when the shift is reported: later the element may be gone. */
const selectors = new WeakMap<LayoutShiftAttribution, string | null>();

export function rememberSources({ entries }: CLSMetric): void {
  for (const { sources } of entries)
    for (const source of sources) if (!selectors.has(source)) selectors.set(source, selectorOf(source.node));
}

export function clsFacts({ value, entries }: CLSMetric): ClsFacts {
  return {
    value,
    shifts: entries.slice(0, MAX_SHIFTS).map((entry) => ({
      value: entry.value,
      startTime: entry.startTime,
      sources: entry.sources.slice(0, MAX_SOURCES).map((source) => ({
        selector: selectors.get(source) ?? null,
        area: unionArea(source.previousRect, source.currentRect),
      })),
    })),
  };
}

/** Area of the union of two rectangles, px²: what a shift's impact is made of. */
function unionArea(a: DOMRectReadOnly, b: DOMRectReadOnly): number {
  const width = Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left));
  const height = Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
  return a.width * a.height + b.width * b.height - width * height;
}
