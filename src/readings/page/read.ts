import type { INPMetric } from 'web-vitals';

import type { InpFacts, NavigationFacts, ScriptFacts, ServerTimingFacts } from '../facts.ts';

const MAX_LAYERS = 200;
const MAX_NAME = 500;

export function serverTimingFacts(entries: readonly PerformanceServerTiming[] | undefined): ServerTimingFacts[] {
  return (entries ?? [])
    .slice(0, MAX_LAYERS)
    .map(({ name, duration }) => ({ name: name.slice(0, MAX_NAME), durationMs: duration }));
}

export function navigationFacts(): NavigationFacts | null {
  const entry = performance.getEntriesByType('navigation')[0];
  if (entry === undefined) return null;
  const { redirectStart, redirectEnd, workerStart, fetchStart, domainLookupStart, connectStart, connectEnd } = entry;
  // An interim response such as 103 Early Hints is not the answer: the server is still working.
  const { finalResponseHeadersStart = 0, activationStart = 0 } = entry as Newer;
  return {
    activationStart,
    redirectStart,
    redirectEnd,
    workerStart,
    fetchStart,
    domainLookupStart,
    connectStart,
    connectEnd,
    responseStart: Math.max(entry.responseStart, finalResponseHeadersStart),
    serverTiming: serverTimingFacts(entry.serverTiming),
  };
}

/** What not every browser has. */
interface Newer {
  readonly finalResponseHeadersStart?: number;
  readonly activationStart?: number;
}

/** What is known of interactions once everything has been reported. */
export interface InteractionContext {
  readonly processedBetween: (startTime: number, duration: number) => readonly [from: number, to: number] | null;
  readonly scriptsBetween: (from: number, to: number) => readonly ScriptFacts[];
}

export function inpFacts(
  { value, entries }: Pick<INPMetric, 'value' | 'entries'>,
  { processedBetween, scriptsBetween }: InteractionContext,
): InpFacts | null {
  const [entry] = entries;
  if (entry === undefined) return null;
  const { startTime } = entry;
  const [processingStart, processingEnd] = processedBetween(startTime, value) ?? [
    entry.processingStart,
    entry.processingEnd,
  ];
  const scripts = scriptsBetween(processingStart, processingEnd);
  return { value, startTime, processingStart, processingEnd, scripts };
}
