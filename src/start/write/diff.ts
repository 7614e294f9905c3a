/** Lines around a change that are shown. */
const CONTEXT = 3;

interface Line {
  readonly mark: ' ' | '+' | '-';
  readonly text: string;
}

/** What changes in a text file, a line each: `+` added, `-` removed. @param before null for a new file */
export function diffOf(file: string, before: string | null, after: string): string {
  const lines = compare(linesOf(before ?? ''), linesOf(after));
  const shown = lines.map((_, index) =>
    lines.slice(Math.max(0, index - CONTEXT), index + CONTEXT + 1).some(({ mark }) => mark !== ' '),
  );
  const body = lines.flatMap(({ mark, text }, index) => {
    if (shown[index] === true) return [`${mark} ${text}`.trimEnd()];
    return shown[index - 1] === true ? ['  …'] : [];
  });
  return [`--- ${before === null ? 'new file' : file}`, `+++ ${file}`, ...body, ''].join('\n');
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** Pairs of lines that are compared at most; a file that differs in more was not written by `init`. */
const MOST_PAIRS = 1_000_000;

/** By the longest common subsequence of lines. */
function compare(before: readonly string[], after: readonly string[]): Line[] {
  const isLarge = before.length * after.length > MOST_PAIRS;
  const lengths = isLarge ? [] : commonLengths(before, after);
  const lines: Line[] = [];
  let [from, to] = [0, 0];
  while (from < before.length || to < after.length) {
    const [old = '', next = ''] = [before[from], after[to]];
    const isBoth = from < before.length && to < after.length;
    if (isBoth && old === next) {
      lines.push({ mark: ' ', text: old });
      from += 1;
      to += 1;
    } else if (to === after.length || (isBoth && at(lengths, from + 1, to) >= at(lengths, from, to + 1))) {
      lines.push({ mark: '-', text: old });
      from += 1;
    } else {
      lines.push({ mark: '+', text: next });
      to += 1;
    }
  }
  return lines;
}

const at = (lengths: readonly (readonly number[])[], from: number, to: number): number => lengths[from]?.[to] ?? 0;

/** How many lines the rests of both texts have in common, from each pair of lines on. */
function commonLengths(before: readonly string[], after: readonly string[]): number[][] {
  const lengths = Array.from({ length: before.length + 1 }, () => Array.from({ length: after.length + 1 }, () => 0));
  for (let from = before.length - 1; from >= 0; from -= 1)
    for (let to = after.length - 1; to >= 0; to -= 1) {
      const row = lengths[from];
      if (row !== undefined)
        row[to] =
          before[from] === after[to]
            ? at(lengths, from + 1, to + 1) + 1
            : Math.max(at(lengths, from + 1, to), at(lengths, from, to + 1));
    }
  return lengths;
}
