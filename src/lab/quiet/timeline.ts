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

/** How long a page must stay quiet even if nothing happens after load, ms. */
export const LEAST_SETTLE_MS = 250;
/** The longest that is learnt: what the watch of five seconds can see, with its margin, ms. */
const MOST_SETTLE_MS = 7500;
/** A gap is waited for with this margin, because timers and machines vary: as a factor, and in ms. */
const MARGIN = { factor: 1.5, ms: 100 } as const;
const STEP_MS = 50;

/**
 * What happened on a page since a moment, in order, and when it was quiet: no request in flight, and nothing else that
 * a visit waits for anyway.
 */
export class Timeline {
  readonly #from: number;
  /** The longest quiet stretch so far, ms, and what ended it. */
  #gapMs = 0;
  #quietSince: number;
  /** The same, up to the last thing that changed a metric. */
  #needed: { readonly gapMs: number; readonly what: string } | null = null;

  /**
   * `freeAt`: the time from which nothing holds the page, if nothing else happens; infinite while a request is in
   * flight.
   */
  constructor(from: number, freeAt: number) {
    this.#from = from;
    this.#quietSince = Math.max(from, freeAt);
  }

  add({ at, kind, what }: Activity, freeAt: number): void {
    if (at < this.#from) return;
    this.#gapMs = Math.max(this.#gapMs, at - this.#quietSince);
    if (kind === 'metric' && this.#gapMs > (this.#needed?.gapMs ?? 0)) this.#needed = { gapMs: this.#gapMs, what };
    this.#quietSince = Math.max(at, freeAt);
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
    if (wanted <= LEAST_SETTLE_MS) return { settleMs: LEAST_SETTLE_MS, because: null };
    return { settleMs: Math.min(wanted, MOST_SETTLE_MS), because: what };
  }
}

/** The longer of several, with its reason. */
export function longest(settles: readonly LearntSettle[]): LearntSettle {
  return settles.reduce((most, settle) => (settle.settleMs > most.settleMs ? settle : most), {
    settleMs: LEAST_SETTLE_MS,
    because: null,
  });
}
