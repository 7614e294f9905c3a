import { parsePath } from '../../model/breakdown.ts';
import { code, row as markdownRow } from '../../report/comment/markdown.ts';
import { quantity } from '../../report/words/format.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { inText } from '../../report/words/phrase.ts';
import type { NoRatio, RatioRow } from '../analyses/ratio.ts';
import { tablePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { unitOfPath } from './unit.ts';
import { windowWords, type About } from './window.ts';

const TITLE = 'The field against the lab';
const HEAD = ['route', 'condition', 'node', 'field p75', 'lab mean', 'ratio (95 % interval)'];
const NUMBERS: ReadonlySet<number> = new Set([3, 4]);

const BECAUSE: Readonly<Record<NoRatio, string>> = {
  'no-lab': 'none: the lab did not measure it',
  'no-field': 'none: no page views have it',
  'lab-zero': 'none: the lab measured 0',
};

/** For a terminal. */
export function ratioText(rows: readonly RatioRow[], about: About): string {
  const table = alignedLines([headOf(about), ...rows.map((row) => cellsOf(row, about))], shifted(about));
  return [windowWords(about), ...(rows.length === 0 ? [] : ['', ...table]), ''].join('\n');
}

export function ratioMarkdown(rows: readonly RatioRow[], about: About): string {
  const head = headOf(about);
  const lines = rows.map((row) => markdownRow(cellsOf(row, about).map((cell) => code(cell))));
  const table = [markdownRow(head), markdownRow(head.map(() => '---')), ...lines];
  const shown = rows.length === 0 ? [] : ['', ...table];
  return [`## ${TITLE}`, '', windowWords(about), ...shown, ''].join('\n');
}

export function ratioPage(rows: readonly RatioRow[], about: About): ReportPage {
  const parts = tablePart([headOf(about), ...rows.map((row) => cellsOf(row, about))], 'Ratios');
  return { title: TITLE, about: windowWords(about), parts };
}

function headOf({ by }: About): string[] {
  return by === null ? HEAD : [by, ...HEAD];
}

function shifted({ by }: About): ReadonlySet<number> {
  return by === null ? NUMBERS : new Set([...NUMBERS].map((at) => at + 1));
}

function cellsOf(row: RatioRow, { by: dimension }: About): string[] {
  const { route, condition, by, path, field, lab, ratio, low, high, reason } = row;
  const unit = unitOfPath(path);
  const value = (number: number | null): string => (number === null ? '' : quantity(number, unit));
  const interval = low === null || high === null ? '' : ` (${low.toFixed(2)} to ${high.toFixed(2)})`;
  return [
    ...(dimension === null ? [] : [by ?? 'unknown']),
    route,
    condition ?? 'not named',
    inText(pathPhrase(parsePath(path) ?? [path])),
    value(field),
    value(lab),
    ratio === null ? (reason === null ? 'none' : BECAUSE[reason]) : `${ratio.toFixed(2)}${interval}`,
  ];
}
