import type { LearntSettle } from '../../model/sample.ts';

/** What can happen on a page: events that change a metric, and events that only may. */
export type ActivityKind = 'metric' | 'other';

/** Something that happened, ms. */
export interface Activity {
  readonly at: number;
  readonly kind: ActivityKind;
  /** In words that follow "it was busy with". */
  readonly what: string;
}

/** What holds a page, if nothing else happens. */
export interface Hold {
  /** Until when every visit waits anyway, ms: for a session window, a stream; infinite before the first paint. */
  readonly until: number;
  /** Whether requests are in flight. How long they take differs from visit to visit. */
  readonly byRequests: boolean;
}

/**
 * How long a page must stay quiet even if nothing happens after load, ms: the margin for a page that changes within 33 ms
 * of what it waits for, two frames, rounded up. A change that comes later was seen by the visits that learn.
 */
export const LEAST_SETTLE_MS = 150;
/** What a longer one is for is said, ms: up to this, the page does nothing late. */
const UNREMARKABLE_MS = 250;
/** The longest that is learnt: what the watch of five seconds can see, with its margin, ms. */
const MOST_SETTLE_MS = 7500;
/** A gap is waited for with this margin, because timers and machines vary: as a factor, and in ms. */
const MARGIN = { factor: 1.5, ms: 100 } as const;
const STEP_MS = 50;

/**
 * What happened on a page since a moment, in order, and when it was quiet: nothing that a visit waits for anyway. A
 * request may have been answered earlier in another visit, so one that is in flight does not excuse a change of a metric.
 */
export class Timeline {
  readonly #from: number;
  /** The longest quiet stretch so far, ms, and what ended it. */
  #gapMs = 0;
  #quietSince: number;
  #isHeldByRequests: boolean;
  /** The same, up to the last thing that changed a metric. */
  #needed: { readonly gapMs: number; readonly what: string } | null = null;

  constructor(from: number, { until, byRequests }: Hold) {
    this.#from = from;
    this.#quietSince = Math.max(from, until);
    this.#isHeldByRequests = byRequests;
  }

  add({ at, kind, what }: Activity, { until, byRequests }: Hold): void {
    if (at < this.#from) return;
    const gapMs = at - this.#quietSince;
    if (!this.#isHeldByRequests) this.#gapMs = Math.max(this.#gapMs, gapMs);
    const before = Math.max(this.#gapMs, gapMs);
    if (kind === 'metric' && before > (this.#needed?.gapMs ?? 0)) this.#needed = { gapMs: before, what };
    this.#quietSince = Math.max(at, until);
    this.#isHeldByRequests = byRequests;
  }

  /** Something holds the page until it is heard of. */
  hold(): void {
    this.#quietSince = Number.POSITIVE_INFINITY;
  }

  /** The settle window that would have seen every change of a metric. */
  learnt(): LearntSettle {
    if (this.#needed === null) return { settleMs: LEAST_SETTLE_MS, because: null };
    const { gapMs, what } = this.#needed;
    const wanted = Math.ceil((gapMs * MARGIN.factor + MARGIN.ms) / STEP_MS) * STEP_MS;
    const settleMs = Math.min(Math.max(wanted, LEAST_SETTLE_MS), MOST_SETTLE_MS);
    return { settleMs, because: settleMs <= UNREMARKABLE_MS ? null : what };
  }
}

/** The longer of several, with its reason. */
export function longest(settles: readonly LearntSettle[]): LearntSettle {
  return settles.reduce((most, settle) => (settle.settleMs > most.settleMs ? settle : most), {
    settleMs: LEAST_SETTLE_MS,
    because: null,
  });
}
