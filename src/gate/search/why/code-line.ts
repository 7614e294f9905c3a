import type { LineRange } from '../../../git/history/line-ranges.ts';

/** A line of a file. */
export interface FileLine {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** An empty line, or the line of a comment. */
const NO_CODE = /^\s*(?:$|\/\/|\/\*|\*(?!\s*[{,])(?:\s|\/|$)|#(?:\s|!|$)|<!--|--\s)/;

/**
 * Of lines that changed, the one to look at: the first that says what is looked for, else the first that is not a comment,
 * else the first.
 *
 * @param text of the file
 */
export function telling(text: string, lines: readonly number[], hint: RegExp | null = null): number | null {
  const texts = text.split('\n');
  const of = (line: number): string => texts[line - 1] ?? '';
  const hinted = hint === null ? undefined : lines.find((line) => hint.test(of(line)));
  return hinted ?? lines.find((line) => !NO_CODE.test(of(line))) ?? lines[0] ?? null;
}

/** More lines than this nobody looks at: the first ones tell. */
const MOST_NUMBERS = 100_000;

/** The lines of ranges, as numbers; the first of them where they are very many. */
export function numbersOf(ranges: readonly LineRange[]): number[] {
  const found: number[] = [];
  for (const { first, last } of ranges)
    for (let line = first; line <= last && found.length < MOST_NUMBERS; line += 1) found.push(line);
  return found;
}
