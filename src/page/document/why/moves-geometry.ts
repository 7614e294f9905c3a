import type { DiagnosticVisit } from '../../../model/diagnosis.ts';

export type Shift = DiagnosticVisit['shifts'][number];
export type Rect = Shift['moved'][number]['before'];

/** Around what moved, so that its borders are seen, CSS px. */
const MARGIN = 8;

/** The part of the page that what moved takes up, with a margin, CSS px; null if nothing of it has a size. */
export function extentOf({ moved }: Shift): Rect | null {
  const rects = moved.flatMap(({ before, after }) => [before, after]).filter(isVisible);
  if (rects.length === 0) return null;
  const [left, top] = [Math.min(...rects.map(({ x }) => x)), Math.min(...rects.map(({ y }) => y))];
  const right = Math.max(...rects.map(({ x, width }) => x + width));
  const bottom = Math.max(...rects.map(({ y, height }) => y + height));
  return { x: left - MARGIN, y: top - MARGIN, width: right - left + 2 * MARGIN, height: bottom - top + 2 * MARGIN };
}

export function isVisible({ width, height }: Rect): boolean {
  return width > 0 && height > 0;
}
