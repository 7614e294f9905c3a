import type { CDPSession, Page } from 'puppeteer';

import type { LearntSettle } from '../../model/sample.ts';
import type { VisitLimits } from '../visit/limits.ts';
import { calmOf, type Lull } from './lull.ts';
import { SessionWindow } from './session-window.ts';
import { LEAST_SETTLE_MS, Timeline, type Activity, type ActivityKind } from './timeline.ts';
import { Traffic } from './traffic.ts';

/**
 * A main thread that takes this long to answer is in a long task, ms. The browser reports a long task only when it has
 * ended.
 */
const LONG_TASK_MS = 50;
/**
 * One that takes this long may have answered at the end of a long task, ms: what the task did is painted with the next
 * frame, and reported after it.
 */
const SLOW_ANSWER_MS = 5;
/** How often to check a video whose first frame fires no event that reaches the document (inside a shadow root), ms. */
const LOOK_AGAIN_MS = 250;
/** How long a page is watched that the settle window is learnt from, after it was quiet, ms. */
export const WATCH_MS = 5000;

/** What the page itself reports. `lcp`, `cls`: the metric has another value now; `shift`: one that counts. */
export type PageEvent = 'paint' | 'lcp' | 'cls' | 'shift' | 'long task' | 'video';

/** A page that was not done at the limit. */
export interface UnsettledPage {
  /** A sentence for a reader. */
  readonly note: string;
  /** Per metric, what may still change it, or null. */
  readonly lcp: string | null;
  readonly cls: string | null;
  readonly bytes: string | null;
}

/** When a task of the main thread ran, ms before it was reported. */
export interface LongTask {
  readonly beganMsAgo: number;
  readonly endedMsAgo: number;
}

/** Watches, which takes nothing but time; `isEnd`: nothing of the visit comes after it. */
export type Beside = (watch: () => Promise<void>, isEnd: boolean) => Promise<void>;

type Limits = Pick<VisitLimits, 'unquietMs' | 'paintMs'>;

/** The main thread's answer when videos are not checked. */
const ANSWER = '0';

/**
 * Watches a page until it is done. The rule, in full, is in docs/lab.md ("When a visit ends"): something was painted,
 * nothing is in flight, the session window of CLS has closed, the main thread answers, and nothing has happened for the
 * settle window.
 */
export class QuietWatch {
  readonly #limits: Limits;
  readonly #traffic: Traffic;
  #look: () => Promise<string | null>;
  #reported: () => Promise<void> = () => Promise.resolve();
  #window = new SessionWindow();
  #timeline: Timeline | null = null;
  #awaitsPaint = false;
  #paintedAt = 0;
  #lastAt = performance.now();
  #lastWhat = 'navigation';
  #lastCandidateAt = 0;
  #video: string | null = null;
  #onChange: (() => void) | null = null;
  #settledMs = 0;

  constructor(page: Page, limits: Limits) {
    this.#limits = limits;
    this.#traffic = new Traffic(page, (what, answered) =>
      this.#active('other', what, answered && { awaitedSince: answered.requestedAt, isRead: answered.isRead }),
    );
    this.#look = async () => {
      await page.evaluate(ANSWER);
      return null;
    };
  }

  /** Follows streams and sockets too. Network events must be enabled. */
  follow(session: CDPSession): void {
    this.#traffic.follow(session);
  }

  /**
   * `look` asks the main thread for the URL of a video on screen that has not shown its first frame, or null; `deep`:
   * in shadow roots too. `reported` resolves when what was done until now has been painted and reported.
   */
  lookWith(look: (deep: boolean) => Promise<string | null>, reported: () => Promise<void>): void {
    this.#look = () => look(this.#traffic.hasMedia);
    this.#reported = reported;
  }

  /**
   * A document that is measured comes next: it is not done before it has painted.
   *
   * @param isLearntFrom whether `learn` comes after it
   */
  expectDocument(isLearntFrom: boolean): void {
    this.#timeline = isLearntFrom ? new Timeline(performance.now()) : null;
    // Until the document is asked for.
    this.#timeline?.hold();
    this.#awaitsPaint = true;
    this.#window = new SessionWindow();
    this.#video = null;
  }

  /** The page reported an event; of a long task when it ran, ms ago. */
  onPage(event: PageEvent, task: LongTask | null = null): void {
    const now = performance.now();
    if (task !== null) this.#timeline?.busy(now - task.beganMsAgo, now - task.endedMsAgo);
    if (event === 'paint') {
      this.#awaitsPaint = false;
      this.#paintedAt = now;
    }
    if (event === 'lcp') this.#lastCandidateAt = now;
    if (event === 'shift') {
      // It counts for the session window; whether it is news, `cls` says.
      this.#window.shift(now);
      this.#timeline?.add({ at: now, kind: 'other', what: WORDS.shift }, this.#heldUntil(now));
      return this.#onChange?.();
    }
    this.#active(
      event === 'long task' ? 'other' : 'metric',
      WORDS[event],
      event === 'paint' ? { awaitedSince: 0 } : {},
    );
  }

  /** The requests still in flight, for a reader. */
  pending(): string[] {
    return this.#traffic.pending();
  }

  /** The quiet that was asked for so far, ms. */
  get settledMs(): number {
    return this.#settledMs;
  }

  /**
   * Resolves to null once the page is done, with a settle window of `settleMs` from now, or to what kept it from that.
   * It has no lull where the page does not become quiet.
   */
  async settled(settleMs: number, lull: Lull | null = null): Promise<UnsettledPage | null> {
    this.#settledMs += settleMs;
    const unsettled = await this.#quiet(settleMs, lull);
    this.#window = new SessionWindow();
    return unsettled;
  }

  /**
   * The same, and what the next visits' settle window must be to see what happens in the five seconds after.
   *
   * @param beside does the watching
   */
  async learn(
    isEnd = true,
    beside: Beside = (watch) => watch(),
  ): Promise<{ readonly unsettled: UnsettledPage | null; readonly learnt: LearntSettle }> {
    const timeline = this.#timeline ?? new Timeline(performance.now());
    this.#timeline = timeline;
    let unsettled = await this.#quiet(LEAST_SETTLE_MS);
    if (unsettled === null) {
      await beside(async () => {
        const end = performance.now() + WATCH_MS;
        for (let left = WATCH_MS; left > 0; left = end - performance.now()) await this.#change(left);
        unsettled = await this.#quiet(LEAST_SETTLE_MS);
      }, isEnd);
    }
    this.#timeline = null;
    this.#window = new SessionWindow();
    return { unsettled, learnt: timeline.learnt() };
  }

  #active(kind: ActivityKind, what: string, more: Pick<Activity, 'awaitedSince' | 'isRead'> = {}): void {
    const at = performance.now();
    this.#lastAt = at;
    this.#lastWhat = what;
    this.#timeline?.add({ at, kind, what, ...more }, this.#heldUntil(at));
    this.#onChange?.();
  }

  async #quiet(settleMs: number, lull: Lull | null = null): Promise<UnsettledPage | null> {
    const from = performance.now();
    let extendedTo = 0;
    /** When the quiet will be over, as its lull began. */
    let promisedAt: number | null = null;
    const leadMs = lull === null ? 0 : Math.min(lull.leadMs, calmOf(settleMs));
    const interrupt = (): void => {
      if (promisedAt !== null) lull?.interrupt();
      promisedAt = null;
    };
    for (;;) {
      const now = performance.now();
      const quietAt = Math.max(Math.max(from, this.#lastAt) + settleMs, this.#freeAt(now));
      if (promisedAt !== null && quietAt > promisedAt) interrupt();
      const lullAt = promisedAt === null ? quietAt - leadMs : quietAt;
      const deadline = Math.max(this.#deadline(from, settleMs), extendedTo);
      if (lull !== null && promisedAt === null && now >= lullAt && now < Math.min(quietAt, deadline)) {
        // A video without its first frame is not reported: it must be looked for.
        if ((await this.#answers()) === 'quiet') {
          promisedAt = quietAt;
          lull.begin();
        } else if (performance.now() < quietAt) await this.#change(quietAt - performance.now());
        continue;
      }
      if (now >= quietAt || now >= deadline) {
        const answered = await this.#answers();
        if (answered !== 'quiet') interrupt();
        // What a long task is about to paint at the limit, it may still paint.
        if (answered === 'late' && extendedTo < from + 2 * this.#limits.unquietMs)
          extendedTo = performance.now() + settleMs;
        if (answered === 'quiet' && now >= quietAt) return null;
        if (now >= deadline && performance.now() >= extendedTo) {
          interrupt();
          return this.#unsettled(settleMs);
        }
        if (this.#video === null) continue;
      }
      const most = this.#video === null ? Number.POSITIVE_INFINITY : LOOK_AGAIN_MS;
      const next = lullAt > now ? lullAt : quietAt;
      await this.#change(Math.min(next > now ? next - now : most, most, deadline - now));
    }
  }

  /** The time from which only the settle window holds the page, if nothing else happens. */
  #freeAt(now: number): number {
    const isHeld = this.#awaitsPaint || this.#traffic.pending().length > 0;
    return isHeld ? Number.POSITIVE_INFINITY : this.#heldUntil(now);
  }

  /** Until when a session window or a stream holds the page. */
  #heldUntil(now: number): number {
    return Math.max(this.#window.openUntil(now) ?? 0, this.#traffic.unheardUntil(now) ?? 0);
  }

  /** What happens up to the limit may be followed by a whole settle window. */
  #deadline(from: number, settleMs: number): number {
    if (this.#awaitsPaint) return from + this.#limits.paintMs;
    return Math.max(from, this.#paintedAt) + this.#limits.unquietMs + settleMs;
  }

  /**
   * Whether the main thread answers at once. While it runs a task, neither the task nor what it will paint can be
   * observed. The quiet begins when the task ends.
   */
  async #answers(): Promise<'quiet' | 'busy' | 'late'> {
    const asked = performance.now();
    const awaited = this.#video;
    this.#video = await this.#look().catch(() => null); // where the page is gone, the next step says so
    const answered = performance.now();
    if (answered - asked >= SLOW_ANSWER_MS) await this.#reported().catch(() => undefined);
    // Its frame is there, and may still have to be painted and reported.
    if (awaited !== null && this.#video === null) this.#active('metric', WORDS.video);
    if (answered - asked >= LONG_TASK_MS) {
      this.#timeline?.busy(asked, answered);
      this.#active('other', WORDS['long task']);
      return 'late';
    }
    if (this.#video !== null) this.#timeline?.hold();
    return this.#video === null && this.#lastAt <= asked ? 'quiet' : 'busy';
  }

  #unsettled(settleMs: number): UnsettledPage {
    const now = performance.now();
    const [first, ...more] = this.pending();
    const video = this.#video === null ? null : `the first frame of ${this.#video}`;
    const request =
      first === undefined ? null : `a request for ${first}${more.length === 0 ? '' : ` and ${more.length} more`}`;
    const [painting] = this.#traffic.mayPaint(now - settleMs);
    const held = painting === undefined ? video : `a request for ${painting}`;
    const candidates = now - this.#lastCandidateAt < settleMs ? WORDS.lcp : null;
    const shifts = this.#window.openUntil(now) === null ? null : WORDS.shift;
    if (this.#awaitsPaint)
      return {
        note: `The page painted nothing within ${this.#limits.paintMs / 1000} s.`,
        lcp: null,
        cls: null,
        bytes: request,
      };
    const note = `The page never became quiet: ${request ?? video ?? this.#lastWhat}.`;
    return { note, lcp: held ?? candidates, cls: held ?? shifts, bytes: request ?? held };
  }

  /** Resolves at the next activity, or after `ms`. */
  #change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#onChange = null;
        resolve();
      };
      const timer = setTimeout(done, Math.max(1, ms));
      this.#onChange = done;
    });
  }
}

const WORDS: Readonly<Record<PageEvent, string>> = {
  paint: 'its first paint',
  lcp: 'a new largest contentful paint',
  cls: 'a layout shift',
  shift: 'layout shifts',
  'long task': 'a long task',
  video: 'the first frame of a video',
};
