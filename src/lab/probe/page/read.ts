import type { FCPMetric, INPMetricWithAttribution, LCPMetricWithAttribution } from 'web-vitals/attribution';

import type { FcpFacts, InpFacts, LcpFacts, NavigationFacts } from '../facts.ts';

const MAX_LAYERS = 200;
const MAX_SCRIPTS = 200;

const text = (value: string | null | undefined, max: number): string => (value ?? '').slice(0, max);
const orNull = (value: string | null | undefined, max: number): string | null =>
  value === null || value === undefined || value === '' ? null : value.slice(0, max);

function serverTimingFacts(entries: readonly PerformanceServerTiming[]): { name: string; durationMs: number }[] {
  return entries.slice(0, MAX_LAYERS).map(({ name, duration }) => ({ name: text(name, 500), durationMs: duration }));
}

export function navigationFacts(): NavigationFacts | null {
  const entry = performance.getEntriesByType('navigation')[0];
  if (entry === undefined) return null;
  const { redirectStart, redirectEnd, workerStart, fetchStart, domainLookupStart } = entry;
  const { connectStart, connectEnd, requestStart } = entry;
  // An interim response such as 103 Early Hints is not the answer: the server is still working.
  const { finalResponseHeadersStart = 0 } = entry as { finalResponseHeadersStart?: number };
  const responseStart = Math.max(entry.responseStart, finalResponseHeadersStart);
  return {
    redirectStart,
    redirectEnd,
    workerStart,
    fetchStart,
    domainLookupStart,
    connectStart,
    connectEnd,
    requestStart,
    responseStart,
    protocol: text(entry.nextHopProtocol, 500),
    serverTiming: serverTimingFacts(entry.serverTiming),
  };
}

/** `start`: when the soft navigation began whose FCP it is; 0 for that of the load; ms since the document's start. */
export function fcpFacts({ value }: FCPMetric, start: number): FcpFacts {
  const paintedAt = start + value;
  // One that came later did not block this paint, whatever it is called: a style sheet below the first text.
  const ends = (performance.getEntriesByType('resource') as RenderBlocking[])
    .filter(({ startTime, responseEnd }) => startTime >= start && responseEnd <= paintedAt)
    .filter(({ renderBlockingStatus: status }) => status === 'blocking')
    .map(({ responseEnd }) => responseEnd);
  return { value, blockingEnd: ends.length === 0 ? null : Math.max(...ends) };
}

/** Chrome has had it since version 107; the DOM's types have not. */
type RenderBlocking = PerformanceResourceTiming & { readonly renderBlockingStatus?: string };

export function lcpFacts({ value, attribution }: LCPMetricWithAttribution): LcpFacts {
  const resource = attribution.lcpResourceEntry;
  return {
    value,
    target: orNull(attribution.target, 500),
    url: orNull(attribution.url, 4000),
    resource: resource
      ? {
          startTime: resource.startTime,
          responseEnd: resource.responseEnd,
          initiator: text(resource.initiatorType, 500),
          serverTiming: serverTimingFacts(resource.serverTiming),
        }
      : null,
  };
}

/** What is known of an interaction once everything has been reported. */
export interface InteractionContext {
  readonly processedBetween: (startTime: number, duration: number) => readonly [from: number, to: number] | null;
  readonly scriptsBetween: (from: number, to: number) => PerformanceScriptTiming[];
  readonly stepAt: (time: number) => number | null;
}

export function inpFacts(
  { attribution, value }: INPMetricWithAttribution,
  { processedBetween, scriptsBetween, stepAt }: InteractionContext,
): InpFacts | null {
  const startTime = attribution.interactionTime;
  if (startTime === undefined) return null;
  const reported = startTime + attribution.inputDelay;
  const [processingStart, processingEnd] = processedBetween(startTime, value) ?? [
    reported,
    reported + attribution.processingDuration,
  ];
  return {
    value,
    target: orNull(attribution.interactionTarget, 500),
    type: attribution.interactionType === 'keyboard' ? 'keyboard' : 'pointer',
    step: stepAt(startTime),
    startTime,
    processingStart,
    processingEnd,
    scripts: scriptsBetween(processingStart, processingEnd).map(scriptFacts).slice(0, MAX_SCRIPTS),
  };
}

function scriptFacts(script: PerformanceScriptTiming): InpFacts['scripts'][number] {
  return {
    invoker: text(script.invoker, 4000),
    invokerType: text(script.invokerType, 500),
    sourceUrl: text(script.sourceURL, 4000),
    functionName: text(script.sourceFunctionName, 500),
    charPosition: script.sourceCharPosition,
    startTime: script.startTime,
    durationMs: script.duration,
  };
}
