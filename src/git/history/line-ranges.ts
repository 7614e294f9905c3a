import type { Hunk } from './diff-reader.ts';

/** Lines of a file, both ends included, from 1. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Whether a hunk stands for any of the lines, as the later commit numbers them. */
export function touches(hunks: readonly Hunk[], { first, last }: LineRange): boolean {
  return hunks.map(linesOf).some((lines) => lines.first <= last && first <= lines.last);
}

/** The first of the lines that a hunk stands for; null if none does. */
export function firstTouched(hunks: readonly Hunk[], { first, last }: LineRange): number | null {
  const touching = hunks.map(linesOf).filter((lines) => lines.first <= last && first <= lines.last);
  return touching.length === 0 ? null : Math.max(first, Math.min(...touching.map((lines) => lines.first)));
}

/** Where a hunk only took lines away, the one before and the one after: a reader sees the change between them. */
function linesOf({ newFirst, newCount }: Hunk): LineRange {
  return newCount === 0 ? { first: newFirst, last: newFirst + 1 } : { first: newFirst, last: newFirst + newCount - 1 };
}

/** What a line was at the earlier commit: all that a hunk replaced, if it lies in one; null if it was not there. */
export function linesBefore(hunks: readonly Hunk[], line: number): LineRange | null {
  let offset = 0;
  for (const { oldFirst, oldCount, newFirst, newCount } of hunks) {
    if (newCount > 0 && line >= newFirst && line < newFirst + newCount)
      return oldCount === 0 ? null : { first: oldFirst, last: oldFirst + oldCount - 1 };
    const [oldNext, newNext] = [oldFirst + Math.max(1, oldCount), newFirst + Math.max(1, newCount)];
    if (newNext > line) break;
    // An empty side names the line before: what follows it is one further.
    offset = oldNext - newNext;
  }
  return { first: line + offset, last: line + offset };
}
