import type { GateReport } from '../model/report.ts';
import { causePhrase, unmeasuredPhrase, whatPhrase } from './cause.ts';
import { costFold } from './cost-fold.ts';
import { bullets, fold, routeFold } from './details.ts';
import { count, shortSha } from './format.ts';
import { headlineOf } from './headline.ts';
import { block, code, link, row } from './markdown.ts';
import { pathPhrase, routePhrase } from './names.ts';
import { baseToHead, budgetText, changeText } from './numbers.ts';
import { comparisonPhrase, improved, largestChanges, overviewTable } from './overview.ts';
import { isResolved } from './phase.ts';
import { inMarkdown, joined, prose, type Phrase } from './phrase.ts';
import { isOf, itemsAt, placesOf } from './places.ts';
import { groupRows, type ReportRow } from './rows.ts';
import { inconclusivePhrase, rowPhrase } from './sentence.ts';
import { alertPhrases, changePhrases, expiredPhrases, waivedPhrase } from './terms.ts';
import { COMMENT_LIMIT_BYTES, fitting, type Detail } from './shedding.ts';
import { hostOf } from './url.ts';

/** The first line of every comment: by it, and by its author, the comment is found again. */
export const COMMENT_MARKER = '<!-- vitals-gate -->';

/**
 * The report as Markdown for a pull request: the verdict first, a row per broken budget, then what else must be known,
 * the rest folded. Detail is shed until it fits. Computes nothing: every number is the report's.
 */
export function renderComment(report: GateReport, options: { readonly limitBytes?: number } = {}): string {
  return fitting(options.limitBytes ?? COMMENT_LIMIT_BYTES, (detail) => compose(report, detail));
}

function compose(report: GateReport, detail: Detail): string {
  const { symbol, words } = headlineOf(report);
  const blocks = [
    `${COMMENT_MARKER}\n### ${symbol} ${words}`,
    deploysLine(report),
    ...alertPhrases(report).map((alert) => `⚠️ ${inMarkdown(alert)}`),
    ...problems(report, detail),
    ...remarks(report, detail),
    ...folds(report, detail),
    detail.missing === '' ? '' : `Left out because the comment would be too long: ${detail.missing}.`,
  ];
  return `${blocks.filter((each) => each !== '').join('\n\n')}\n`;
}

/** Base `1a2b3c4` at `main.shop.example` → head `5d6e7f8` at … */
function deploysLine({ result, routes }: GateReport): string {
  const head = deployText('Head', result.head);
  if (result.base.url === null && result.base.sha === null)
    return `${head}. First run: there is no base deploy, so only \`max\` budgets are judged.`;
  return `${deployText('Base', result.base)} → ${deployText('head', result.head)}${campaignText(routes)}.`;
}

function deployText(label: string, { sha, url }: { readonly sha: string | null; readonly url: string | null }): string {
  const at = url === null ? '' : ` at ${link(hostOf(url), url)}`;
  return label + (sha === null ? '' : ` ${code(shortSha(sha))}`) + at;
}

function campaignText(routes: GateReport['routes']): string {
  const visits = routes.reduce((sum, { blocks, freshBlocks }) => sum + 4 * (blocks + freshBlocks), 0);
  if (visits === 0) return '';
  return `, compared in ${count(visits, 'visit')} to ${count(new Set(routes.map(({ route }) => route)).size, 'route')}`;
}

// --- what is broken ------------------------------------------------------------------------------------------------

function problems(report: GateReport, detail: Detail): string[] {
  const { broken } = groupRows(report);
  if (broken.length === 0) return [];
  return [brokenTable(broken.slice(0, detail.rows), report), ...routeFolds(broken, report, detail)];
}

function brokenTable(broken: readonly ReportRow[], report: GateReport): string {
  if (broken.length === 0) return '';
  const header = [
    '| Route | What got worse | Base → head | Change [95 % interval] | Budget | Deploy | Cause |',
    '| :-- | :-- | :-- | :-- | :-- | :-- | :-- |',
  ];
  const rows = broken.map((each, index) => {
    const cause = isSameNode(each, broken[index - 1]) ? 'as above' : inMarkdown(causePhrase(each, report));
    return brokenRow(each, report.result.head.sha, cause);
  });
  return [...header, ...rows].join('\n');
}

/** Two budgets of one node, its `max` and its `max-increase`, have one cause. */
function isSameNode({ budget }: ReportRow, other: ReportRow | undefined): boolean {
  return other !== undefined && isOf(budget, other.budget) && budget.path === other.budget.path;
}

function brokenRow(each: ReportRow, sha: string | null, cause: string): string {
  return row([
    inMarkdown(routePhrase(each.budget)),
    `**${inMarkdown(whatPhrase(each))}**`,
    baseToHead(each),
    each.difference === null ? '–' : `**${changeText(each)}**`,
    budgetText(each),
    sha === null ? 'head' : code(shortSha(sha)),
    cause,
  ]);
}

function routeFolds(rows: readonly ReportRow[], report: GateReport, detail: Detail): string[] {
  if (!detail.routes) return [];
  const budgets = rows.map(({ budget }) => budget);
  const places = placesOf(budgets);
  const routes = report.routes.filter((route) => itemsAt(budgets, route).length > 0);
  const costs = places.map((place) => costFold(place, report)).filter((each) => each !== '');
  return [...routes.map((route) => routeFold(route, report, detail.insights)), ...costs];
}

// --- what else must be known ---------------------------------------------------------------------------------------

function remarks(report: GateReport, detail: Detail): string[] {
  const { warned, preExisting, inconclusive, unmeasured, waived } = groupRows(report);
  const cause = (each: ReportRow): Phrase => [...rowPhrase(each), ': ', ...causePhrase(each, report)];
  return [
    list('Warnings, which do not block', warned.map(cause), detail),
    list('Over budget, but not caused by this change', preExisting.map(rowPhrase), detail),
    list('Could not be measured', unmeasuredLines(unmeasured), detail),
    list('Inconclusive', inconclusive.map(inconclusivePhrase), detail),
    list(
      'Waived',
      waived.map((each) => [...cause(each), ...waivedPhrase(each)]),
      detail,
    ),
    list('Expired waivers, which do not apply', expiredPhrases(report), detail),
    list(
      'Policy that this pull request changes; the values of the base were applied',
      changePhrases(report, 'base'),
      detail,
    ),
    list('What is visited changes too; the values of the head were applied', changePhrases(report, 'head'), detail),
    list(
      'Improved',
      improved(report).map((each) => comparisonPhrase(each, report)),
      detail,
    ),
    largest(report),
  ];
}

function list(title: string, lines: readonly Phrase[], detail: Detail): string {
  const shown = lines.slice(0, detail.rows);
  if (shown.length === 0) return '';
  const rest: Phrase[] = shown.length === lines.length ? [] : [[`and ${lines.length - shown.length} more`]];
  return `**${title}**\n\n${bullets([...shown, ...rest])}`;
}

/** One line per route and reason, naming its budgets. */
function unmeasuredLines(rows: readonly ReportRow[]): Phrase[] {
  const groups = Map.groupBy(rows, ({ budget }) => JSON.stringify([budget.route, budget.condition, budget.reason]));
  return Array.from(groups.values(), (group): Phrase => {
    const [first] = group;
    if (first === undefined) return [];
    const paths = [...new Map(group.map(({ budget, segments }) => [budget.path, pathPhrase(segments)])).values()];
    return [...routePhrase(first.budget), ', ', ...joined(paths, ', '), ': ', ...unmeasuredPhrase(first)];
  });
}

/** Only where nothing is broken: otherwise the table above is what matters. */
function largest(report: GateReport): string {
  if (groupRows(report).broken.length > 0) return '';
  const changes = largestChanges(report, 3);
  if (changes.length === 0) return '';
  const resolved = changes.some(({ difference }) => difference !== null && isResolved(difference));
  const opening = resolved ? 'Largest changes' : 'No change could be told from noise; the largest';
  return `${opening}: ${inMarkdown(
    joined(
      changes.map((each) => comparisonPhrase(each, report)),
      '; ',
    ),
  )}.`;
}

// --- the rest ------------------------------------------------------------------------------------------------------

function folds(report: GateReport, detail: Detail): string[] {
  const { broken, warned, inconclusive, preExisting } = groupRows(report);
  const folded = broken.map(({ budget }) => budget);
  const noticed = [...warned, ...inconclusive, ...preExisting].filter(
    ({ budget }) => itemsAt(folded, budget).length === 0,
  );
  return [
    ...routeFolds(noticed, report, detail),
    detail.overview ? overview(report) : '',
    report.notices.length === 0 || !detail.overview
      ? ''
      : fold(count(report.notices.length, 'notice'), [bullets(report.notices.map((notice) => [prose(notice)]))]),
    detail.rows === 0 ? '' : reproduce(report),
  ];
}

function overview(report: GateReport): string {
  const { comparisons } = report.result;
  if (comparisons.length === 0) return '';
  return fold(`Everything that was measured (${count(comparisons.length, 'metric')})`, [overviewTable(report)]);
}

function reproduce({ reproduce: command, chrome }: GateReport): string {
  const measured = chrome === '' ? [] : [`Measured in ${code(chrome)}.`];
  return fold('How to reproduce this', [block(command), ...measured]);
}
