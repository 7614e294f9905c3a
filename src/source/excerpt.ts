import { displayWidth, fitToWidth } from '../text/display-width.ts';
import { maskLine } from '../text/mask-line.ts';
import { redact } from '../text/redactor.ts';
import type { Position } from './positions.ts';

/** Of a longer line only this much around the column is looked at. */
const MOST_UNITS = 1000;
const TAB = '  ';
/** Control, format (bidi overrides, zero-width), lone surrogates, private use, unassigned and separators of lines. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const STACKED_MARKS = /(\p{M}{3})\p{M}+/gu;

/**
 * The line of a position and the one above it, with a caret below the column, as a terminal shows them: no secret, no
 * character that steers, a long line cut around the column.
 *
 * @param columns of the terminal
 * @returns null if the text has no such line, or the line is blank
 */
export function excerpt(text: string, { line, column }: Position, columns: number): string | null {
  const written = text.split('\n');
  const redacted = redact(text).split('\n');
  const own = written[line - 1];
  // A secret of several lines moves those below it.
  if (own === undefined || own.trim() === '' || redacted.length !== written.length) return null;
  const at = (number: number): string => (redacted[number - 1] ?? '').replace(/\r$/, '');
  const clean = (number: number): string => maskLine(at(number), at(number - 1));
  const gutter = String(line).length;
  const row = (label: string, content: string): string => `  ${label.padStart(gutter)} │ ${content}`.trimEnd();
  const room = Math.max(20, columns - gutter - 6);
  const shown = cutAround(clean(line), written[line - 1]?.slice(0, column - 1) ?? '', room);
  const above =
    at(line - 1).trim() === '' || shown.isCut ? [] : [row(String(line - 1), aboveOf(clean(line - 1), room))];
  return [...above, row(String(line), shown.text), row('', `${' '.repeat(shown.caret)}^`)].join('\n');
}

function aboveOf(line: string, room: number): string {
  return fitToWidth(visible(line.slice(0, MOST_UNITS)), room);
}

interface Cut {
  readonly text: string;
  /** Columns before the caret. */
  readonly caret: number;
  /** Whether its beginning is missing. */
  readonly isCut: boolean;
}

/** The line, and the column that the text before a place ends at: as far as both are the same after masking. */
function cutAround(line: string, before: string, room: number): Cut {
  const place = commonLength(line, redact(before));
  const head = visible(line.slice(Math.max(0, place - MOST_UNITS), place));
  const tail = visible(line.slice(place, place + MOST_UNITS));
  if (place <= MOST_UNITS && displayWidth(head) + displayWidth(tail) <= room)
    return { text: head + tail, caret: displayWidth(head), isCut: false };
  const kept = place <= MOST_UNITS && displayWidth(head) <= room / 2 ? head : `…${lastColumns(head, room / 2 - 1)}`;
  const caret = displayWidth(kept);
  return { text: kept + fitToWidth(tail, room - caret), caret, isCut: kept !== head };
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < other.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

function lastColumns(text: string, columns: number): string {
  let kept = '';
  for (const char of Array.from(text).toReversed()) {
    if (displayWidth(char + kept) > columns) break;
    kept = char + kept;
  }
  return kept;
}

function visible(text: string): string {
  return text
    .replaceAll('\t', TAB)
    .replace(INVISIBLE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
    .replace(STACKED_MARKS, '$1');
}
