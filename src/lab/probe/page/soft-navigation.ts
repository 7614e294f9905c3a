import { watchInputSince, watchSoftNavigation, type IsLate, type OnChange, type Vitals } from './vitals.ts';

interface SoftNavigation {
  readonly vitals: Vitals;
  /** When the interaction happened that navigated, ms since the document's own start; null before it did. */
  startTime: number | null;
  /** Interactions from then on are those of the page it led to; null before it settled. */
  settledAt: number | null;
}

export interface SoftNavigationWatch {
  /** Whether this browser reports soft navigations (Chromium ≥ 151). */
  readonly supported: () => boolean;
  /** From now on the metrics are those of the soft navigation that comes next. */
  readonly begin: () => void;
  /** Whether it has come, after at most `waitMs`. */
  readonly arrived: (waitMs: number) => Promise<boolean>;
  /** It has settled: interactions from now on count. */
  readonly settle: () => void;
  readonly current: () => SoftNavigation | null;
}

export function watchSoftNavigations(onChange: OnChange, isLate: IsLate): SoftNavigationWatch {
  let current: SoftNavigation | null = null;
  let onArrival: (() => void) | null = null;

  return {
    supported: () =>
      PerformanceObserver.supportedEntryTypes.includes('soft-navigation') &&
      typeof globalThis.PerformanceSoftNavigation?.prototype.getLargestInteractionContentfulPaint === 'function',
    begin() {
      const from = performance.now();
      const navigation: SoftNavigation = { vitals: watchSoftNavigation(onChange), startTime: null, settledAt: null };
      current = navigation;
      new PerformanceObserver((list) => {
        const entry = list.getEntries().find(({ startTime }) => startTime >= from);
        if (entry === undefined || navigation.startTime !== null) return;
        navigation.startTime = entry.startTime;
        onArrival?.();
      }).observe({ type: 'soft-navigation', buffered: true });
    },
    async arrived(waitMs) {
      if (current === null || current.startTime !== null) return current !== null;
      await new Promise<void>((resolve) => {
        onArrival = resolve;
        setTimeout(resolve, waitMs);
      });
      onArrival = null;
      return current.startTime !== null;
    },
    settle() {
      if (current === null) return;
      current.settledAt = performance.now();
      watchInputSince(current.settledAt, current.vitals, isLate);
    },
    current: () => current,
  };
}
