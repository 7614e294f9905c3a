import { code, plain, row as markdownRow } from '../../report/comment/markdown.ts';
import { count } from '../../report/words/format.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { shortSha } from '../../text/short-sha.ts';
import type { CommitCoverage } from '../analyses/check-coverage.ts';
import type { CheckFinding, RefusedLine } from '../analyses/finding.ts';
import { tablePart, type PagePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { sharePercent, windowWords, type About } from './window.ts';

/** What a check has found. */
export interface Checked {
  readonly findings: readonly CheckFinding[];
  readonly coverage: readonly CommitCoverage[];
}

const TITLE = 'Whether page views can be compared';
const HEAD = ['commit', 'began', 'ended', 'coverage'];
const NUMBERS = [1, 2, 3] as const;
const MOST_CHARACTERS = 500;

/** For a terminal. */
export function checkText({ findings, coverage }: Checked, about: About): string {
  const rows = [headOf(about), ...coverage.map((each) => cellsOf(each, about))];
  const table = coverage.length === 0 ? [] : ['', ...alignedLines(rows, numbersOf(about))];
  const found = findings.flatMap((finding) => {
    const lines = placesOf(finding).map(({ place, words }) => `    ${place === '' ? '' : `${place}: `}${words}`);
    return ['', ...[headline(finding), `  → ${finding.todo}`, ...lines].map(visible)];
  });
  return [windowWords(about), ...table, ...found, '', ...closing({ findings, coverage }, about)].join('\n');
}

export function checkMarkdown({ findings, coverage }: Checked, about: About): string {
  const numbers = numbersOf(about);
  const head = headOf(about);
  const table = [
    markdownRow(head),
    markdownRow(head.map((_, at) => (numbers.has(at) ? '--:' : '---'))),
    ...coverage.map((each) =>
      markdownRow(cellsOf(each, about).map((cell, at) => (numbers.has(at) ? cell : code(cell)))),
    ),
  ];
  const list = findings.flatMap((finding) => [
    `- ${plain(`${headline(finding)} ${finding.todo}`)}`,
    ...placesOf(finding).map(({ place, words }) => `  - ${place === '' ? '' : `${code(place)}: `}${plain(words)}`),
  ]);
  const parts = [`## ${TITLE}`, '', windowWords(about)];
  const shown = [coverage.length === 0 ? [] : table, list].flatMap((each) => (each.length === 0 ? [] : ['', ...each]));
  return [...parts, ...shown, '', ...closing({ findings, coverage }, about)].join('\n');
}

export function checkPage({ findings, coverage }: Checked, about: About): ReportPage {
  const parts: PagePart[] = [
    ...tablePart([headOf(about), ...coverage.map((each) => cellsOf(each, about))], 'Coverage'),
    ...findings.map((finding) => ({
      lines: [`${headline(finding)} ${finding.todo}`],
      list: placesOf(finding).map(({ place, words }) => (place === '' ? words : `${place}: ${words}`)),
    })),
    { lines: closing({ findings, coverage }, about).filter((line) => line !== '') },
  ];
  return { title: TITLE, about: windowWords(about), parts };
}

function headOf({ by }: About): string[] {
  return by === null ? HEAD : [by, ...HEAD];
}

/** The columns of numbers. */
function numbersOf({ by }: About): ReadonlySet<number> {
  return new Set(NUMBERS.map((at) => (by === null ? at : at + 1)));
}

function cellsOf({ by, sha, starts, ended, coverage }: CommitCoverage, about: About): string[] {
  return [
    ...(about.by === null ? [] : [by ?? 'unknown']),
    shortSha(sha),
    starts.toLocaleString('en'),
    ended.toLocaleString('en'),
    sharePercent(coverage),
  ];
}

/** Indented as it is. */
function visible(line: string): string {
  return `${/^ */.exec(line)?.[0] ?? ''}${sanitizeLine(line, MOST_CHARACTERS)}`;
}

function headline({ voids, what, count: n, of, example }: CheckFinding): string {
  const such = example === null || example === '' ? '' : `, for example ${example}`;
  const share = `${n.toLocaleString('en')} of ${of.toLocaleString('en')}`;
  return `${voids ? 'voids comparisons' : 'note'}: ${what} (${share}${such}).`;
}

/** Where lines are, and what is wrong with them; the last one says how many are not shown. */
function placesOf({ lines, count: n }: CheckFinding): { place: string; words: string }[] {
  const shown = lines.map((line) => ({ place: placeOf(line), words: line.why }));
  const others = n - lines.length;
  return lines.length === 0 || others <= 0
    ? shown
    : [...shown, { place: '', words: `and ${count(others, 'more line')}` }];
}

const placeOf = ({ file, line }: RefusedLine): string => `${file}:${line}`;

function closing({ findings, coverage }: Checked, { isEmpty }: About): string[] {
  if (isEmpty) return [];
  if (findings.some(({ voids }) => voids)) return ['These page views cannot be compared as they are.', ''];
  const isKnown = coverage.some((each) => each.coverage !== null);
  return [
    isKnown
      ? 'These page views can be compared.'
      : 'Nothing else stands against comparing these page views, but how many were lost is not known.',
    '',
  ];
}
