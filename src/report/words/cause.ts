import { stablePath } from '../../text/stable-path.ts';
import type { GateReport, RouteReport } from '../../model/report.ts';
import type { Evidence } from '../../model/sample.ts';
import type { Reason } from '../../model/verdict.ts';
import { costCausePhrase, problemPhrase } from './cost-cause.ts';
import { quantity, share, signed } from './format.ts';
import { partName, pathPhrase } from './names.ts';
import { commitPhrase } from './commits.ts';
import { culpritOf, type Culprit } from '../../explain/culprit.ts';
import { joined, name, prose, strong, type Phrase } from './phrase.ts';
import { SPECIFIC_REASONS, reasonSentence } from './reasons.ts';
import type { ReportRow } from '../rows/rows.ts';
import { shownUrl } from './report-url.ts';

/**
 * Why it got worse, as far as measured evidence says: the deepest part that explains the change with its share, and the
 * element, the request or the script behind it. Empty where nothing is known, or where head did not do it.
 */
export function becausePhrase(row: ReportRow, report: GateReport): Phrase {
  if (row.comparison === null || !isBlamed(row)) return [];
  const cost = costCausePhrase(row, report);
  if (cost.length > 0) return cost;
  return joined([partPhrase(row), evidencePhrase(row, report.result.head.url)].filter(isSaid), '; ');
}

/** In which commit, where that is known. */
export function wherePhrase(row: ReportRow, report: GateReport): Phrase {
  return row.comparison === null || !isBlamed(row) ? [] : commitPhrase(row, report);
}

/** The whole story in one phrase, for a line of a log: why and where, else the reason of the verdict. */
export function causePhrase(row: ReportRow, report: GateReport): Phrase {
  if (row.comparison === null || row.budget.reason === 'not-measurable-on-head')
    return joined([unmeasuredPhrase(row), problemPhrase(row.budget, report)].filter(isSaid), ': ');
  const because = becausePhrase(row, report);
  const story = [because.length === 0 ? [] : ['because ', ...because], wherePhrase(row, report)].filter(isSaid);
  return story.length === 0 ? [reasonSentence(row.budget.reason)] : joined(story, '; ');
}

function isSaid(phrase: Phrase): boolean {
  return phrase.length > 0;
}

const UNMEASURABLE: readonly Reason[] = ['not-measurable', 'not-measurable-on-head', 'not-measurable-on-base'];

/** Reasons that fresh blocks which could not be made may stand behind. */
const OF_FRESH_BLOCKS: readonly Reason[] = ['unconfirmed', 'not-measurable-on-head'];

/** What was seen where the route as a whole could not be measured, else the reason. */
export function unmeasuredPhrase(row: ReportRow): Phrase {
  const { route, budget, isOfMissingShard } = row;
  const story = route?.unmeasurable ?? null;
  const unconfirmable = OF_FRESH_BLOCKS.includes(budget.reason) ? (route?.unconfirmable ?? null) : null;
  if (isOfMissingShard) return [SPECIFIC_REASONS.missingShard];
  if (story === null && unconfirmable !== null) return [reasonSentence(budget.reason), ' (', prose(unconfirmable), ')'];
  if (story === null) return [reasonSentence(budget.reason)];
  // That it could not be measured is the verdict already: the story alone says more.
  if (!UNMEASURABLE.includes(budget.reason)) return [reasonSentence(budget.reason), ' (', prose(story), ')'];
  return (route?.blocks ?? 0) > 0 ? [SPECIFIC_REASONS.unreliable, ' (', prose(story), ')'] : [prose(story)];
}

/** LCP phases of two different elements are not the same thing: comparing them would blame the wrong one. */
export function lcpElementsDiffer(route: RouteReport | null): boolean {
  const base = route?.evidence.base?.lcpElement ?? null;
  const head = route?.evidence.head?.lcpElement ?? null;
  return base !== null && head !== null && base !== head;
}

/** Whether this change broke the budget; otherwise there is nothing to explain. */
function isBlamed({ budget: { verdict, reason } }: ReportRow): boolean {
  if (reason === 'pre-existing' || reason === 'not-measurable-on-head') return false;
  return verdict === 'fail' || verdict === 'waived';
}

/** A part that makes up less of the change than this is not why it happened. */
const LEAST_SHARE = 0.2;

function culpritOfRow(row: ReportRow): Culprit | null {
  if (row.difference === null || !isBlamed(row)) return null;
  if (row.segments[0] === 'lcp' && lcpElementsDiffer(row.route)) return null;
  const culprit = culpritOf(row.difference);
  return culprit === null || (culprit.share !== null && culprit.share < LEAST_SHARE) ? null : culprit;
}

/** `resource load delay +398 ms (97 % of it)`; `mostly resource load delay, 1.82 s` without a base. */
function partPhrase(row: ReportRow): Phrase {
  const { comparison, head } = row;
  if (comparison === null) return [];
  const culprit = culpritOfRow(row);
  if (culprit !== null) {
    const ofIt = culprit.share === null ? '' : ` (${shareText(culprit.share)} of it)`;
    const path = pathPhrase(culprit.segments, comparison.metric);
    if (comparison.unit === 'score') return [...path, ` moves, ${signed(culprit.part.value, 'score')}${ofIt}`];
    return [strong(path), ` ${signed(culprit.part.value, comparison.unit)}${ofIt}`];
  }
  const largest = comparison.difference === null ? largestPart(head?.parts ?? []) : null;
  return largest === null
    ? []
    : ['mostly ', partName(largest.id, comparison.metric), `, ${quantity(largest.value, comparison.unit)}`];
}

/** More than the whole where other parts got faster meanwhile. */
function shareText(fraction: number): string {
  return fraction >= 1 ? 'all' : share(fraction);
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
  if (blamedPhase(row) === 'ttfb') return [];
  return joined([lcpElementPhrase(head, deployUrl), requestPhrase(row, deployUrl)].filter(isSaid), ', ');
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

/** `onAddToCart` at `/cart.js:12:345` (92 ms) */
export function inpScriptPhrase({ inpScript }: Evidence, deployUrl: string | null): Phrase {
  if (inpScript === null) return [];
  const { functionName, invoker, sourceUrl, line, column, durationMs } = inpScript;
  const position = typeof line === 'number' && typeof column === 'number' ? `:${line}:${column}` : '';
  const place: Phrase = sourceUrl === '' ? [] : [' at ', name(shownUrl(sourceUrl, deployUrl) + position)];
  return [name(functionName === '' ? invoker : functionName), ...place, ` (${quantity(durationMs, 'ms')})`];
}

/** How the request of the LCP resource differs between the sides, where the time until it starts is what grew. */
function requestPhrase({ route, ...row }: ReportRow, deployUrl: string | null): Phrase {
  const [before, after] = [route?.evidence.base?.lcpRequest ?? null, route?.evidence.head?.lcpRequest ?? null];
  if (before === null || after === null || blamedPhase({ route, ...row }) !== 'resource-load-delay') return [];
  const isSame = before.initiator === after.initiator && pathOf(before.url) === pathOf(after.url);
  if (isSame) return [];
  // Chrome names nobody for an image that a script makes.
  if (after.initiator === 'other') return ['on base requested by ', ...requester(before, null)];
  const onBase: Phrase = before.initiator === 'other' ? [] : [', on base by ', ...requester(before, null)];
  return ['requested by ', ...requester(after, deployUrl), ...onBase];
}

type Request = NonNullable<Evidence['lcpRequest']>;

function requester({ initiator, url, line }: Request, deployUrl: string | null): Phrase {
  if (initiator === 'parser') return ['the HTML'];
  if (url === null) return [`a ${initiator}`];
  const shown = deployUrl === null ? pathOf(url) : shownUrl(url, deployUrl);
  if (initiator === 'preload') return ['a preload in ', name(shown)];
  return [`the ${initiator} `, name(shown + (line === null || initiator !== 'script' ? '' : `:${line}`))];
}

/** Without the origin, which differs between deploys, and without content hashes. */
function pathOf(url: string | null): string {
  return url === null ? '' : stablePath(URL.canParse(url) ? new URL(url).pathname : url);
}
