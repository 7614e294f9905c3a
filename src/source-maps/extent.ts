import type { LineRange } from '../git/history/line-ranges.ts';
import type { Position } from './original-place.ts';

/** What a position is in: braces of a style sheet or a script, or a tag. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/** A longer block is not what a position is about. */
const MOST_LINES = 200;
const STYLES = /\.(?:css|scss|less|pcss|sass)$/i;
const SCRIPTS = /\.(?:[cm]?[jt]sx?)$/i;

/**
 * The lines that a position stands for: of the start of a function the whole function, of a tag or a property of a style
 * rule the whole tag or rule, otherwise the innermost block around it. Texts are looked at by their brackets, not parsed:
 * where these do not match it is the line alone.
 *
 * @param isFunction whether the position is where a function starts
 */
export function extentOf(file: string, text: string, at: Position, isFunction: boolean): LineRange {
  const offset = offsetOf(text, at);
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
  for (const { 0: tag, 1: name = '', index } of text.matchAll(/<(script|style)\b[^<>]*>/gi)) {
    const start = index + tag.length;
    if (start > offset) return null;
    const close = text.slice(start).search(new RegExp(`</${name}`, 'i'));
    const end = close === -1 ? text.length : start + close;
    if (offset <= end) return { start, end, isStyle: name.toLowerCase() === 'style' };
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

/** Strings and comments, which hold no brackets that count; then brackets. */
const TOKENS =
  /\/\*[\s\S]*?\*\/|(?<![:\w])\/\/[^\n]*|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|`(?:\\[\s\S]|[^`\\])*`|[{}()]/g;

function* marksIn(text: string, from: number): Generator<{ readonly at: number; readonly mark: string }> {
  const tokens = new RegExp(TOKENS);
  tokens.lastIndex = from;
  for (let token = tokens.exec(text); token !== null; token = tokens.exec(text))
    if (token[0].length === 1) yield { at: token.index, mark: token[0] };
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
