import { code, row as markdownRow } from '../../report/comment/markdown.ts';
import { count, percentChange } from '../../report/words/format.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import type { PowerReason, PowerResult } from '../analyses/experiment/power.ts';
import type { Design } from '../questions/experiment-names.ts';
import { outcomeName } from './experiment.ts';
import { differenceText, meanText, type OutcomeUnit } from './outcome.ts';
import { tablePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { windowWords, type About } from './window.ts';

const TITLE = 'Power of an experiment';
const HEAD = ['days', 'smallest effect', 'relative'];
const RIGHT: ReadonlySet<number> = new Set([0]);

/** As the end of a sentence that begins with `because`. */
export const CANNOT: Readonly<Record<PowerReason, string>> = {
  'no-sessions': 'no session landed there',
  'no-variation': 'all sessions have the same outcome',
  'too-few-groups': 'there are fewer than four groups, or none on one side',
  'too-short': 'the sessions span too few days',
};

/** Designs as at the beginning of a sentence. */
export const PLANNED: Readonly<Record<Design, string>> = {
  ab: 'A/B test',
  holdback: 'Holdback',
  did: 'Difference in differences',
  switchback: 'Switchback',
};

const ASSUMES: Readonly<Record<Design, string>> = {
  ab: 'It assumes that sessions stay as many, and differ as much, as in the window.',
  holdback: 'It assumes that sessions stay as many, and differ as much, as in the window.',
  did: 'It assumes as many days before the treatment as after it, and that groups change as they did in the window from day to day and from week to week.',
  switchback:
    'It assumes that periods differ as they did in the window, and that one of each two is treated, drawn at random.',
};

/** For a terminal. */
export function powerText(result: PowerResult, about: About, unit: OutcomeUnit): string {
  return [
    windowWords(about),
    '',
    sanitizeLine(titleOf(result), 300),
    ...(result.detectable.length === 0 ? [] : alignedLines([HEAD, ...rowsOf(result, unit)], RIGHT)),
    '',
    ...sentences(result, unit),
    '',
  ].join('\n');
}

/** The memo. */
export function powerMarkdown(result: PowerResult, about: About, unit: OutcomeUnit): string {
  const rows = rowsOf(result, unit).map((cells) => markdownRow(cells.map((cell) => code(cell))));
  const table = [markdownRow(HEAD), markdownRow(HEAD.map((_, at) => (RIGHT.has(at) ? '--:' : '---'))), ...rows, ''];
  return [
    `## ${TITLE}`,
    '',
    windowWords(about),
    '',
    `### ${code(titleOf(result))}`,
    '',
    ...(rows.length === 0 ? [] : table),
    ...sentences(result, unit).flatMap((sentence) => [sentence, '']),
  ].join('\n');
}

export function powerPage(result: PowerResult, about: About, unit: OutcomeUnit): ReportPage {
  const table = tablePart([HEAD, ...rowsOf(result, unit)], 'What is found by how many days');
  const parts = [{ title: titleOf(result) }, ...table, { lines: sentences(result, unit) }];
  return { title: TITLE, about: windowWords(about), parts };
}

function titleOf({ design, outcome, route, condition }: PowerResult): string {
  const where = route === null ? 'on any route' : `on ${route}`;
  return `${PLANNED[design]}: ${outcomeName(outcome)} of sessions that land ${where}${condition === null ? '' : `, ${condition}`}`;
}

function rowsOf({ detectable }: PowerResult, unit: OutcomeUnit): string[][] {
  return detectable.map(({ days, effect, relative }) => [
    String(days),
    effect === null ? 'none: too few days' : differenceText({ value: effect, low: null, high: null }, unit).slice(1),
    relative === null ? '' : percentChange(relative).slice(1),
  ]);
}

function sentences(result: PowerResult, unit: OutcomeUnit): string[] {
  const { reason, baseline, power, risk, design } = result;
  return [
    ...(reason === null ? [] : [`The sessions cannot say, because ${CANNOT[reason]}.`]),
    ...(baseline === null ? [] : [baselineOf(baseline, unit)]),
    ...(reason === null
      ? [
          `An effect of this size is found with a probability of ${percent(power)}, and one that is not there with ${percent(risk)}.`,
        ]
      : []),
    ...neededOf(result),
    ...costOf(result, unit),
    ...(reason === null ? [ASSUMES[design]] : []),
  ];
}

const percent = (share: number): string => `${Number((100 * share).toFixed(1))} %`;

function baselineOf({ mean, sessionsPerDay }: NonNullable<PowerResult['baseline']>, unit: OutcomeUnit): string {
  const sessions = Math.round(sessionsPerDay).toLocaleString('en');
  return `Now: ${meanText(mean, unit)}, of ${sessions} sessions a day.`;
}

function neededOf({ effect, daysNeeded }: PowerResult): string[] {
  if (effect === null) return [];
  const size = percentChange(effect.relative).slice(1);
  return [
    daysNeeded === null
      ? `An effect of ${size} is not found in ten years.`
      : `An effect of ${size} is found after ${count(daysNeeded, 'day')}.`,
  ];
}

function costOf({ holdbackCost, effect }: PowerResult, { outcome }: OutcomeUnit): string[] {
  if (holdbackCost === null || effect === null) return [];
  const { sessionsPerWeek, lostPerWeek, currency } = holdbackCost;
  const whole = Math.round(lostPerWeek).toLocaleString('en');
  const lost = outcome === 'conversion' ? `${whole} conversions` : `${whole}${currency === null ? '' : ` ${currency}`}`;
  const sessions = Math.round(sessionsPerWeek).toLocaleString('en');
  return [
    `While it runs, it withholds the treatment from ${sessions} sessions a week: ${lost} a week if the effect is as large.`,
  ];
}
