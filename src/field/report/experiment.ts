import { parsePath } from '../../model/breakdown.ts';
import { code, row as markdownRow } from '../../report/comment/markdown.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { inText } from '../../report/words/phrase.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { ExperimentResult } from '../analyses/experiment/result.ts';
import { experimentSentences } from './experiment-words.ts';
import { differenceText, meanText, relativeText, type OutcomeUnit } from './outcome.ts';
import { tablePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { sharePercent, windowWords, type About } from './window.ts';

const TITLE = 'Experiment';
const ARMS_RIGHT: ReadonlySet<number> = new Set([1, 2, 3]);
const NONE: ReadonlySet<number> = new Set();

/** For a terminal. @param currency of values */
export function experimentText(result: ExperimentResult, about: About, currency: string | null): string {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency });
  return [
    windowWords(about),
    '',
    sanitizeLine(titleOf(result), 300),
    ...(arms.length === 1 ? [] : alignedLines(arms, ARMS_RIGHT)),
    ...(effects.length === 1 ? [] : ['', ...alignedLines(effects, NONE)]),
    '',
    ...experimentSentences(result),
    '',
  ].join('\n');
}

export function experimentMarkdown(result: ExperimentResult, about: About, currency: string | null): string {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency });
  return [
    `## ${TITLE}`,
    '',
    windowWords(about),
    '',
    `### ${code(titleOf(result))}`,
    '',
    ...markdownTable(arms, ARMS_RIGHT),
    ...markdownTable(effects, NONE),
    ...experimentSentences(result).flatMap((sentence) => [sentence, '']),
  ].join('\n');
}

export function experimentPage(result: ExperimentResult, about: About, currency: string | null): ReportPage {
  const { arms, effects } = tablesOf(result, { outcome: result.outcome, currency });
  const tables = [...tablePart(arms, 'Arms'), ...tablePart(effects, 'Effects')];
  const parts = [{ title: titleOf(result) }, ...tables, { lines: experimentSentences(result) }];
  return { title: TITLE, about: windowWords(about), parts };
}

function markdownTable(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const [head = [], ...others] = rows;
  if (others.length === 0) return [];
  const rule = head.map((_, at) => (right.has(at) ? '--:' : '---'));
  return [
    markdownRow(head),
    markdownRow(rule),
    ...others.map((cells) => markdownRow(cells.map((cell) => code(cell)))),
    '',
  ];
}

function titleOf({ outcome, route, condition }: ExperimentResult): string {
  const where = route === null ? 'on any route' : `on ${route}`;
  const name = outcomeName(outcome);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} of sessions that landed ${where}${condition === null ? '' : `, ${condition}`}`;
}

/** `conversion`, `value`, `LCP › TTFB`. */
export function outcomeName(outcome: string): string {
  if (outcome === 'conversion') return 'conversion';
  if (outcome === 'value') return 'value';
  return inText(pathPhrase(parsePath(outcome) ?? [outcome]));
}

/** Each with its head. */
function tablesOf(result: ExperimentResult, unit: OutcomeUnit) {
  const { control, arms, comparisons } = result;
  return {
    arms: [
      ['arm', 'sessions', unit.outcome === 'conversion' ? 'converted' : 'mean', 'coverage'],
      ...arms.map(({ name, sessions, mean, coverage }) => [
        name === control && name !== 'control' ? `${name} (control)` : name,
        sessions.toLocaleString('en'),
        mean === null ? '' : meanText(mean, unit),
        sharePercent(coverage),
      ]),
    ],
    effects: [
      ['against control', 'change (95 % interval)', 'relative'],
      ...comparisons.map(({ arm, effect, relative }) => [
        arm,
        differenceText(effect, unit),
        relative === null ? 'unknown' : relativeText(relative),
      ]),
    ],
  };
}
