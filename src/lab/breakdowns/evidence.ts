import { MOST_HOSTS, type Evidence } from '../../model/sample.ts';
import type { LoadTimes } from '../../readings/facts.ts';
import type { DocumentFacts, RequestOrigin } from '../visit/network-log.ts';
import type { Facts, InpFacts } from '../probe/facts.ts';
import type { Transfer } from '../visit/transfers.ts';
import type { HostTraffic } from '../shaper/shaper.ts';
import { refusedIn } from './refusals.ts';
import { placeHeaders } from './server-headers.ts';
import { stripQuery } from '../../text/strip-query.ts';

/** Scripts shorter than this are not worth naming, ms (Long Animation Frames leaves them out too). */
const MIN_SCRIPT_MS = 5;

/** In a file, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** What is known about a visit besides what the page told the probe. */
export interface VisitContext {
  readonly document: DocumentFacts;
  /** Of the request for the LCP resource. */
  readonly lcpOrigin: RequestOrigin | null;
  readonly lcpLoad: LoadTimes | null;
  /** Of the longest script inside the interaction that INP reports. */
  readonly inpPlace: Place | null;
  readonly traffic: ReadonlyMap<string, HostTraffic>;
  readonly transfers: readonly Transfer[];
  /** Whether a service worker has run in the visit. */
  readonly hasServiceWorker: boolean;
}

/** What the facts say beside the numbers, for the report. */
export function evidenceOf(facts: Facts, around: VisitContext, notes: readonly string[]): Evidence {
  const { lcp, inp, cls, navigation } = facts;
  const refused = refusedIn(around.traffic);
  return {
    lcpElement: lcp?.target ?? null,
    lcpUrl: lcp?.url ? withoutQuery(lcp.url) : null,
    lcpRequest: lcpRequest(around.lcpOrigin),
    inpTarget: inp?.target ?? null,
    inpType: inp?.type ?? null,
    inpStep: inp?.step ?? null,
    inpScript: inp ? scriptEvidence(inp, around.inpPlace) : null,
    shiftedElements: shiftedElements(cls),
    serverTiming: (navigation?.serverTiming ?? [])
      .slice(0, 100)
      .map(({ name, durationMs }) => ({ name: name.slice(0, 200), durationMs })),
    protocol: navigation?.protocol ? navigation.protocol.slice(0, 50) : null,
    headers: placeHeaders(around.document.headers),
    traffic: hosts(around.traffic),
    ...(refused === undefined ? {} : { refused }),
    notes: notes.slice(0, 20).map((note) => note.slice(0, 1000)),
  };
}

function lcpRequest(origin: RequestOrigin | null): Evidence['lcpRequest'] {
  if (origin === null) return null;
  const { initiator, url, line, priority } = origin;
  return { initiator, url: url?.slice(0, 2000) ?? null, line, priority: priority.slice(0, 20) };
}

function hosts(traffic: ReadonlyMap<string, HostTraffic>): Evidence['traffic'] {
  return [...traffic]
    .map(([host, { connections, bytesUp, bytesDown }]) => ({
      host: host.slice(0, 300),
      connections,
      bytesUp,
      bytesDown,
    }))
    .toSorted((a, b) => b.bytesDown - a.bytesDown)
    .slice(0, MOST_HOSTS);
}

/** The script that ran longest inside the interaction's processing window, and for how long there, ms. */
export function longestScript({ scripts, processingStart, processingEnd }: InpFacts): {
  readonly script: InpFacts['scripts'][number];
  readonly durationMs: number;
} | null {
  let longest: ReturnType<typeof longestScript> = null;
  for (const script of scripts) {
    const end = Math.min(processingEnd, script.startTime + script.durationMs);
    const durationMs = end - Math.max(processingStart, script.startTime);
    if (durationMs >= Math.max(MIN_SCRIPT_MS, longest?.durationMs ?? 0)) longest = { script, durationMs };
  }
  return longest;
}

function scriptEvidence(inp: InpFacts, place: Place | null): Evidence['inpScript'] {
  const longest = longestScript(inp);
  if (longest === null) return null;
  const { invoker, sourceUrl, functionName, charPosition } = longest.script;
  return {
    invoker: invoker.slice(0, 500),
    sourceUrl: withoutQuery(sourceUrl),
    functionName,
    charPosition,
    line: place?.line ?? null,
    column: place?.column ?? null,
    durationMs: longest.durationMs,
  };
}

function shiftedElements(cls: Facts['cls']): Evidence['shiftedElements'] {
  const scores = new Map<string, number>();
  for (const { value, sources } of cls?.shifts ?? []) {
    const area = sources.reduce((sum, source) => sum + source.area, 0);
    for (const source of sources)
      if (source.selector !== null && area > 0)
        scores.set(source.selector, (scores.get(source.selector) ?? 0) + (value * source.area) / area);
  }
  return [...scores]
    .map(([selector, score]) => ({ selector, score }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, 100);
}

/** Query strings may hold secrets; a report never shows them. */
function withoutQuery(url: string): string {
  return stripQuery(url).slice(0, 2000);
}
