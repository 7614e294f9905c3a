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

/**
 * The lines among those given that hunks wrote, and those after lines that they took away, where what is gone stood inside
 * and not at an end.
 */
export function changedIn(hunks: readonly Hunk[], { first, last }: LineRange): number[] {
  const found = hunks.flatMap(({ newFirst, newCount }) => {
    if (newCount === 0) return newFirst >= first && newFirst + 1 <= last ? [newFirst + 1] : [];
    const [from, to] = [Math.max(first, newFirst), Math.min(last, newFirst + newCount - 1)];
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
  });
  return [...new Set(found)];
}

/** Where a reader sees what a hunk did, as the later commit numbers lines: what is new, else what follows what is gone. */
export function lineAfter({ newFirst, newCount }: Hunk): number {
  return newCount === 0 ? newFirst + 1 : newFirst;
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
