/**
 * What a page says of itself: times as the browser gave them, ms since the document's start, nothing derived. The lab's
 * probe and the field's beacon read the same, so that both make the same breakdowns of it.
 */
export interface NavigationFacts {
  /** When a prerendered page was shown, which is what its metrics count from; 0 for any other page. */
  readonly activationStart: number;
  readonly redirectStart: number;
  readonly redirectEnd: number;
  readonly workerStart: number;
  readonly fetchStart: number;
  readonly domainLookupStart: number;
  readonly connectStart: number;
  readonly connectEnd: number;
  readonly responseStart: number;
  readonly serverTiming: readonly ServerTimingFacts[];
}

export interface ServerTimingFacts {
  readonly name: string;
  readonly durationMs: number;
}

export interface LcpFacts {
  /** From the begin of the load, or of the soft navigation. */
  readonly value: number;
  readonly resource: { readonly startTime: number; readonly responseEnd: number } | null;
}

/** How the time of a request was spent, as the browser tells it of every origin, ms. */
export interface LoadTimes {
  /** From when it was asked for to when the first request was sent: it waited for a connection, or for more urgent ones. */
  readonly queuedMs: number;
  /** From then until the redirect's target was requested; 0 without a redirect. */
  readonly redirectMs: number;
}

export interface ScriptFacts {
  readonly invoker: string;
  readonly invokerType: string;
  readonly sourceUrl: string;
  readonly functionName: string;
  readonly charPosition: number;
  readonly startTime: number;
  readonly durationMs: number;
}

export interface InpFacts {
  /** The longest event duration of the interaction, rounded by the browser to 8 ms. */
  readonly value: number;
  readonly startTime: number;
  readonly processingStart: number;
  readonly processingEnd: number;
  readonly scripts: readonly ScriptFacts[];
}

export interface ClsFacts {
  readonly value: number;
  readonly shifts: readonly {
    readonly value: number;
    readonly startTime: number;
    /** Shifted elements with the area they moved through, px². */
    readonly sources: readonly { readonly selector: string | null; readonly area: number }[];
  }[];
}

/** What the metrics of one page view are made of. */
export interface PageFacts {
  readonly navigation: NavigationFacts | null;
  /**
   * When the view began, if it had nothing to wait for from the server: a soft navigation, or a page from the back/forward
   * cache. Null for a load. The value of LCP counts from there.
   */
  readonly softStart: number | null;
  readonly lcp: LcpFacts | null;
  readonly inp: InpFacts | null;
  readonly cls: ClsFacts | null;
  /** Trusted pointer and key events that were seen, whether or not the browser timed them. */
  readonly interactionsSeen: number;
  /** The longest time to the next frame among inputs that the browser should have timed and has not; 0 without one, ms. */
  readonly untimedMs: number;
}
