import { sanitizeLine } from '../../text/sanitize.ts';
import { linkTarget } from '../words/report-url.ts';

/**
 * The only doors through which foreign text enters Markdown. GitHub renders GFM and then turns `@name`, `#1`, `GH-1`,
 * commit SHAs, issue URLs, `:emoji:` and `$math$` of the resulting *text* into something else, so escaping the Markdown
 * is not enough: whatever could be more than a word goes into a code span, where GitHub leaves it alone.
 */

const NAME_CAP = 120;
const PROSE_CAP = 400;
const COMMAND_CAP = 2000;
const EMPTY = '(empty)';
/** cmark treats a run of more than 80 backticks as text, so long runs are shortened. */
const LONG_BACKTICK_RUN = /`{9,}/g;

/** A code span whose fence is longer than any run of backticks inside. */
export function code(text: string, cap: number = NAME_CAP): string {
  const content = sanitizeLine(text, cap).replace(LONG_BACKTICK_RUN, '`'.repeat(8));
  if (content === '') return EMPTY;
  const fence = '`'.repeat(longestRun(content) + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return fence + pad + content + pad + fence;
}

/** A fenced block, a line each. Spaces at the beginning of a line stay. */
export function block(lines: readonly string[], language = ''): string {
  const content = lines.map((line) => `${/^ */.exec(line)?.[0] ?? ''}${sanitizeLine(line, COMMAND_CAP)}`).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}${language}\n${content}\n${fence}`;
}

const MOST_LINES = 60;

/** A fenced block of several lines, each cut at the maximum length; further lines are only counted. */
export function codeLines(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_LINES).map((line) => indentOf(line) + sanitizeLine(line, PROSE_CAP));
  const rest = lines.length - shown.length;
  const content = [...shown, ...(rest > 0 ? [`… and ${rest} more lines`] : [])].join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}text\n${content}\n${fence}`;
}

function indentOf(line: string): string {
  return /^ {0,8}/.exec(line)?.[0] ?? '';
}

/**
 * Finished inline Markdown as the content of a table cell. A pipe after a backslash becomes a broken bar: parsers
 * disagree on what `\\|` means.
 */
export function cell(markdown: string): string {
  return markdown
    .replace(/[\r\n]+/g, ' ')
    .replace(/\\\|/g, '\\¦')
    .replace(/\|/g, '\\|');
}

/** A table row of finished inline Markdown. */
export function row(cells: readonly string[]): string {
  return `| ${cells.map(cell).join(' | ')} |`;
}

/**
 * A link to an http or https address, without its query. Other addresses, and those that refer to GitHub, become a code
 * span.
 */
export function link(text: string, url: string): string {
  const target = linkTarget(url);
  return target === null ? code(text) : `[${code(text)}](${target})`;
}

/** A link to one of the gate's own addresses, built from what the runner says and never from measured data. */
export function ownLink(words: string, href: string): string {
  return `[${words}](${href})`;
}

/** For raw HTML blocks (`<summary>`), where Markdown's code spans do not work. */
export function htmlCode(text: string): string {
  const escaped = sanitizeLine(text, NAME_CAP).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${escaped === '' ? EMPTY : escaped}</code>`;
}

/**
 * Other people's prose: plain words stay, everything that Markdown or GitHub could read as more goes into code spans. The
 * punctuation around such a word belongs to the sentence and stays outside of the span.
 */
export function plain(text: string): string {
  return wordsOf(sanitizeLine(text, PROSE_CAP) || EMPTY)
    .map(({ open, core, close, isCode }) => open + (isCode ? code(core, PROSE_CAP) : core) + close)
    .join(' ');
}

/** One or several words of a sentence, and the punctuation around them. */
interface Words {
  readonly open: string;
  readonly core: string;
  readonly close: string;
  readonly isCode: boolean;
}

/** What its author put between backticks. */
const QUOTED = /(?<=^| )(["'“‘(]*)`([^`]+)`([)"'”’.,;:!?…]*)(?= |$)/gu;

function wordsOf(text: string): Words[] {
  const all: Words[] = [];
  let from = 0;
  for (const { 0: whole, 1: open = '', 2: core = '', 3: close = '', index } of text.matchAll(QUOTED)) {
    all.push(...unquoted(text.slice(from, index)), { open, core, close, isCode: true });
    from = index + whole.length;
  }
  return [...all, ...unquoted(text.slice(from))];
}

/** Suspicious words that nothing separates share a span. */
function unquoted(text: string): Words[] {
  const all: Words[] = [];
  for (const word of text.split(' ').filter((each) => each !== '')) {
    const next = isHarmless(word) ? { open: '', core: word, close: '', isCode: false } : punctuated(word);
    const last = all.at(-1);
    if (last?.isCode === true && next.isCode && last.close === '' && next.open === '')
      all.splice(-1, 1, { ...next, open: last.open, core: `${last.core} ${next.core}` });
    else all.push(next);
  }
  return all;
}

/** The word without the punctuation around it; a bracket that is closed inside the word belongs to the word. */
function punctuated(word: string): Words {
  let [start, end] = [0, word.length];
  for (let isDone = false; !isDone && start < end;) {
    const core = word.slice(start, end);
    const surplus = depthOf(core);
    if (/[.,;:!?"'”’]$/u.test(core) || (core.endsWith(')') && surplus < 0)) end -= 1;
    else if (/^["'“‘]/u.test(core) || (core.startsWith('(') && surplus > 0)) start += 1;
    else if (core.startsWith('(') && core.endsWith(')') && depthOf(core.slice(1, -1)) === 0)
      [start, end] = [start + 1, end - 1];
    else isDone = true;
  }
  if (start >= end) return { open: '', core: word, close: '', isCode: true };
  return { open: word.slice(0, start), core: word.slice(start, end), close: word.slice(end), isCode: true };
}

/** How many brackets a text opens more than it closes. */
function depthOf(text: string): number {
  return text.split('(').length - text.split(')').length;
}

const WORD = /^["'“‘(]*[+−-]?[\p{L}\p{N}][\p{L}\p{N}'’%,.−-]*[)"'”’.,;:!?%…]*$/u;
const LONE_SIGN = /^[—–→·…×≥≤=%]$/u;
/** Could be a commit SHA, an issue (`GH-1`, or a tracker's `ABC-1`), a list marker, or a host name. */
const SUSPECT = [/[0-9a-f]{7,}/i, /\p{L}-\d/u, /^\d+[.)]/u, /[^\d]\.[^.\s]|\d\.\p{L}/u, /^www\b/i];
const DECIMAL = /^["'“‘(]*[+−-]?\d+\.\d+(?:%|ms|s)?[)"'”’.,;:!?%…]*$/u;

function isHarmless(word: string): boolean {
  if (word === '' || LONE_SIGN.test(word) || DECIMAL.test(word)) return !/[0-9a-f]{7,}/i.test(word);
  return WORD.test(word) && !SUSPECT.some((pattern) => pattern.test(word));
}

function longestRun(text: string): number {
  return Math.max(0, ...Array.from(text.matchAll(/`+/g), (run) => run[0].length));
}
