import { sanitizeLine } from '../../text/sanitize.ts';

const MOST_CHARACTERS = 60;

/** Rows in columns that line up; numbers, which `right` lists by their column, end at the same place. */
export function alignedLines(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number>,
  indent = '  ',
): string[] {
  const clean = rows.map((row) => row.map((cell) => sanitizeLine(cell, MOST_CHARACTERS)));
  const widths = clean.reduce<number[]>(
    (most, row) => row.map((cell, at) => Math.max(most[at] ?? 0, Array.from(cell).length)),
    [],
  );
  return clean.map((row) => {
    const cells = row.map((cell, at) => {
      const fill = ' '.repeat(Math.max(0, (widths[at] ?? 0) - Array.from(cell).length));
      return right.has(at) ? fill + cell : cell + fill;
    });
    return (indent + cells.join('  ')).trimEnd();
  });
}
