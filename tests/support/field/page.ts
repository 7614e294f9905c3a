import { textOf } from '../../page/read-page.ts';

/** What of a report for a terminal its page lacks, line by line and cell by cell; the page may say more. */
export function lackingIn(html: string, terminal: string): string[] {
  const page = textOf(html);
  const cells = terminal.split('\n').flatMap((line) => line.trim().split(/ {2,}/));
  return cells.map((cell) => cell.replace(/^(?:- |→ )/, '').replace(/:$/, '')).filter((cell) => !page.includes(cell));
}
