import type { GateReport } from '../../model/report.ts';
import { comparedLine } from './compared.ts';
import { fold } from './details.ts';
import { folds, identicalBlocks, noticeList, overviewBlocks, overviewTitle, reproduceBlocks } from './folds.ts';
import { headlineOf } from '../words/headline.ts';
import { ownLink } from './markdown.ts';
import { nextSteps } from '../words/next-steps.ts';
import { inMarkdown } from '../words/phrase.ts';
import { openRemarks, remarkText } from './remarks.ts';
import { COMMENT_LIMIT_BYTES, renderWithin, type DetailLevel } from './fit-to-limit.ts';
import { alertPhrases } from '../words/policy-notes.ts';

/** The first line of every comment: by it, and by its author, the comment is found again. */
export const COMMENT_MARKER = '<!-- vitals-gate -->';

export interface CommentOptions {
  readonly limitBytes?: number;
  /** The page of the workflow run, which has the report's files; an address of the runner's. */
  readonly runUrl?: string | null;
}

/**
 * The report as Markdown for a pull request: what happened in the first line, an item per regression, what to do next,
 * the rest folded. Detail is shed until it fits. Computes nothing: every number is the report's.
 */
export function renderComment(report: GateReport, options: CommentOptions = {}): string {
  const { limitBytes = COMMENT_LIMIT_BYTES, runUrl = null } = options;
  return renderWithin(limitBytes, (detail) => compose(report, detail, runUrl));
}

function compose(report: GateReport, detail: DetailLevel, runUrl: string | null): string {
  const { symbol, words } = headlineOf(report);
  const heading = `${COMMENT_MARKER}\n### ${symbol} ${inMarkdown(words)}`;
  const alerts = alertPhrases(report).map((alert) => `⚠️ ${inMarkdown(alert)}`);
  const remarks = openRemarks(report, detail.rows)
    .map(remarkText)
    .filter((each) => each !== '');
  const isQuiet = report.result.verdict === 'pass' && alerts.length + remarks.length === 0;
  const blocks = isQuiet
    ? [heading, quietFold(report, detail, runUrl)]
    : [heading, comparedLine(report), ...alerts, ...remarks, next(report, detail, runUrl), ...folds(report, detail)];
  const missing = detail.missing === '' ? '' : `Left out because the comment would be too long: ${detail.missing}.`;
  return `${[...blocks, missing].filter((each) => each !== '').join('\n\n')}\n`;
}

/** Nothing needs a look: one line, and one fold for who looks all the same. */
function quietFold(report: GateReport, detail: DetailLevel, runUrl: string | null): string {
  const blocks = [
    comparedLine(report),
    ...(detail.overview ? [...overviewBlocks(report), ...identicalBlocks(report)] : []),
    detail.overview && report.notices.length > 0 ? noticeList(report) : '',
    ...(detail.rows === 0 ? [] : reproduceBlocks(report)),
    [...pageLinks(report), ...(runUrl === null ? [] : [runLink(runUrl)])].join(', '),
  ];
  return fold(
    overviewTitle(report),
    blocks.filter((each) => each !== ''),
  );
}

function next(report: GateReport, detail: DetailLevel, runUrl: string | null): string {
  const steps = nextSteps(report).map((step) => inMarkdown(step));
  const all = [...steps, ...otherSteps(report, steps.length === 0 && detail.rows > 0, runUrl)];
  return all.length === 0 ? '' : `**What to do next**\n\n${all.map((step) => `- ${step}`).join('\n')}`;
}

function otherSteps(report: GateReport, isOnly: boolean, runUrl: string | null): string[] {
  const page = pageLinks(report).map((link) => `See ${link} for every number, every visit and every cause.`);
  if (runUrl !== null) return [...page, `See ${runLink(runUrl)} for the log and the report files.`];
  const isHelpful = isOnly && report.result.verdict === 'fail';
  if (page.length > 0) return page;
  return isHelpful ? ['Measure again on your machine with the command under “How to reproduce this”, below.'] : [];
}

function pageLinks({ pageUrl }: GateReport): string[] {
  return pageUrl === undefined ? [] : [ownLink('the report page', pageUrl)];
}

function runLink(runUrl: string): string {
  return ownLink('the workflow run', runUrl);
}
