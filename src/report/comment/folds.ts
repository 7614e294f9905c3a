import type { GateReport } from '../../model/report.ts';
import { costFold } from './cost-fold.ts';
import { bullets, fold, routeFold } from './details.ts';
import { count } from '../words/format.ts';
import { measuredPhrases, skippedPhrases } from '../words/identical.ts';
import { block, code } from './markdown.ts';
import { comparisonPhrase, largestChanges, listedComparisons, overviewTable } from './overview.ts';
import { isResolved } from '../../model/difference.ts';
import { inMarkdown, joined, prose } from '../words/phrase.ts';
import { forCampaign, distinctCampaigns } from '../rows/campaign-index.ts';
import { findingsOf } from '../rows/findings.ts';
import { foldedRemarks, remarkText } from './remarks.ts';
import { groupRows } from '../rows/rows.ts';
import type { DetailLevel } from './fit-to-limit.ts';
import { waiverLines } from './waiver-text.ts';

/** Everything one level down, each fold finished Markdown; empty ones are left out. */
export function folds(report: GateReport, detail: DetailLevel): string[] {
  return [
    detail.waivers ? waiverFold(report) : '',
    ...placeFolds(report, detail),
    alsoFold(report, detail),
    detail.overview ? overviewFold(report) : '',
    detail.overview ? identicalFold(report) : '',
    detail.overview ? noticesFold(report) : '',
    detail.rows === 0 ? '' : reproduceFold(report),
  ].filter((each) => each !== '');
}

/** What is broken may be let through for a time, by those who own the base branch. */
function waiverFold(report: GateReport): string {
  const lines = waiverLines(findingsOf(groupRows(report).broken), report.today);
  if (lines === null) return '';
  const words = 'Add this to the configuration on the base branch, then run this job again:';
  return fold('To let it through for now: a waiver to paste', [words, block(lines, 'yaml')]);
}

/** The numbers of each route, and cost, that something is said about. */
function placeFolds(report: GateReport, detail: DetailLevel): string[] {
  if (!detail.routes) return [];
  const { broken, waived, warned, inconclusive, preExisting } = groupRows(report);
  const budgets = [...broken, ...waived, ...warned, ...inconclusive, ...preExisting].map(({ budget }) => budget);
  const places = distinctCampaigns(budgets);
  const pages = places.flatMap((place) => forCampaign(report.routes, place).slice(0, 1));
  return [
    ...pages.map((route) => routeFold(route, report, detail.insights)),
    ...places.map((place) => costFold(place, report)),
  ];
}

function alsoFold(report: GateReport, detail: DetailLevel): string {
  if (!detail.overview) return '';
  const remarks = foldedRemarks(report, detail.rows);
  const parts = remarks.map(remarkText).filter((each) => each !== '');
  if (parts.length === 0) return '';
  const items = remarks.reduce((sum, { total }) => sum + total, 0);
  return fold(`Also: ${count(items, 'remark')} that ${items === 1 ? 'does' : 'do'} not block`, parts);
}

/** The table of everything, with what moved most in words. */
export function overviewBlocks(report: GateReport): string[] {
  const listed = listedComparisons(report);
  return [largest(report), listed.length === 0 ? '' : overviewTable(report), unlisted(report)].filter(
    (each) => each !== '',
  );
}

function overviewFold(report: GateReport): string {
  const blocks = overviewBlocks(report);
  return blocks.length === 0 ? '' : fold(overviewTitle(report), blocks);
}

export function overviewTitle(report: GateReport): string {
  const { length } = listedComparisons(report);
  return length === 0 ? 'Details' : `All measurements (${length})`;
}

/** Only if no budget is broken, because otherwise the broken ones matter. */
function largest(report: GateReport): string {
  const changes = largestChanges(report, 3);
  if (groupRows(report).broken.length > 0 || changes.length === 0) return '';
  const isKnown = changes.some(({ difference }) => difference !== null && isResolved(difference));
  const opening = isKnown ? 'Largest changes' : 'No change stands out from the noise; the largest';
  return `${opening}: ${inMarkdown(joined(changes.map(comparisonPhrase), '; '))}.`;
}

function unlisted(report: GateReport): string {
  const hidden = report.result.comparisons.length - listedComparisons(report).length;
  return hidden === 0 ? '' : `${count(hidden, 'cost')} did not change.`;
}

/** What was not measured, and why the rest was. */
export function identicalBlocks({ result }: GateReport): string[] {
  const [skipped, measured] = [skippedPhrases(result), measuredPhrases(result)];
  return [
    skipped.length === 0 ? '' : `Not measured, because base and head serve identical bytes:\n\n${bullets(skipped)}`,
    measured.length === 0 ? '' : `Measured:\n\n${bullets(measured)}`,
  ].filter((each) => each !== '');
}

function identicalFold(report: GateReport): string {
  const blocks = identicalBlocks(report);
  return blocks.length === 0 ? '' : fold('What was measured, and why', blocks);
}

function noticesFold(report: GateReport): string {
  if (report.notices.length === 0) return '';
  return fold(count(report.notices.length, 'notice'), [noticeList(report)]);
}

export function noticeList({ notices }: GateReport): string {
  return bullets(notices.map((notice) => [prose(notice)]));
}

function reproduceFold(report: GateReport): string {
  return fold('How to reproduce this', reproduceBlocks(report));
}

export function reproduceBlocks({ reproduce, chrome }: GateReport): string[] {
  return [block([reproduce]), ...(chrome === '' ? [] : [`Measured in ${code(chrome)}.`])];
}
