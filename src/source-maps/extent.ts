import type { LineRange } from '../git/history/line-ranges.ts';
import type { Position } from './original-place.ts';

/** What a position is in: braces of a style sheet or a script, or a tag. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A longer block is not what a position is about. */
const MOST_LINES = 200;
/** In a longer text nothing is looked for, characters: nobody writes one by hand. */
const LONGEST_TEXT = 2_000_000;
const STYLES = /\.(?:css|scss|less|pcss|sass)$/i;
const SCRIPTS = /\.(?:[cm]?[jt]sx?)$/i;

/**
 * The lines that a position stands for: of the start of a function the whole function, of a tag or a property of a style
 * rule the whole tag or rule, otherwise the innermost block around it. Texts are looked at by their brackets, not parsed:
 * where these do not match, or the text is very long, it is the line alone.
 *
 * @param isFunction whether the position is where a function starts
 */
export function extentOf(file: string, text: string, at: Position, isFunction: boolean): LineRange {
  const offset = text.length > LONGEST_TEXT ? null : offsetOf(text, at);
  const line = { first: at.line, last: at.line };
  if (offset === null) return line;
  const span = spanAt(file, text, offset, isFunction);
  if (span === null) return line;
  const first = Math.min(at.line, lineOf(text, span.start));
  const last = Math.max(at.line, lineOf(text, span.end));
  return last - first < MOST_LINES ? { first, last } : line;
}

function spanAt(file: string, text: string, offset: number, isFunction: boolean): Span | null {
  if (STYLES.test(file)) return innermost(blocksIn(text), offset);
  if (SCRIPTS.test(file)) return spanInScript(text, offset, isFunction);
  const element = elementAt(text, offset);
  if (element === null) return tagAt(text, offset);
  const { start, end, isStyle } = element;
  const [part, at] = [text.slice(start, end), offset - start];
  const span = isStyle ? innermost(blocksIn(part), at) : spanInScript(part, at, isFunction);
  return span === null ? null : { start: span.start + start, end: span.end + start };
}

function spanInScript(text: string, offset: number, isFunction: boolean): Span | null {
  if (text[offset] === '<') return tagFrom(text, offset);
  const blocks = blocksIn(text);
  return isFunction ? bodyOf(text, blocks, offset) : innermost(blocks, offset);
}

/** The script or the styles of a document that an offset is in. */
function elementAt(text: string, offset: number): (Span & { readonly isStyle: boolean }) | null {
  const tags = /<(script|style)\b[^<>]*>/gi;
  for (let tag = tags.exec(text); tag !== null; tag = tags.exec(text)) {
    const start = tags.lastIndex;
    if (start > offset) return null;
    const isStyle = tag[1]?.toLowerCase() === 'style';
    const close = isStyle ? /<\/style/gi : /<\/script/gi;
    close.lastIndex = start;
    const end = close.exec(text)?.index ?? text.length;
    if (offset <= end) return { start, end, isStyle };
    // Inside of one there is no other.
    tags.lastIndex = end;
  }
  return null;
}

/** The block that begins next, if only the head of a function is before it. */
function bodyOf(text: string, blocks: readonly Span[], offset: number): Span | null {
  const open = text.indexOf('(', offset);
  const close = open === -1 || text.slice(offset, open).includes('=>') ? offset : matchOf(text, open);
  const body = blocks.find(({ start }) => start >= close);
  if (body === undefined || !/^[^;}]{0,200}$/.test(text.slice(close + 1, body.start))) return null;
  return { start: offset, end: body.end };
}

/** Where the bracket at `open` is closed; `open` itself if it is not. */
function matchOf(text: string, open: number): number {
  let depth = 0;
  for (const { at, mark } of marksIn(text, open)) {
    if (mark === '(') depth += 1;
    if (mark === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return open;
}

function innermost(blocks: readonly Span[], offset: number): Span | null {
  const around = blocks.filter(({ start, end }) => start <= offset && offset <= end);
  return around.toSorted((one, other) => one.end - one.start - (other.end - other.start))[0] ?? null;
}

/** Pairs of braces, in the order in which they begin. */
function blocksIn(text: string): Span[] {
  const open: number[] = [];
  const found: Span[] = [];
  for (const { at, mark } of marksIn(text, 0)) {
    if (mark === '{') open.push(at);
    if (mark !== '}') continue;
    const start = open.pop();
    if (start !== undefined) found.push({ start, end: at });
  }
  return found.toSorted((one, other) => one.start - other.start);
}

/** Brackets, and the beginnings of strings and comments, which hold no brackets that count. */
const MARKS = /\/\*|(?<![:\w])\/\/|["'`{}()]/g;

function* marksIn(text: string, from: number): Generator<{ readonly at: number; readonly mark: string }> {
  const marks = new RegExp(MARKS);
  marks.lastIndex = from;
  // Up to where no end of such a string or comment is: what begins before has none either, so nothing is read twice.
  const endless = new Map<string, number>();
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const { 0: mark, index: at } = found;
    if (/[{}()]/.test(mark)) yield { at, mark };
    else if (at >= (endless.get(mark) ?? 0)) {
      const { end, isClosed } = mark.startsWith('/') ? endOfComment(text, mark, at) : endOfString(text, mark, at);
      if (isClosed) marks.lastIndex = end;
      else endless.set(mark, end);
    }
  }
}

interface TokenEnd {
  /** The offset after the token; of one without an end, up to where that was looked for. */
  readonly end: number;
  readonly isClosed: boolean;
}

function endOfComment(text: string, mark: string, start: number): TokenEnd {
  const last = mark === '//' ? '\n' : '*/';
  const at = text.indexOf(last, start + mark.length);
  if (at !== -1) return { end: at + last.length, isClosed: true };
  return { end: text.length, isClosed: mark === '//' };
}

/** Only a template goes on in the next line. */
function endOfString(text: string, quote: string, start: number): TokenEnd {
  for (let at = start + 1; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '\\') at += 1;
    else if (mark === quote) return { end: at + 1, isClosed: true };
    else if (mark === '\n' && quote !== '`') return { end: at, isClosed: false };
  }
  return { end: text.length, isClosed: false };
}

/** The tag around an offset. */
function tagAt(text: string, offset: number): Span | null {
  const start = text.lastIndexOf('<', offset);
  const tag = start === -1 ? null : tagFrom(text, start);
  return tag !== null && offset <= tag.end ? tag : null;
}

function tagFrom(text: string, start: number): Span | null {
  const end = /^<[a-z!/](?:=>|[^<>])*(?<!=)>/i.exec(text.slice(start, start + 20_000))?.[0].length;
  return end === undefined ? null : { start, end: start + end - 1 };
}

function offsetOf(text: string, { line, column }: Position): number | null {
  let start = 0;
  for (let left = line; left > 1; left -= 1) {
    const end = text.indexOf('\n', start);
    if (end === -1) return null;
    start = end + 1;
  }
  return Math.min(text.length, start + column - 1);
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
