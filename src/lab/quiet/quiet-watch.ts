import type { CDPSession, Page } from 'puppeteer';

import type { LearntSettle } from '../../model/sample.ts';
import type { VisitLimits } from '../visit/limits.ts';
import { NextEvent } from '../../system/next-event.ts';
import { calmOf, type Lull } from './lull.ts';
import { MainThread } from './main-thread.ts';
import { WORDS, type LongTask, type PageEvent } from './page-event.ts';
import { SessionWindow } from './session-window.ts';
import { LEAST_SETTLE_MS, Timeline, type Activity, type ActivityKind } from './timeline.ts';
import { Traffic } from './traffic.ts';
import { unsettledPage, type UnsettledPage } from './unsettled-page.ts';

/** How often to check a video whose first frame fires no event that reaches the document (inside a shadow root), ms. */
const LOOK_AGAIN_MS = 250;
/** How long a page is watched that the settle window is learnt from, after it was quiet, ms. */
export const WATCH_MS = 5000;

/** Watches, which takes nothing but time; `isEnd`: nothing of the visit comes after it. */
export type Beside = (watch: () => Promise<void>, isEnd: boolean) => Promise<void>;

type Limits = Pick<VisitLimits, 'unquietMs' | 'paintMs'>;

/**
 * Watches a page until it is done. The rule, in full, is in docs/lab.md ("When a visit ends"): something was painted,
 * nothing is in flight, the session window of CLS has closed, the main thread answers, and nothing has happened for the
 * settle window.
 */
export class QuietWatch {
  readonly #limits: Limits;
  readonly #traffic: Traffic;
  readonly #thread: MainThread;
  readonly #change = new NextEvent();
  #window = new SessionWindow();
  #timeline: Timeline | null = null;
  #awaitsPaint = false;
  #paintedAt = 0;
  #lastAt = performance.now();
  #lastWhat = 'navigation';
  #lastCandidateAt = 0;
  #settledMs = 0;

  constructor(page: Page, limits: Limits) {
    this.#limits = limits;
    this.#traffic = new Traffic(page, (what, answered) =>
      this.#active('other', what, answered && { awaitedSince: answered.requestedAt, isRead: answered.isRead }),
    );
    this.#thread = new MainThread(page);
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
    this.#thread.lookWith(() => look(this.#traffic.hasMedia), reported);
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
    this.#thread.expectDocument();
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
      return this.#change.come();
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
        for (let left = WATCH_MS; left > 0; left = end - performance.now()) await this.#change.within(left);
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
    this.#change.come();
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
        } else if (performance.now() < quietAt) await this.#change.within(quietAt - performance.now());
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
        if (this.#thread.video === null) continue;
      }
      const most = this.#thread.video === null ? Number.POSITIVE_INFINITY : LOOK_AGAIN_MS;
      const next = lullAt > now ? lullAt : quietAt;
      await this.#change.within(Math.min(next > now ? next - now : most, most, deadline - now));
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
    const { asked, answered, isLate, hasFirstFrame } = await this.#thread.ask();
    if (hasFirstFrame) this.#active('metric', WORDS.video);
    if (isLate) {
      this.#timeline?.busy(asked, answered);
      this.#active('other', WORDS['long task']);
      return 'late';
    }
    const { video } = this.#thread;
    if (video !== null) this.#timeline?.hold();
    return video === null && this.#lastAt <= asked ? 'quiet' : 'busy';
  }

  #unsettled(settleMs: number): UnsettledPage {
    const now = performance.now();
    return unsettledPage({
      unpaintedMs: this.#awaitsPaint ? this.#limits.paintMs : null,
      pending: this.pending(),
      mayPaint: this.#traffic.mayPaint(now - settleMs)[0],
      video: this.#thread.video,
      hasNewLcp: now - this.#lastCandidateAt < settleMs,
      hasOpenCls: this.#window.openUntil(now) !== null,
      last: this.#lastWhat,
    });
  }
}
