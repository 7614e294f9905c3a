import type { GateReport, RouteReport } from '../model/report.ts';
import type { Evidence } from '../model/sample.ts';
import { costCausePhrase, problemPhrase } from './cost-cause.ts';
import { quantity, share, signed } from './format.ts';
import { topInsight } from './insights.ts';
import { partName, pathPhrase } from './names.ts';
import { commitPhrase } from './commits.ts';
import { culpritOf, type Culprit } from './phase.ts';
import { joined, name, prose, type Phrase } from './phrase.ts';
import { CLOSER, reasonSentence } from './reasons.ts';
import type { ReportRow } from './rows.ts';
import { shownUrl } from './url.ts';

/** `LCP, by resource load delay`: the budget's node and the phase below it that did it. */
export function whatPhrase(row: ReportRow): Phrase {
  const path = pathPhrase(row.segments);
  const phase = culpritOfRow(row)?.segments[0];
  return phase === undefined || row.segments[0] === 'cls' ? path : [...path, ', by ', partName(phase)];
}

/**
 * Why, in one phrase: the deepest part that explains the change with its share, what the page's evidence says of it,
 * and the insight of Lighthouse that fits. A reason's sentence where there are no numbers or nothing was broken by head.
 */
export function causePhrase(row: ReportRow, report: GateReport): Phrase {
  if (row.comparison === null)
    return joined([unmeasuredPhrase(row), problemPhrase(row.budget, report)].filter(isSaid), ': ');
  if (!isBlamed(row)) return [reasonSentence(row.budget.reason)];
  const cost = costCausePhrase(row, report);
  if (cost.length > 0) return cost;
  const url = report.result.head.url;
  const parts = [partPhrase(row), commitPhrase(row, report), evidencePhrase(row, url), insightTitle(row)].filter(
    isSaid,
  );
  return parts.length === 0 ? [reasonSentence(row.budget.reason)] : joined(parts, '; ');
}

function isSaid(phrase: Phrase): boolean {
  return phrase.length > 0;
}

/** The reason, and what was seen of it where the route as a whole could not be measured. */
export function unmeasuredPhrase(row: ReportRow): Phrase {
  const { route } = row;
  const story: Phrase = route?.unmeasurable ? [' (', prose(route.unmeasurable), ')'] : [];
  return [unmeasuredSentence(row), ...story];
}

function unmeasuredSentence({ budget: { reason }, route, isOfMissingShard }: ReportRow): string {
  if (isOfMissingShard) return CLOSER.missingShard;
  return reason === 'not-measurable' && (route?.blocks ?? 0) > 0 ? CLOSER.unreliable : reasonSentence(reason);
}

/** LCP phases of two different elements are not the same thing: comparing them would blame the wrong one. */
export function lcpElementsDiffer(route: RouteReport | null): boolean {
  const base = route?.evidence.base?.lcpElement ?? null;
  const head = route?.evidence.head?.lcpElement ?? null;
  return base !== null && head !== null && base !== head;
}

/** Whether this change broke the budget; otherwise there is nothing to explain. */
function isBlamed({ budget: { verdict, reason } }: ReportRow): boolean {
  return (verdict === 'fail' || verdict === 'waived') && reason !== 'pre-existing';
}

function culpritOfRow(row: ReportRow): Culprit | null {
  if (row.difference === null || !isBlamed(row)) return null;
  if (row.segments[0] === 'lcp' && lcpElementsDiffer(row.route)) return null;
  return culpritOf(row.difference);
}

/** `resource load delay +398 ms (97 % of it)`; on a first run the largest part of head. */
function partPhrase(row: ReportRow): Phrase {
  const { comparison, head } = row;
  if (comparison === null) return [];
  const culprit = culpritOfRow(row);
  if (culprit !== null) {
    const shift = comparison.metric === 'cls' ? ['shift of '] : [];
    const amount = signed(culprit.part.value, comparison.unit);
    const ofIt = culprit.share === null ? '' : ` (${share(culprit.share)} of it)`;
    return [...shift, ...pathPhrase(culprit.segments), ` ${amount}${ofIt}`];
  }
  const largest = comparison.difference === null ? largestPart(head?.parts ?? []) : null;
  return largest === null ? [] : ['mostly ', partName(largest.id), ` ${quantity(largest.value, comparison.unit)}`];
}

function largestPart<T extends { readonly value: number }>(parts: readonly T[]): T | null {
  return parts.reduce<T | null>((best, part) => (best === null || part.value > best.value ? part : best), null);
}

function evidencePhrase(row: ReportRow, deployUrl: string | null): Phrase {
  const head = row.route?.evidence.head ?? null;
  if (head === null) return [];
  if (row.segments[0] === 'inp') return inpScriptPhrase(head, deployUrl);
  if (row.segments[0] !== 'lcp') return [];
  if (lcpElementsDiffer(row.route)) return otherElement(row.route);
  return blamedPhase(row) === 'ttfb' ? [] : lcpElementPhrase(head, deployUrl);
}

/** The phase that the row is about, be it by its budget or by its culprit. */
function blamedPhase(row: ReportRow): string | undefined {
  return row.segments[1] ?? culpritOfRow(row)?.segments[0];
}

function otherElement(route: RouteReport | null): Phrase {
  const { base, head } = route?.evidence ?? { base: null, head: null };
  const elements: Phrase = [name(head?.lcpElement ?? ''), ', it was ', name(base?.lcpElement ?? ''), ' on base'];
  return ['the LCP element is now ', ...elements, ', so its phases are not compared'];
}

/** `img.hero` (`/hero.jpg`) */
export function lcpElementPhrase({ lcpElement, lcpUrl }: Evidence, deployUrl: string | null): Phrase {
  const url: Phrase = lcpUrl === null || lcpUrl === '' ? [] : [name(shownUrl(lcpUrl, deployUrl))];
  if (lcpElement === null) return url;
  return url.length === 0 ? [name(lcpElement)] : [name(lcpElement), ' (', ...url, ')'];
}

/** `onAddToCart` at `/cart.js:1234` (92 ms) */
export function inpScriptPhrase({ inpScript }: Evidence, deployUrl: string | null): Phrase {
  if (inpScript === null) return [];
  const { functionName, invoker, sourceUrl, charPosition, durationMs } = inpScript;
  const position = charPosition < 0 ? '' : `:${charPosition}`;
  const place: Phrase = sourceUrl === '' ? [] : [' at ', name(shownUrl(sourceUrl, deployUrl) + position)];
  return [name(functionName === '' ? invoker : functionName), ...place, ` (${quantity(durationMs, 'ms')})`];
}

function insightTitle(row: ReportRow): Phrase {
  const [metric] = row.segments;
  const about = metric === 'lcp' ? (blamedPhase(row) ?? metric) : metric;
  const top = topInsight(about ?? '', row.route?.explanation?.insights ?? []);
  return top === null ? [] : ['Lighthouse: ', prose(top.title)];
}
