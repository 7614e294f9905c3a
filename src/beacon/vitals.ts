import { onCLS, onINP, onLCP, type INPMetric, type LCPMetric, type Metric } from 'web-vitals';

import { inpFacts, type InteractionContext } from '../readings/page/read.ts';
import { attempt } from './attempt.ts';
import type { View } from './view.ts';

/** The Event Timing API's minimum, as in the lab. */
const MIN_EVENT_MS = 16;
/** Among the resources of so many of the last reports that of an LCP is looked for: each has one or more. */
const MOST_LISTS = 1000;
/** After so long, all that belongs to an interaction has been reported, ms. */
const SETTLED_MS = 1000;

/** Watches the metrics of all views of the page. The result reads what waits to be read. */
export function watchVitals(
  viewOf: (metric: Metric) => View | null,
  processedBetween: InteractionContext['processedBetween'],
): () => void {
  const waiting = new Map<View, Pick<INPMetric, 'value' | 'entries'>>();
  const settle = (): void => {
    for (const [view, metric] of waiting) view.inp = inpFacts(metric, { processedBetween, scriptsBetween: () => [] });
    waiting.clear();
  };
  const all = { reportAllChanges: true, reportSoftNavs: true };
  const resourceOf = watchResources();
  onLCP((metric) => {
    const view = viewOf(metric);
    if (view !== null) Object.assign(view, lcpIn(metric, resourceOf(metric)));
  }, all);
  onCLS((metric) => {
    const view = viewOf(metric);
    if (view !== null) view.cls = metric.value;
  }, all);
  onINP(
    (metric) => {
      const view = viewOf(metric);
      if (view === null) return;
      view.hasInput = true;
      waiting.set(view, { value: metric.value, entries: metric.entries });
      setTimeout(settle, SETTLED_MS);
    },
    { ...all, durationThreshold: MIN_EVENT_MS },
  );
  return settle;
}

/** Finds the resource of an LCP as web-vitals' attribution does: the last of its URL that was asked for before the paint. */
function watchResources(): (metric: LCPMetric) => PerformanceResourceTiming | undefined {
  // The browser makes an object of each entry that is read, so only those of the right name are.
  const lists: PerformanceObserverEntryList[] = [];
  attempt(() =>
    new PerformanceObserver((list) => {
      lists.push(list);
      lists.splice(0, lists.length - MOST_LISTS);
    }).observe({ type: 'resource', buffered: true }),
  );
  return ({ entries }) => {
    const paint = entries.at(-1);
    // Text has no resource.
    if (!paint?.url) return undefined;
    return [performance, ...lists]
      .flatMap((list) => list.getEntriesByName(paint.url, 'resource') as PerformanceResourceTiming[])
      .findLast(({ requestStart, startTime }) => (requestStart || startTime) <= paint.startTime);
  };
}

function lcpIn({ value }: LCPMetric, resource: PerformanceResourceTiming | undefined): Pick<View, 'lcp' | 'lcpLoad'> {
  if (resource === undefined) return { lcp: { value, resource: null }, lcpLoad: null };
  const { startTime, responseEnd, requestStart, redirectEnd } = resource;
  const beforeMs = requestStart - startTime;
  const [queuedMs, redirectMs] = redirectEnd > 0 ? [0, beforeMs] : [beforeMs, 0];
  // Another origin may not allow the request to be seen.
  return {
    lcp: { value, resource: { startTime, responseEnd } },
    lcpLoad: requestStart > 0 ? { queuedMs, redirectMs } : null,
  };
}
