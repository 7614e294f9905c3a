import type { GateReport, RouteReport } from '../../model/report.ts';
import { evidenceLines } from '../words/evidence.ts';
import { insightPhrase } from '../words/insights.ts';
import { htmlCode } from './markdown.ts';
import { pathPhrase } from '../words/names.ts';
import { declaredLimit, intervalText } from '../words/row-numbers.ts';
import { inMarkdown, prose, type Phrase } from '../words/phrase.ts';
import { forCampaign } from '../rows/campaign-index.ts';
import { reportRow } from '../rows/rows.ts';
import { treeTable } from './phase-table.ts';
import { visitsPhrase } from '../words/visits.ts';

/** A fold: `summary` is finished HTML, `blocks` are finished Markdown. */
export function fold(summary: string, blocks: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, ...blocks, '</details>'].join('\n\n');
}

export function bullets(lines: readonly Phrase[]): string {
  return lines.map((line) => `- ${inMarkdown(line)}`).join('\n');
}

/** The fold under a route with a problem: its phase trees, its evidence, what Lighthouse says, notes. */
export function routeFold(route: RouteReport, report: GateReport, withInsights: boolean): string {
  const comparisons = forCampaign(report.result.comparisons, route);
  const blocks = [
    comparisons.length === 0 ? '' : treeTable(comparisons, route),
    section('Against the limits', limitLines(route, report)),
    section('Evidence', evidenceLines(route, report)),
    withInsights ? lighthouse(route, report.result.head.url) : '',
    section('Notes', notes(route)),
  ].filter((block) => block !== '');
  if (blocks.length === 0) return '';
  const hasBase = comparisons.some(({ base }) => base !== null);
  const visits = visitsPhrase(route, hasBase);
  const of = visits === '' ? '' : `, ${visits}`;
  return fold(`Numbers: ${htmlCode(route.route)} on ${htmlCode(route.condition)}${of}`, blocks);
}

/** Where the numbers lie that budgets hold, in the order of the report. */
function limitLines(route: RouteReport, report: GateReport): Phrase[] {
  const rows = forCampaign(report.result.budgets, route).map((budget) => reportRow(report, budget));
  return rows.flatMap((row) => {
    const interval = intervalText(row);
    return interval === '' ? [] : [[...pathPhrase(row.segments), `: ${interval}, limit ${declaredLimit(row)}`]];
  });
}

function lighthouse({ explanation }: RouteReport, deployUrl: string | null): string {
  if (explanation === null) return '';
  if (explanation.failure !== null)
    return section('Lighthouse', [['gave no second opinion: ', prose(explanation.failure)]]);
  const lines = explanation.insights.map((insight) => insightPhrase(insight, deployUrl));
  const title = 'A second opinion: what Lighthouse finds worse on head, in one run per side';
  return lines.length === 0 ? '' : section(title, lines);
}

function notes(route: RouteReport): Phrase[] {
  const seen = [...(route.evidence.head?.notes ?? []), ...(route.evidence.base?.notes ?? [])];
  return [...new Set([...route.notes, ...seen])].map((note) => [prose(note)]);
}

function section(title: string, lines: readonly Phrase[]): string {
  return lines.length === 0 ? '' : `**${title}**\n\n${bullets(lines)}`;
}
