import type { Clue, Requester } from '../model/clue.ts';
import { isMetric, type Metric } from '../model/metric.ts';
import type { RouteReport } from '../model/report.ts';
import type { Evidence } from '../model/sample.ts';
import { shownUrl } from '../text/shown-url.ts';
import { stripQuery } from '../text/strip-query.ts';
import { stableSource, stableUrlPath } from '../text/stable-path.ts';
import type { BrokenNode } from './broken-node.ts';

type Sides = RouteReport['evidence'];

/** LCP phases of two different elements are not the same thing: comparing them would blame the wrong one. */
export function lcpElementsDiffer({ base, head }: Sides): boolean {
  const [before, after] = [base?.lcpElement ?? null, head?.lcpElement ?? null];
  return before !== null && after !== null && before !== after;
}

/** The address of what an LCP element loads, as it is shown; null where it loads nothing. */
export function lcpUrlOf({ lcpUrl }: Evidence, deployUrl: string | null): string | null {
  return lcpUrl === null || lcpUrl === '' ? null : shownUrl(lcpUrl, deployUrl);
}

/** `/cart.js:12:345`; null where Chrome does not say. */
export function scriptPlace(script: NonNullable<Evidence['inpScript']>, deployUrl: string | null): string | null {
  const { sourceUrl, line, column } = script;
  const position = typeof line === 'number' && typeof column === 'number' ? `:${line}:${column}` : '';
  return sourceUrl === '' ? null : shownUrl(sourceUrl, deployUrl) + position;
}

/**
 * The element, request or script behind a change.
 *
 * @param phase that it is about, by its budget or by where most of the change is; null where that is not known
 */
export function evidenceClues(node: BrokenNode, phase: string | null): Clue[] {
  const [metric = ''] = node.segments;
  const { head } = node.evidence;
  return head === null || !isMetric(metric) ? [] : CLUES[metric](node, head, phase);
}

type CluesIn = (node: BrokenNode, head: Evidence, phase: string | null) => Clue[];
/** Of a metric whose parts say by themselves what is behind them, or that has no evidence of its own. */
const none: CluesIn = () => [];
const CLUES: Readonly<Record<Metric, CluesIn>> = {
  lcp: lcpClues,
  inp: scriptClues,
  cls: none,
  fcp: none,
  bytes: none,
};

function lcpClues(node: BrokenNode, head: Evidence, phase: string | null): Clue[] {
  if (lcpElementsDiffer(node.evidence)) return elementChanged(node);
  if (phase === 'ttfb') return [];
  const element = elementClues(node, head);
  return phase === 'resource-load-delay' ? [...element, ...requestChanged(node)] : element;
}

/** What is not a fraction of the change. */
function about({ about: all, segments }: BrokenNode) {
  return { ...all, part: segments.slice(0, 1), share: null };
}

function elementChanged(node: BrokenNode): Clue[] {
  const [before, after] = [node.evidence.base?.lcpElement ?? '', node.evidence.head?.lcpElement ?? ''];
  return [{ kind: 'lcp-element-changed', ...about(node), before, after, place: after }];
}

function elementClues(node: BrokenNode, head: Evidence): Clue[] {
  const { evidence, deployUrls } = node;
  const [element, place] = [head.lcpElement, lcpUrlOf(head, deployUrls.head)];
  if (element === null && place === null) return [];
  const before = sourceOf(evidence.base?.lcpUrl ?? '', deployUrls.base);
  const after = sourceOf(head.lcpUrl ?? '', deployUrls.head);
  return [{ kind: 'lcp-element', ...about(node), element, before, after, place: place ?? element }];
}

function scriptClues(node: BrokenNode, { inpScript: script }: Evidence): Clue[] {
  if (script === null) return [];
  const { evidence, deployUrls } = node;
  const { invoker, functionName } = script;
  const source = sourceOf(script.sourceUrl, deployUrls.head) ?? '';
  const earlier = evidence.base?.inpScript ?? null;
  const isSame =
    earlier?.invoker === invoker &&
    earlier.functionName === functionName &&
    (sourceOf(earlier.sourceUrl, deployUrls.base) ?? '') === source;
  return [
    {
      kind: 'script',
      ...about(node),
      invoker,
      functionName,
      source,
      before: isSame ? earlier.durationMs : null,
      after: script.durationMs,
      place: scriptPlace(script, deployUrls.head),
    },
  ];
}

type Request = NonNullable<Evidence['lcpRequest']>;

/** Where the time until the LCP resource is requested is what grew. */
function requestChanged(node: BrokenNode): Clue[] {
  const { evidence, deployUrls } = node;
  const [earlier, later] = [evidence.base?.lcpRequest ?? null, evidence.head?.lcpRequest ?? null];
  if (earlier === null || later === null) return [];
  const [before, after] = [requesterOf(earlier), requesterOf(later)];
  if (before.initiator === after.initiator && before.url === after.url) return [];
  return [
    {
      kind: 'lcp-request-changed',
      ...about(node),
      part: ['lcp', 'resource-load-delay'],
      before,
      after,
      place: requestPlace(later, after, deployUrls.head),
    },
  ];
}

function requesterOf({ initiator, url, line }: Request): Requester {
  return { initiator, url: url === null ? null : stableUrlPath(url), line: initiator === 'script' ? line : null };
}

function requestPlace({ url }: Request, { line }: Requester, deployUrl: string | null): string | null {
  if (url === null) return null;
  const shown = deployUrl === null ? stableUrlPath(url) : shownUrl(url, deployUrl);
  return shown + (line === null ? '' : `:${line}`);
}

/** The same in two builds: below the deploy's URL, without content hashes; null where there is none. */
function sourceOf(url: string, deployUrl: string | null): string | null {
  return stableSource(url, deployUrl ?? '') || stripQuery(url) || null;
}
