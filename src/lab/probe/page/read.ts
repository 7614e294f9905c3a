import type { FCPMetric, INPMetricWithAttribution, LCPMetricWithAttribution } from 'web-vitals/attribution';

import { inpFacts as inpTimes, navigationFacts as navigationTimes } from '../../../readings/page/read.ts';
import { serverTimingFacts, type InteractionContext } from '../../../readings/page/read.ts';
import type { FcpFacts, InpFacts, LcpFacts, NavigationFacts } from '../facts.ts';

const MAX_NAME = 500;
const MAX_URL = 4000;

const orNull = (value: string | null | undefined, max: number): string | null =>
  value === null || value === undefined || value === '' ? null : value.slice(0, max);

export function navigationFacts(): NavigationFacts | null {
  const times = navigationTimes();
  const protocol = performance.getEntriesByType('navigation')[0]?.nextHopProtocol ?? '';
  return times && { ...times, protocol: protocol.slice(0, MAX_NAME) };
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
    target: orNull(attribution.target, MAX_NAME),
    url: orNull(attribution.url, MAX_URL),
    resource: resource
      ? {
          startTime: resource.startTime,
          responseEnd: resource.responseEnd,
          initiator: resource.initiatorType.slice(0, MAX_NAME),
          serverTiming: serverTimingFacts(resource.serverTiming),
        }
      : null,
  };
}

/** `stepAt`: the step of the route's script that was under way at a time. */
export function inpFacts(
  metric: INPMetricWithAttribution,
  context: InteractionContext,
  stepAt: (time: number) => number | null,
): InpFacts | null {
  const times = inpTimes(metric, context);
  if (times === null) return null;
  const { interactionTarget, interactionType } = metric.attribution;
  return {
    ...times,
    target: orNull(interactionTarget, MAX_NAME),
    type: interactionType === 'keyboard' ? 'keyboard' : 'pointer',
    step: stepAt(times.startTime),
  };
}
