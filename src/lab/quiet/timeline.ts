import type { LearntSettle } from '../../model/sample.ts';

/** What can happen on a page: events that change a metric, and events that only may. */
export type ActivityKind = 'metric' | 'other';

/** Something that happened, ms. */
export interface Activity {
  readonly at: number;
  readonly kind: ActivityKind;
  /** In words that follow "it was busy with". */
  readonly what: string;
  /**
   * From when on every visit waits for it: an answer since its request, however long that takes, and the first paint since
   * ever. Absent: no visit knows that it will come.
   */
  readonly awaitedSince?: number;
  /** Whether it is the answer of a document or a script, which are reported after they began to be read. */
  readonly isRead?: boolean;
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
const STEP_MS = 10;

/** More than a page does, before what was seen is summed up. */
const MOST_ENTRIES = 10_000;

interface Entry extends Activity {
  /** Until when every visit waits after it, ms: for a session window, a stream. */
  until: number;
}

/** So long after what a document or a script did its answer may be reported, ms. */
const READING_MS = 150;

/** A stretch of time, ms. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * What happened on a page since its navigation or another moment, and when it was quiet: nothing came that a visit waits for
 * anyway. A visit waits for the answer of a request, and while the main thread is busy. But what came while a request was in
 * flight, and was not its answer, may come after the end of a visit whose request is answered earlier; so may what came
 * before `load`.
 */
export class Timeline {
  #entries: Entry[] = [];
  #busy: Stretch[] = [];
  /** The answers of documents and scripts among the entries. */
  #read: readonly Entry[] = [];
  /** The longest quiet stretch so far, ms. */
  #gapMs = 0;
  /** The same, up to the last thing that changed a metric. */
  #needed: { readonly gapMs: number; readonly what: string } | null = null;
  #quietSince: number;
  #busyUntil = 0;

  constructor(from: number) {
    this.#quietSince = from;
  }

  /** `until`: how long every visit waits after it. */
  add(activity: Activity, until = 0): void {
    this.#entries.push({ ...activity, until });
    if (this.#entries.length >= MOST_ENTRIES) this.#sumUp();
  }

  /** The main thread was in a task. */
  busy(from: number, to: number): void {
    if (this.#busy.length < MOST_ENTRIES) this.#busy.push({ from, to });
  }

  /** Something holds the page until it is heard of. */
  hold(): void {
    const last = this.#entries.at(-1);
    if (last === undefined) this.#quietSince = Number.POSITIVE_INFINITY;
    else last.until = Number.POSITIVE_INFINITY;
  }

  /** The settle window that would have seen every change of a metric. */
  learnt(): LearntSettle {
    this.#sumUp();
    if (this.#needed === null) return { settleMs: LEAST_SETTLE_MS, because: null };
    const { gapMs, what } = this.#needed;
    const wanted = Math.ceil((gapMs * MARGIN.factor + MARGIN.ms) / STEP_MS) * STEP_MS;
    const settleMs = Math.min(Math.max(wanted, LEAST_SETTLE_MS), MOST_SETTLE_MS);
    return { settleMs, because: settleMs <= UNREMARKABLE_MS ? null : what };
  }

  /** A long task is reported after what it did, so that its time is known only now. */
  #sumUp(): void {
    const tasks = this.#busy.toSorted((one, other) => one.from - other.from).values();
    this.#read = this.#entries.filter(({ isRead }) => isRead);
    let task = tasks.next();
    for (const entry of this.#entries) {
      for (; task.done !== true && task.value.from < entry.at; task = tasks.next()) this.#endQuiet(task.value);
      this.#pass(entry);
    }
    this.#entries = [];
    this.#busy = [...(task.done === true ? [] : [task.value]), ...tasks];
  }

  #endQuiet({ from, to }: Stretch): void {
    if (!this.#isReading(from, to)) this.#gapMs = Math.max(this.#gapMs, from - this.#quietSince);
    this.#busyUntil = Math.max(this.#busyUntil, to);
    this.#quietSince = Math.max(this.#quietSince, to);
  }

  #pass({ at, kind, what, awaitedSince, until }: Entry): void {
    const isAwaited = awaitedSince !== undefined && awaitedSince <= this.#quietSince;
    if (!isAwaited && (kind === 'metric' || !this.#isReading(at, at)))
      this.#gapMs = Math.max(this.#gapMs, at - this.#quietSince);
    if (kind === 'metric' && this.#gapMs > (this.#needed?.gapMs ?? 0)) this.#needed = { gapMs: this.#gapMs, what };
    this.#quietSince = Math.max(at, until, this.#busyUntil);
  }

  /** Whether a document or a script that the page waited for was being read at that time. */
  #isReading(from: number, to: number): boolean {
    return this.#read.some(
      ({ at, awaitedSince = Number.POSITIVE_INFINITY }) =>
        awaitedSince <= this.#quietSince && at >= from && at <= to + READING_MS,
    );
  }
}

/** The longer of several, with its reason. */
export function longest(settles: readonly LearntSettle[]): LearntSettle {
  return settles.reduce((most, settle) => (settle.settleMs > most.settleMs ? settle : most), {
    settleMs: LEAST_SETTLE_MS,
    because: null,
  });
}
