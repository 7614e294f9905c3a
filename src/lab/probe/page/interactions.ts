import type { LongFrames } from '../../../readings/page/long-frames.ts';
import { caughtUp, expectInputs } from './guard.ts';
import { recordInputs, type Inputs } from './inputs.ts';

/** The number of frames after an input within which the browser paints its effect and reports it. */
const FRAMES_TO_REPORT = 3;
/** A page that another one covers has no frames: they are not waited for longer, ms. */
const MOST_FRAMES_MS = 500;
/** An interaction faster than 16 ms is never reported: how long to wait for a report before believing that, ms. */
const REPORT_WAIT_MS = 100;
/** How long to wait for the report once a frame has been asked for, ms. */
const ASKED_WAIT_MS = 500;
/**
 * How long a click is waited for after the finger has left, ms. Where a page can be zoomed, Chrome waits 300 ms for a second tap
 * before the first one is a click; a busy machine is late by more.
 */
const TAP_WAIT_MS = 1000;
/** A frame is long from here on, ms (Long Animation Frames). */
const LONG_FRAME_MS = 50;
/** An event and its entry have the same time, apart from rounding, ms. */
const SAME_TIME_MS = 1;
/** Durations are rounded to this, ms. */
const ROUNDED_MS = 8;

/** The events that begin an interaction (Event Timing gives them, or what follows them, an interaction id). */
const BEGINNING = new Set(['pointerdown', 'keydown']);
const INPUT_EVENTS = ['pointerdown', 'pointerup', 'pointercancel', 'click', 'keydown', 'keyup'] as const;
const TOUCH_EVENTS = ['touchstart', 'touchend'] as const;

export interface InteractionTracker {
  /** Marks the start of step `index` of the route's script; a negative index is not counted in the sum of times. */
  readonly beginStep: (index: number) => void;
  /** Resolves once the step's last input has been painted and reported; at once where the step gave no input. */
  readonly afterPaint: () => Promise<void>;
  /** The step that was under way at a time, or null. */
  readonly stepAt: (time: number) => number | null;
  /** How many interactions began at or after a time. */
  readonly seenSince: (time: number) => number;
  /** From each step's input to its next paint, summed, ms. */
  readonly totalMs: () => number;
  /** Whether an entry is of a step, and of a frame that came after the step was over: for another reason than its input. */
  readonly isLate: (entry: PerformanceEntry) => boolean;
  /** The longest time to the next frame of an input since a time that the browser has not timed, ms; 0 without one. */
  readonly untimedSince: (time: number) => number;
}

interface Step {
  readonly index: number;
  readonly from: number;
  /** When all that it has painted must have been painted; null before. */
  overAt: number | null;
  /** When its last input happened, and the last one that was reported; 0 before. */
  inputAt: number;
  reportedAt: number;
  /** The slowest event's duration, and when its handlers ran. */
  paintedMs: number;
  processed: readonly [from: number, to: number];
  /** The click that follows a finger's coming up: not to come, to come, there, or reported. */
  tap: 'none' | 'awaited' | 'clicked' | 'reported';
  /** What the page may have prevented that click by. */
  touches: Event[];
}

/** Follows each scripted interaction from its input to its next paint. */
export function trackInteractions(longFrames: LongFrames): InteractionTracker {
  const steps: Step[] = [];
  const began: number[] = [];
  const inputs = recordInputs(longFrames.endOf, (callback) => void requestAnimationFrame(callback));
  let onReport: (() => void) | null = null;
  let onClick: (() => void) | null = null;

  const onInput = (event: Event): void => {
    if (!event.isTrusted) return;
    inputs.add(event);
    if (BEGINNING.has(event.type)) began.push(event.timeStamp);
    const step = steps.at(-1);
    if (!step) return;
    step.inputAt = Math.max(step.inputAt, event.timeStamp);
    if ((event as Partial<PointerEvent>).pointerType !== 'touch') return;
    if (event.type === 'pointerup') step.tap = 'awaited';
    if (event.type === 'pointercancel') step.tap = 'none';
    if (event.type === 'click') step.tap = 'clicked';
    if (event.type === 'click') onClick?.();
  };
  const onTouch = (event: Event): void => {
    if (event.isTrusted) steps.at(-1)?.touches.push(event);
  };
  /** The event of a tap that the page's handlers are for comes after the finger has left, if it comes. */
  const clicked = async (step: Step): Promise<void> => {
    if (step.tap === 'awaited' && !step.touches.some(({ defaultPrevented }) => defaultPrevented))
      await new Promise<void>((resolve) => {
        onClick = resolve;
        void frames(0, performance.now() + TAP_WAIT_MS).then(resolve);
      });
    onClick = null;
  };
  /** Once more before each step: `document.open()` takes every listener away. Listeners that are there stay single. */
  const listen = (): void => {
    for (const type of INPUT_EVENTS) addEventListener(type, onInput, { capture: true, passive: true });
    for (const type of TOUCH_EVENTS) addEventListener(type, onTouch, { capture: true, passive: true });
  };
  listen();

  const isLate = ({ startTime, duration }: PerformanceEntry): boolean => {
    const overAt = steps.findLast(({ from }) => from <= startTime)?.overAt ?? null;
    return overAt !== null && startTime + duration > overAt + ROUNDED_MS;
  };

  new PerformanceObserver((list) => {
    const step = steps.at(-1);
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      if (isLate(entry)) continue;
      inputs.timed(entry);
      if (!step || !entry.interactionId || entry.startTime < step.from) continue;
      if (entry.duration > step.paintedMs) {
        step.paintedMs = entry.duration;
        step.processed = [entry.processingStart, entry.processingEnd];
      }
      step.reportedAt = Math.max(step.reportedAt, entry.startTime);
      if (entry.name === 'click' && step.tap === 'clicked') step.tap = 'reported';
      if (isReported(step)) onReport?.();
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });

  return {
    beginStep(index) {
      expectInputs();
      listen();
      const nothing = {
        overAt: null,
        inputAt: 0,
        reportedAt: 0,
        paintedMs: 0,
        processed: [0, 0],
        tap: 'none',
      } as const;
      steps.push({ ...nothing, touches: [], index, from: performance.now() });
    },
    async afterPaint() {
      const step = steps.at(-1);
      if (!step || step.inputAt === 0) return;
      await clicked(step);
      if (!isReported(step))
        await new Promise<void>((resolve) => {
          onReport = resolve;
          void frames(FRAMES_TO_REPORT, performance.now() + REPORT_WAIT_MS).then(resolve);
        });
      step.overAt = performance.now();
      await timed(inputs, step.from);
      onReport = null;
      if (step.paintedMs >= LONG_FRAME_MS) await longFrames.reported(...step.processed);
      await caughtUp();
    },
    stepAt: (time) => steps.findLast(({ from }) => from <= time)?.index ?? null,
    seenSince: (time) => began.filter((at) => at >= time).length,
    isLate,
    untimedSince: inputs.untimedSince,
    totalMs: () => steps.reduce((sum, { index, paintedMs }) => (index < 0 ? sum : sum + paintedMs), 0),
  };
}

/**
 * Chrome times an input by the frame that shows its effect, and reports inputs in their order. Where one has no visible
 * effect, it and all after it can be held back until something else is painted. So a frame is asked for.
 */
async function timed(inputs: Inputs, from: number): Promise<void> {
  const until = performance.now() + ASKED_WAIT_MS;
  while (inputs.untimedSince(from) > 0 && performance.now() < until) {
    askForFrame();
    await frames(FRAMES_TO_REPORT);
  }
}

/** Requests a frame without any change that could be seen, measured or laid out. */
function askForFrame(): void {
  document.documentElement?.animate({ opacity: [1, 0.999] }, { duration: 30 });
}

function isReported({ inputAt, reportedAt, tap }: Step): boolean {
  return tap !== 'clicked' && reportedAt > 0 && reportedAt >= inputAt - SAME_TIME_MS;
}

/** Resolves after the paint of `count` frames, and not before `until`. */
export async function frames(count: number, until = 0): Promise<void> {
  for (let frame = 0; frame < count || performance.now() < until; frame++)
    await new Promise((resolve) => void requestAnimationFrame(() => setTimeout(resolve, 0)));
}

/** Resolves when what was done until now has been painted, and the browser has reported it. */
export function reported(): Promise<void> {
  return Promise.race([
    frames(FRAMES_TO_REPORT),
    new Promise<void>((resolve) => void setTimeout(resolve, MOST_FRAMES_MS)),
  ]);
}
