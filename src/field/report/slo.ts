import { parsePath } from '../../model/breakdown.ts';
import { code, row as markdownRow } from '../../report/comment/markdown.ts';
import { besideRange, count, quantity, range } from '../../report/words/format.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { inText } from '../../report/words/phrase.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { SloRow } from '../analyses/slo-row.ts';
import { intervalsPart, tablePart, type PagePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { unitOfPath } from './unit.ts';
import { sharePercent, windowWords, type About } from './window.ts';

const TITLE = 'Page views against the budgets';
const HEAD = ['verdict', 'node', 'value', '95 % interval', 'max', 'views', 'sessions'];
const NUMBERS: ReadonlySet<number> = new Set([2, 4, 5, 6]);

/** For a terminal: a table for each route, condition and slice. */
export function sloText(rows: readonly SloRow[], about: About): string {
  const tables = groupsOf(rows).flatMap((group) => [
    '',
    titleOf(group, about),
    ...alignedLines([HEAD, ...group.map(cellsOf)], NUMBERS),
  ]);
  return [windowWords(about), ...tables, ...summaryOf(rows), ''].join('\n');
}

export function sloMarkdown(rows: readonly SloRow[], about: About): string {
  const tables = groupsOf(rows).flatMap((group) => [
    '',
    `### ${markdownTitle(group, about)}`,
    '',
    markdownRow(HEAD),
    markdownRow(HEAD.map((_head, at) => (NUMBERS.has(at) ? '--:' : '---'))),
    ...group.map((each) => markdownRow(cellsOf(each).map((cell, at) => (at === 1 ? code(cell) : cell)))),
  ]);
  return [`## ${TITLE}`, '', windowWords(about), ...tables, ...summaryOf(rows), ''].join('\n');
}

export function sloPage(rows: readonly SloRow[], about: About): ReportPage {
  const parts = groupsOf(rows).flatMap((group) => {
    const title = titleOf(group, about);
    return [{ title }, ...againstLimits(group), ...tablePart([HEAD, ...group.map(cellsOf)], title)];
  });
  return { title: TITLE, about: windowWords(about), parts: [...parts, { lines: summaryOf(rows) }] };
}

/** Nodes of different units to one scale: as shares of their limits. */
function againstLimits(group: readonly SloRow[]): PagePart[] {
  const rows = group.flatMap((row) => {
    const { value, low, high, max } = row;
    const [, node = '', text = ''] = cellsOf(row);
    const shareOf = (bound: number | null): number | null => (bound === null || max === null ? null : bound / max);
    if (value === null || max === null || !(max > 0)) return [];
    return [{ name: node, value: value / max, low: shareOf(low), high: shareOf(high), text }];
  });
  const limit = { at: 1, name: 'limit' };
  return intervalsPart({ caption: 'In percent of the limit', unit: 'fraction', isSigned: false, limit, rows });
}

function groupsOf(rows: readonly SloRow[]): SloRow[][] {
  return [...Map.groupBy(rows, ({ route, condition, by }) => JSON.stringify([route, condition, by])).values()];
}

function titleOf(group: readonly SloRow[], about: About): string {
  const [first] = group;
  if (first === undefined) return '';
  const slice = about.by === null ? '' : `, ${about.by} ${first.by ?? 'unknown'}`;
  const condition = first.condition ?? 'a device that is not recorded';
  return sanitizeLine(`${first.route} on ${condition}${slice}: coverage ${sharePercent(first.coverage)}`, 300);
}

function markdownTitle(group: readonly SloRow[], about: About): string {
  const [first] = group;
  const slice = about.by === null ? '' : `, ${about.by} ${code(first?.by ?? 'unknown')}`;
  const condition = first?.condition ?? null;
  const device = condition === null ? 'a device that is not recorded' : code(condition);
  return `${code(first?.route ?? '')} on ${device}${slice}: coverage ${sharePercent(first?.coverage ?? null)}`;
}

function cellsOf(each: SloRow): string[] {
  const { path, verdict, value, low, high, max, n, sessions, percentile } = each;
  const unit = unitOfPath(path);
  const limits = max === null ? [] : [max];
  return [
    verdict ?? '',
    inText(pathPhrase(parsePath(path) ?? [path])),
    value === null ? 'none' : `p${percentile} ${besideRange({ value, low, high }, unit, limits)}`,
    value !== null && low === null && high === null ? 'unknown' : range({ low, high }, unit, limits),
    max === null ? '' : quantity(max, unit),
    n.toLocaleString('en'),
    sessions.toLocaleString('en'),
  ];
}

const WORDS = [
  ['fail', 'broken'],
  ['unmeasured', 'not measured'],
  ['inconclusive', 'undecided'],
  ['waived', 'waived'],
  ['pass', 'met'],
] as const;

/** `1 budget broken, 3 budgets met.` */
function summaryOf(rows: readonly SloRow[]): string[] {
  if (rows.length === 0) return [];
  const counts = WORDS.flatMap(([verdict, word]) => {
    const those = rows.filter((row) => row.verdict === verdict);
    return those.length === 0 ? [] : [`${count(those.length, 'budget')} ${word}`];
  });
  return [
    '',
    counts.length === 0 ? 'No absolute budget is declared on what page views have.' : `${counts.join(', ')}.`,
  ];
}
