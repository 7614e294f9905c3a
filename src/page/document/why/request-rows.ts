import type { DiagnosedRequest, DiagnosticVisit } from '../../../model/diagnosis.ts';
import { shownUrl } from '../../../text/shown-url.ts';

/** One request of a diagnostic visit, as a waterfall has it. Times are ms since the navigation began. */
export interface RequestRow {
  readonly request: DiagnosedRequest;
  /** Its path below the deploy, else its host and path. */
  readonly path: string;
  readonly isHero: boolean;
  /** Whether only this side makes it. */
  readonly isAlone: boolean;
}

/** What tells which requests matter. */
export interface RequestContext {
  /** Of the deploy that was visited; null: not known. */
  readonly deployUrl: string | null;
  /** The indices of the requests that only this side makes. */
  readonly alone: readonly number[];
}

/** So many are read at a glance; the others are in the record. */
const MOST_ROWS = 10;

/** Every request in the order in which they were asked for. */
export function requestRows(visit: DiagnosticVisit, { deployUrl, alone }: RequestContext): RequestRow[] {
  const hero = heroOf(visit);
  const only = new Set(alone);
  const rows = visit.requests.map((request, index) => ({
    request,
    path: shownUrl(request.url, deployUrl).replace(/^https?:\/\//, ''),
    isHero: request === hero,
    isAlone: only.has(index),
  }));
  return rows.toSorted((one, other) => one.request.askedMs - other.request.askedMs);
}

/** The request of the LCP element's image; null for text. Of several the last that ended before it was painted. */
export function heroOf({ requests, lcp }: DiagnosticVisit): DiagnosedRequest | null {
  const url = lcp?.url ?? null;
  if (url === null || lcp === null) return null;
  const own = requests.filter((each) => each.kind !== 'document' && (each.url === url || each.redirects.includes(url)));
  return own.findLast(({ endedMs }) => endedMs !== null && endedMs <= lcp.renderedMs) ?? own[0] ?? null;
}

/**
 * The requests that a reader looks for: the document, the LCP image, what blocks rendering, what one side has alone; then
 * those that took longest among what was asked for before LCP. In their order.
 */
export function rowsThatMatter(rows: readonly RequestRow[], lcpMs: number | null, most = MOST_ROWS): RequestRow[] {
  const weight = (row: RequestRow): number => weightOf(row, lcpMs ?? Infinity);
  const kept = new Set(rows.toSorted((one, other) => weight(other) - weight(one)).slice(0, most));
  return rows.filter((row) => kept.has(row));
}

/** More than any request takes, ms. */
const CLASS = 1e9;

function weightOf({ request, isHero, isAlone }: RequestRow, lcpMs: number): number {
  const { kind, isRenderBlocking, askedMs, endedMs } = request;
  const took = endedMs === null ? CLASS / 2 : endedMs - askedMs;
  const classes = [askedMs <= lcpMs, isAlone, isRenderBlocking, kind === 'document', isHero];
  return took + CLASS * classes.reduce((sum, holds, index) => sum + (holds ? 2 ** index : 0), 0);
}

/** What is special about a request, in words. */
export function tagsOf({ request, isHero, isAlone }: RequestRow): string[] {
  return [
    ...(isHero ? ['LCP image'] : []),
    ...(request.isRenderBlocking ? ['blocks rendering'] : []),
    ...(isAlone ? ['this side only'] : []),
    ...(request.endedMs === null ? ['not complete'] : []),
  ];
}
