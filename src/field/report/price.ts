import { parsePath } from '../../model/breakdown.ts';
import type { Price } from '../../model/price.ts';
import { code, plain, row as markdownRow } from '../../report/comment/markdown.ts';
import { percentRange, quantity, ratio } from '../../report/words/format.ts';
import { pathPhrase } from '../../report/words/names.ts';
import { inText } from '../../report/words/phrase.ts';
import { sanitizeLine } from '../../text/sanitize.ts';
import { intervalsPart, tablePart, type PagePart, type ReportPage } from './report-page.ts';
import { alignedLines } from '../../report/terminal/table.ts';
import { sharePercent, windowWords, type About } from './window.ts';

const TITLE = 'What slower pages cost';
const FIGURES = ['100 ms more', 'estimate', '95 % interval'];
const CURVE = ['waited', 'sessions', 'converted', '95 % interval'];
const RIGHT: ReadonlySet<number> = new Set([1, 2]);

const visible = (text: string): string => sanitizeLine(text, 300);

/** For a terminal: the figures, the curve of conversions, and what the figures do not account for. */
export function priceText(price: Price, about: About): string {
  return [
    windowWords(about),
    '',
    visible(titleOf(price)),
    ...(price.coefficient === null ? [] : alignedLines([FIGURES, ...figuresOf(price)], new Set([1]))),
    '',
    visible(verdictOf(price)),
    ...(price.curve.length === 0 ? [] : ['', ...alignedLines([CURVE, ...curveRows(price)], RIGHT)]),
    '',
    ...factsOf(price).map(visible),
    'Not controlled:',
    ...price.uncontrolled.map((sentence) => `  - ${visible(sentence)}`),
    '',
  ].join('\n');
}

export function priceMarkdown(price: Price, about: About): string {
  return [
    `## ${TITLE}`,
    '',
    windowWords(about),
    '',
    `### ${code(titleOf(price))}`,
    '',
    ...(price.coefficient === null ? [] : tableOf([FIGURES, ...figuresOf(price)], new Set([1]))),
    plain(verdictOf(price)),
    '',
    ...(price.curve.length === 0 ? [] : tableOf([CURVE, ...curveRows(price)], RIGHT)),
    ...factsOf(price).map((fact) => plain(fact)),
    '',
    'Not controlled:',
    '',
    ...price.uncontrolled.map((sentence) => `- ${plain(sentence)}`),
    '',
  ].join('\n');
}

export function pricePage(price: Price, about: About): ReportPage {
  const parts: PagePart[] = [
    { title: titleOf(price) },
    ...(price.coefficient === null ? [] : tablePart([FIGURES, ...figuresOf(price)], '100 ms more')),
    { lines: [verdictOf(price)] },
    ...curveDrawn(price),
    ...tablePart([CURVE, ...curveRows(price)], 'Conversions by what sessions waited'),
    { lines: factsOf(price) },
    { title: 'Not controlled', list: price.uncontrolled },
  ];
  return { title: TITLE, about: windowWords(about), parts };
}

function curveDrawn({ curve }: Price): PagePart[] {
  const rows = curve.map(({ from, to, rate, low, high }) => ({
    name: `${quantity(from, 'ms')} to ${quantity(to, 'ms')}`,
    value: rate,
    low,
    high,
    text: shareText(rate),
  }));
  return intervalsPart({ caption: 'Sessions that converted', unit: 'fraction', isSigned: false, limit: null, rows });
}

function tableOf(rows: readonly (readonly string[])[], right: ReadonlySet<number>): string[] {
  const [head = [], ...others] = rows;
  const rule = head.map((_, at) => (right.has(at) ? '--:' : '---'));
  return [
    markdownRow(head),
    markdownRow(rule),
    ...others.map((cells) => markdownRow(cells.map((cell) => code(cell)))),
    '',
  ];
}

function titleOf({ metric, route, condition, sessions, conversions }: Price): string {
  const of = `${inText(pathPhrase(parsePath(metric) ?? [metric]))} of ${route}`;
  const counts = `${conversions.toLocaleString('en')} of ${sessions.toLocaleString('en')} sessions converted`;
  return `${of} ${condition === null ? 'on all devices' : `on ${condition}`}: ${counts}`;
}

const log = (name: string, of: Price['negativeControl']): string[][] =>
  of === null ? [] : [[name, digits(of.value), `${digits(of.low)} to ${digits(of.high)}`]];

/** The figures that may be quoted come first. */
function figuresOf({
  coefficient,
  per100ms,
  money,
  naive,
  withoutSlowest,
  negativeControl,
  negativeControlKind,
}: Price): string[][] {
  return [
    ...(per100ms === null ? [] : [['conversions', '', percentRange(per100ms)]]),
    ...(money === null ? [] : [[`${money.currency} a week`, '', moneyRange(money)]]),
    ...log('log odds of a conversion', coefficient),
    ...log('the same without the slowest 1 %', withoutSlowest),
    ...log('the same without covariates', naive),
    ...log(CONTROLS[negativeControlKind ?? 'before-landing'], negativeControl),
  ];
}

const CONTROLS: Readonly<Record<NonNullable<Price['negativeControlKind']>, string>> = {
  'before-landing': 'negative control: events before the landing',
  'after-conversion': 'negative control: a view after the event',
};

const MINUS = '−';
const digits = (value: number): string => value.toFixed(4).replace('-', MINUS);

const whole = (value: number): string => Math.round(value).toLocaleString('en').replace('-', MINUS);

/** In whole units of the currency, as a reader pays. */
function moneyRange({ low, high }: NonNullable<Price['money']>): string {
  return `${whole(low)} to ${whole(high)}`;
}

function verdictOf({ established, reason, controls }: Price): string {
  if (!established) return `Not established, because ${reason ?? 'nothing was found'}.`;
  const names = controls.map((each) => (each === 'pageType' ? 'page type' : each));
  const equal = names.length === 0 ? '' : `, ${listOf(names)} being equal`;
  return `Established as an association: slower sessions convert less often${equal}.`;
}

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

function curveRows({ curve }: Price): string[][] {
  return curve.map(({ from, to, sessions, rate, low, high }) => [
    `${quantity(from, 'ms')} to ${quantity(to, 'ms')}`,
    sessions.toLocaleString('en'),
    shareText(rate),
    `${shareText(low)} to ${shareText(high)}`,
  ]);
}

const shareText = (share: number): string => `${(share * 100).toFixed(2)} %`;

function factsOf({ range, coverage: { landings, analysed }, labToField }: Price): string[] {
  const coverage = landings === 0 ? null : analysed / landings;
  return [
    ...(range === null
      ? []
      : [
          `98 of 100 sessions waited ${quantity(range.from, 'ms')} to ${quantity(range.to, 'ms')}; nothing is said beyond.`,
        ]),
    `Landings with a reading: ${sharePercent(coverage)}.`,
    ...(labToField === null ? [] : [`A millisecond of the lab is ${ratio(labToField)} of the field.`]),
  ];
}
