import { createColors } from 'picocolors';

import type { GateReport, RouteReport } from '../../model/report.ts';
import type { Verdict } from '../../model/verdict.ts';
import { becausePhrase, rowPictures, storyPhrase, unknownPhrase, unmeasuredPhrase, wherePhrase } from '../words/why.ts';
import { headlineOf } from '../words/headline.ts';
import { identicalText, measuredPhrases } from '../words/identical.ts';
import { routePhrase } from '../words/names.ts';
import { nextSteps } from '../words/next-steps.ts';
import { pricePhrase } from '../words/price.ts';
import { fromTo, intervalText, limitsText } from '../words/row-numbers.ts';
import { comparisonPhrase, improved, largestChanges } from '../comment/overview.ts';
import { inText, joined, name, prose, type Phrase } from '../words/phrase.ts';
import { findingsOf, type BudgetFinding } from '../rows/findings.ts';
import { groupRows, type ReportRow, type RowGroups } from '../rows/rows.ts';
import { findingPhrase, rowPhrase, titleOf, undecidedPhrase, warningPhrase } from '../words/row-sentence.ts';
import { alertPhrases, changePhrases, expiredPhrases, waivedPhrase } from '../words/policy-notes.ts';
import { trafficPhrases } from '../words/traffic.ts';
import { stripQuery } from '../../text/strip-query.ts';
import { shortSha } from '../../text/short-sha.ts';

export interface TerminalOptions {
  readonly color: boolean;
  readonly out?: string;
}

type Colors = ReturnType<typeof createColors>;

/**
 * The report for a terminal or a log: the verdict first, then what is broken and why. Every line begins with one of the
 * gate's own words or symbols, so that GitHub does not read it as a workflow command. Control characters are removed
 * from foreign text. `out` is the folder with the report's files, if the report should name it.
 */
export function renderTerminal(report: GateReport, options: TerminalOptions): string {
  const colors = createColors(options.color);
  const groups = groupRows(report);
  const lines = [
    headline(report, colors),
    deploys(report, colors),
    ...alertPhrases(report).map((alert) => line(colors.yellow('!'), alert)),
    ...report.routes.flatMap((route) => failureBlock(route, colors)),
    ...findingsOf(groups.broken.filter(hasNumbers)).flatMap((finding) => brokenLines(finding, report, colors)),
    ...remarks(report, groups, colors),
    ...nextLines(report, colors),
    ...report.notices.map((notice) => colors.dim(`note: ${inText([prose(notice)])}`)),
    ...(options.out === undefined ? [] : [`report: ${inText([name(options.out)])}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function headline(report: GateReport, colors: Colors): string {
  const { symbol, words } = headlineOf(report);
  return `${symbol} ${colors.bold(colorOf(report.result.verdict, colors)(inText(words)))}`;
}

function colorOf(verdict: Verdict, colors: Colors): (text: string) => string {
  if (verdict === 'fail') return colors.red;
  return verdict === 'pass' ? colors.green : colors.yellow;
}

function deploys({ result, chrome }: GateReport, colors: Colors): string {
  const { base, head } = result;
  const hasBase = base.url !== null || base.sha !== null;
  const sides = !hasBase ? deploy('head', head) : [...deploy('base', base), ' → ', ...deploy('head', head)];
  const first = hasBase ? '' : ', first run without a base';
  const browser: Phrase = chrome === '' ? [] : [', ', prose(chrome)];
  return colors.dim(inText(['comparing ', ...sides, first, ...browser]));
}

function deploy(label: string, { sha, url }: { readonly sha: string | null; readonly url: string | null }): Phrase {
  return [
    label,
    ...(sha === null ? [] : [' ', name(shortSha(sha))]),
    ...(url === null ? [] : [' ', name(stripQuery(url))]),
  ];
}

/** One block for a route that could not be visited: where, what, what to do. Its budgets all fell with it. */
function failureBlock(failed: RouteReport, colors: Colors): string[] {
  const { unmeasurable, remedy, budgets } = failed;
  if (unmeasurable === null) return [];
  const paths = budgets.map((budget): Phrase => [name(budget.path)]);
  return [
    '',
    `${colors.red('✗')} ${colors.bold(inText(routePhrase(failed)))} could not be measured${failed.blocks > 0 ? ' reliably' : ''}`,
    `  │ ${inText([prose(unmeasurable)])}`,
    ...(remedy === null ? [] : [`  → ${remedy}`]),
    ...(paths.length === 0 ? [] : [`  │ budgets: ${inText(joined(paths, ', '))}`]),
  ];
}

/** Rows of a route that could not be visited are in its block already. */
function hasNumbers({ route }: ReportRow): boolean {
  return route === null || route.unmeasurable === null;
}

function brokenLines({ row, rows }: BudgetFinding, report: GateReport, colors: Colors): string[] {
  const numbers = [fromTo(row), limitsText(rows)].filter((text) => text !== '').join(', ');
  return [
    '',
    `${colors.red('✗')} ${colors.bold(inText(titleOf(row)))}`,
    ...[numbers, ...rows.map(intervalText), inText(pricePhrase(row, report))]
      .filter((text) => text !== '')
      .map((text) => `  │ ${text}`),
    ...story(row, report).map((phrase) => `  │ ${inText(phrase)}`),
  ];
}

function story(row: ReportRow, report: GateReport): Phrase[] {
  const because = becausePhrase(row, report);
  const told: Phrase[] = [
    because.length === 0 ? [] : ['because ', ...because],
    because.length === 0 ? [] : unknownPhrase(row, report),
    wherePhrase(row, report),
    ...rowPictures(row, report),
    ...(row.route === null || row.difference === null ? [] : trafficPhrases(row.route, report)),
  ].filter((phrase) => phrase.length > 0);
  return because.length === 0 ? [storyPhrase(row, report), ...told] : told;
}

function nextLines(report: GateReport, colors: Colors): string[] {
  const steps = nextSteps(report).map((step) => line(colors.bold('→'), step));
  return steps.length === 0 ? [] : ['', ...steps];
}

function remarks(report: GateReport, groups: RowGroups, colors: Colors): string[] {
  const warn = colors.yellow('!');
  const lines = [
    ...findingsOf(groups.warned).map((finding) =>
      line(warn, ['warning: ', ...warningPhrase(finding), '; ', ...storyPhrase(finding.row, report)]),
    ),
    ...findingsOf(groups.preExisting).map((finding) =>
      line(warn, [...findingPhrase(finding), ' (not because of this change)']),
    ),
    ...groups.unmeasured
      .filter(hasNumbers)
      .map((row) => line(warn, ['unmeasured: ', ...rowPhrase(row), ': ', ...unmeasuredPhrase(row)])),
    ...findingsOf(groups.inconclusive).flatMap((finding) => undecidedLines(finding, warn)),
    ...findingsOf(groups.waived).map((finding) =>
      line(warn, [...findingPhrase(finding), '. ', ...waivedPhrase(finding.row)]),
    ),
    ...expiredPhrases(report).map((phrase) => line(warn, ['expired waiver: ', ...phrase])),
    ...changePhrases(report, 'base').map((phrase) => line(warn, ['policy changed, base applied: ', ...phrase])),
    ...improved(report).map((comparison) => line(colors.green('↓'), ['improved: ', ...comparisonPhrase(comparison)])),
    ...identicalLines(report, colors),
    ...quietChanges(report, groups, colors),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

function undecidedLines(finding: BudgetFinding, warn: string): string[] {
  const reasons = finding.rows.map((row): Phrase => undecidedPhrase(row));
  return [line(warn, ['undecided: ', ...findingPhrase(finding)]), ...reasons.map((reason) => `  │ ${inText(reason)}`)];
}

function identicalLines(report: GateReport, colors: Colors): string[] {
  const identical = identicalText(report);
  return [
    ...(identical === '' ? [] : [colors.dim(line('=', [identical]))]),
    ...measuredPhrases(report.result).map((phrase) => colors.dim(line('·', ['measured: ', ...phrase]))),
  ];
}

function quietChanges(report: GateReport, { broken }: RowGroups, colors: Colors): string[] {
  if (broken.length > 0) return [];
  return largestChanges(report, 3).map((comparison) => colors.dim(line('·', comparisonPhrase(comparison))));
}

function line(symbol: string, phrase: Phrase): string {
  return `${symbol} ${inText(phrase)}`;
}
