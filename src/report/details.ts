import type { GateReport, RouteReport } from '../model/report.ts';
import { evidenceLines } from './evidence.ts';
import { count } from './format.ts';
import { insightPhrase } from './insights.ts';
import { htmlCode } from './markdown.ts';
import { inMarkdown, prose, type Phrase } from './phrase.ts';
import { itemsAt } from './places.ts';
import { treeTable } from './tree.ts';

/** A fold: `summary` is finished HTML, `blocks` are finished Markdown. */
export function fold(summary: string, blocks: readonly string[]): string {
  return [`<details><summary>${summary}</summary>`, ...blocks, '</details>'].join('\n\n');
}

export function bullets(lines: readonly Phrase[]): string {
  return lines.map((line) => `- ${inMarkdown(line)}`).join('\n');
}

/** The fold under a route with a problem: its phase trees, its evidence, what Lighthouse says, notes. */
export function routeFold(route: RouteReport, report: GateReport, withInsights: boolean): string {
  const comparisons = itemsAt(report.result.comparisons, route);
  const blocks = [
    comparisons.length === 0 ? '' : treeTable(comparisons, route),
    section('Evidence', evidenceLines(route, report)),
    withInsights ? lighthouse(route, report.result.head.url) : '',
    section('Notes', notes(route)),
  ].filter((block) => block !== '');
  if (blocks.length === 0) return '';
  const fresh = route.freshBlocks === 0 ? '' : ` and ${route.freshBlocks} fresh ones`;
  const of = route.blocks === 0 ? '' : `, ${count(route.blocks, 'block')} of four visits${fresh}`;
  return fold(`${htmlCode(route.route)} · ${htmlCode(route.condition)}: phases and evidence${of}`, blocks);
}

function lighthouse({ explanation }: RouteReport, deployUrl: string | null): string {
  if (explanation === null) return '';
  if (explanation.failure !== null)
    return section('Lighthouse', [['could not explain this: ', prose(explanation.failure)]]);
  const lines = explanation.insights.map((insight) => insightPhrase(insight, deployUrl));
  const title = 'Lighthouse, worse on head than on base (its own run per side)';
  return lines.length === 0 ? '' : section(title, lines);
}

function notes(route: RouteReport): Phrase[] {
  const seen = [...(route.evidence.head?.notes ?? []), ...(route.evidence.base?.notes ?? [])];
  return [...new Set([...route.notes, ...seen])].map((note) => [prose(note)]);
}

function section(title: string, lines: readonly Phrase[]): string {
  return lines.length === 0 ? '' : `**${title}**\n\n${bullets(lines)}`;
}
