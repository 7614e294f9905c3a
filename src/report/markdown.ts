import { clean } from './foreign.ts';
import { linkTarget } from './url.ts';

/**
 * The only doors through which foreign text enters Markdown. GitHub renders GFM and then turns `@name`, `#1`, `GH-1`,
 * commit SHAs, issue URLs, `:emoji:` and `$math$` of the resulting *text* into something else, so escaping the Markdown
 * is not enough: whatever could be more than a word goes into a code span, where GitHub leaves it alone.
 */

const NAME_CAP = 120;
const PROSE_CAP = 400;
const COMMAND_CAP = 2000;
const EMPTY = '(empty)';
/** cmark takes a run of more than 80 backticks for text; nobody needs more than these. */
const LONG_BACKTICK_RUN = /`{9,}/g;

/** A code span whose fence is longer than any run of backticks inside. */
export function code(text: string, cap: number = NAME_CAP): string {
  const content = clean(text, cap).replace(LONG_BACKTICK_RUN, '`'.repeat(8));
  if (content === '') return EMPTY;
  const fence = '`'.repeat(longestRun(content) + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return fence + pad + content + pad + fence;
}

/** A fenced block for one line, e.g. a command. */
export function block(text: string): string {
  const content = clean(text, COMMAND_CAP);
  const fence = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${fence}\n${content}\n${fence}`;
}

const MOST_LINES = 60;

/** A fenced block of several lines, each cut where a line of ours would end; further lines are counted. */
export function codeLines(lines: readonly string[]): string {
  const shown = lines.slice(0, MOST_LINES).map((line) => indentOf(line) + clean(line, PROSE_CAP));
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

/** A link to an http or https address, without its query; a code span where the address is none, or refers to GitHub. */
export function link(text: string, url: string): string {
  const target = linkTarget(url);
  return target === null ? code(text) : `[${code(text)}](${target})`;
}

/** For raw HTML blocks (`<summary>`), where Markdown's code spans do not work. */
export function htmlCode(text: string): string {
  const escaped = clean(text, NAME_CAP).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<code>${escaped === '' ? EMPTY : escaped}</code>`;
}

/** Other people's prose: plain words stay, everything that Markdown or GitHub could read as more goes into code spans. */
export function plain(text: string): string {
  const words = (clean(text, PROSE_CAP) || EMPTY).split(' ');
  const runs: { harmless: boolean; words: string[] }[] = [];
  for (const word of words) {
    const harmless = isHarmless(word);
    const last = runs.at(-1);
    if (last?.harmless === harmless) last.words.push(word);
    else runs.push({ harmless, words: [word] });
  }
  return runs
    .map((run, index) => (run.harmless ? run.words.join(' ') : codeWords(run.words, runs[index + 1] === undefined)))
    .join(' ');
}

/** Words that their author already put between backticks lose those; the full stop of the sentence is no part of them. */
function codeWords(words: readonly string[], isLast: boolean): string {
  const text = words.join(' ');
  const end = isLast ? (FULL_STOP.exec(text)?.[0] ?? '') : '';
  const quoted = text.slice(0, text.length - end.length);
  return code(quoted.replace(/^`([^`]+)`$/, '$1'), PROSE_CAP) + end;
}

const WORD = /^["'“‘(]*[+−-]?[\p{L}\p{N}][\p{L}\p{N}'’%,.−-]*[)"'”’.,;:!?%…]*$/u;
const FULL_STOP = /(?<=[\p{L}\p{N}`/)])\.$/u;
const LONE_SIGN = /^[—–→·…×≥≤=]$/u;
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
