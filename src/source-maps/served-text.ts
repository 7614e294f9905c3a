import { sanitizeLine } from '../text/sanitize.ts';
import type { Position, ServedScript } from './original-place.ts';

const EXCERPT = { before: 40, after: 80 };

/** A position in the document as one in the text of its inline script; null before its beginning. */
export function withinText({ start }: ServedScript, { line, column }: Position): Position | null {
  if (start === undefined) return { line, column };
  if (line < start.line || (line === start.line && column < start.column)) return null;
  return { line: line - start.line + 1, column: line === start.line ? column - start.column + 1 : column };
}

/** A position in a text as one in the file in which the text begins at `start`. */
export function after(start: Position, { line, column }: Position): Position {
  return { line: line + start.line - 1, column: line === 1 ? column + start.column - 1 : column };
}

/** What stands around a position, as one line of visible characters, `…` where it is cut; empty where nothing does. */
export function excerptOf(text: string | null, position: Position | null): string {
  if (text === null || position === null) return '';
  const start = startOfLine(text, position.line);
  if (start === null) return '';
  const end = endOfLine(text, start);
  const at = start + position.column - 1;
  const from = Math.max(start, at - EXCERPT.before);
  const to = Math.min(end, at + EXCERPT.after);
  const shown = sanitizeLine(text.slice(from, to), EXCERPT.before + EXCERPT.after);
  return shown === '' ? '' : ellipsisFor(text.slice(start, from)) + shown + ellipsisFor(text.slice(to, end));
}

function ellipsisFor(leftOut: string): string {
  return leftOut.trim() === '' ? '' : '…';
}

/** The offset at which a line begins; null if there are not so many. */
function startOfLine(text: string, line: number): number | null {
  let start = 0;
  for (let left = line; left > 1; left -= 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return null;
    start = end + 1;
  }
  return start;
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}
