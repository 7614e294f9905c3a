import { onCLS, onFCP, onINP, onLCP } from 'web-vitals/attribution';
import type {
  CLSMetricWithAttribution,
  FCPMetric,
  INPMetricWithAttribution,
  LCPMetricWithAttribution,
} from 'web-vitals/attribution';

import { selectorOf } from '../../../readings/page/selector.ts';
import { rememberSources } from '../../../readings/page/shifts.ts';

/** More than any page has; the default of 250 loses the LCP image of a busy one. */
export const RESOURCE_BUFFER = 5000;
/** The Event Timing API's minimum; the default of 40 would hide fast interactions. */
const MIN_EVENT_MS = 16;

/** The latest state of each metric; null before it was reported. */
export interface Vitals {
  fcp: FCPMetric | null;
  lcp: LCPMetricWithAttribution | null;
  inp: INPMetricWithAttribution | null;
  cls: CLSMetricWithAttribution | null;
}

/** Told that a metric of the page has another value now. */
export type OnChange = (metric: 'lcp' | 'cls') => void;

/** Whether an entry's duration is not of its own. */
export type IsLate = (entry: PerformanceEntry) => boolean;

const generateTarget = (node: Node | null): string | undefined => selectorOf(node) ?? undefined;

/** Calls `onPaint` once the page has painted something: text, an image, a canvas that is not blank. */
export function watchFirstPaint(onPaint: () => void): void {
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) onPaint();
  }).observe({ type: 'paint', buffered: true });
}

/** The metrics of the page's load. */
export function watchLoad(onChange: OnChange, isLate: IsLate): Vitals {
  const vitals: Vitals = { fcp: null, lcp: null, inp: null, cls: null };
  watchPaints(vitals, false, onChange);
  watchInputSince(0, vitals, isLate);
  return vitals;
}

/** The FCP, LCP and CLS of the soft navigation that comes next. Its INP is that of what comes after it: `watchInputSince`. */
export function watchSoftNavigation(onChange: OnChange): Vitals {
  const vitals: Vitals = { fcp: null, lcp: null, inp: null, cls: null };
  watchPaints(vitals, true, onChange);
  return vitals;
}

function watchPaints(vitals: Vitals, reportSoftNavs: boolean, onChange: OnChange): void {
  const isOurs = (metric: { readonly navigationType: string }): boolean =>
    (metric.navigationType === 'soft-navigation') === reportSoftNavs;
  onFCP(
    (metric) => {
      if (isOurs(metric)) vitals.fcp = metric;
    },
    { reportSoftNavs },
  );
  onLCP(
    (metric) => {
      if (!isOurs(metric)) return;
      vitals.lcp = metric;
      onChange('lcp');
    },
    { reportAllChanges: true, reportSoftNavs, resourceBufferSize: RESOURCE_BUFFER, generateTarget },
  );
  // web-vitals reports one object again and again.
  let cls = 0;
  onCLS(
    (metric) => {
      if (!isOurs(metric)) return;
      rememberSources(metric);
      vitals.cls = metric;
      if (metric.value <= cls) return;
      cls = metric.value;
      onChange('cls');
    },
    { reportAllChanges: true, reportSoftNavs },
  );
}

function watchInput(vitals: Vitals): void {
  onINP(
    (metric) => {
      vitals.inp = metric;
    },
    { reportAllChanges: true, durationThreshold: MIN_EVENT_MS, generateTarget },
  );
}

/**
 * INP over the interactions that begin at or after a time, without entries whose duration lasts to the frame of something
 * else. web-vitals would give the click that starts a soft navigation
 * now to the page before it and now to the one after, depending on which way the browser rounds its duration.
 */
export function watchInputSince(from: number, vitals: Vitals, isLate: IsLate): void {
  const Native = globalThis.PerformanceObserver;
  globalThis.PerformanceObserver = class extends Native {
    constructor(callback: PerformanceObserverCallback) {
      super((list, observer) => {
        const getEntries = (): PerformanceEntryList =>
          list.getEntries().filter((entry) => entry.startTime >= from && !isLate(entry));
        callback({ getEntries } as PerformanceObserverEntryList, observer);
      });
    }
  };
  try {
    watchInput(vitals);
  } finally {
    globalThis.PerformanceObserver = Native;
  }
}
