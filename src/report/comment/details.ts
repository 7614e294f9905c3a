import type { GateReport, Insight, RouteReport } from '../../model/report.ts';
import { evidenceLines } from '../words/evidence.ts';
import { insightPhrase } from '../words/insights.ts';
import { htmlCode } from './markdown.ts';
import { pathPhrase } from '../words/names.ts';
import { declaredLimit, intervalText } from '../words/row-numbers.ts';
import { inMarkdown, prose, type Phrase } from '../words/phrase.ts';
import { forCampaign } from '../rows/campaign-index.ts';
import { reportRow } from '../rows/rows.ts';
import type { CauseId, KnownCause } from '../../model/cause.ts';
import { causePhrase } from '../words/cause.ts';
import { picturePhrases } from '../words/pictures.ts';
import { treeTable } from './phase-table.ts';
import { visitsPhrase } from '../words/visits.ts';

/** What Lighthouse's insights are about, as far as causes say the same. */
const CAUSES_OF_INSIGHTS: Readonly<Record<string, readonly CauseId[]>> = {
  'cache-insight': ['cache-lost'],
  'cls-culprits-insight': ['unsized-image', 'font-swap-shift'],
  'document-latency-insight': ['server-slower', 'server-layer-slower', 'redirect-added', 'compression-lost'],
  'font-display-insight': ['font-blocks-text'],
  'forced-reflow-insight': ['forced-reflow'],
  'image-delivery-insight': ['hero-larger'],
  'inp-breakdown-insight': ['slow-handler', 'long-task-before-input', 'slow-frame-callback'],
  'lcp-discovery-insight': ['hero-discovered-late', 'hero-lazy-loaded', 'hero-low-priority', 'client-side-rendering'],
  'render-blocking-insight': ['render-blocking-style', 'render-blocking-script'],
  'third-parties-insight': ['third-party-script'],
};

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
  const causes = forCampaign(report.searches ?? [], route).flatMap((search) => search.causes);
  const blocks = [
    comparisons.length === 0 ? '' : treeTable(comparisons, route),
    section('Against the limits', limitLines(route, report)),
    section('Also changed', alsoChanged(route, report)),
    section('Evidence', [...evidenceLines(route, report), ...picturePhrases(causes)]),
    withInsights ? lighthouse(route, report) : '',
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

/** What diagnostic visits found that accounts for less than a fifth of a change, once. */
function alsoChanged(route: RouteReport, report: GateReport): Phrase[] {
  const causes = forCampaign(report.searches ?? [], route).flatMap((search) => search.causes);
  const reasons = new Set(causes.filter(({ because }) => because).map(subjectKey));
  const others = causes.filter((cause) => !cause.because && !reasons.has(subjectKey(cause)));
  const distinct = new Map(others.map((cause) => [subjectKey(cause), cause]));
  return [...distinct.values()].map((cause) => causePhrase(cause, report));
}

function subjectKey({ id, subject }: KnownCause): string {
  return JSON.stringify([id, subject]);
}

/** Whether an insight is about the same thing, as far as it names things. */
function isOfInsight({ id, subject: { url, selector } }: KnownCause, insight: Insight): boolean {
  if (CAUSES_OF_INSIGHTS[insight.id]?.includes(id) !== true) return false;
  const named = [url, selector].filter((each) => each !== null);
  return insight.items.length === 0 || insight.items.some((item) => named.some((each) => item.includes(each)));
}

function lighthouse({ explanation, ...route }: RouteReport, report: GateReport): string {
  if (explanation === null) return '';
  if (explanation.failure !== null)
    return section('Lighthouse', [['gave no second opinion: ', prose(explanation.failure)]]);
  const causes = forCampaign(report.searches ?? [], route).flatMap((search) => search.causes);
  const reasons = causes.filter(({ because }) => because);
  const lines = explanation.insights.map((insight): Phrase => {
    const agrees = reasons.some((cause) => isOfInsight(cause, insight));
    return [...insightPhrase(insight, report.result.head.url), agrees ? '. It agrees with the cause above' : ''];
  });
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
