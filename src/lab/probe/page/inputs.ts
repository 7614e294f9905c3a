/** An event and its entry have the same time, but for rounding, ms. */
const SAME_TIME_MS = 1;
/** Durations are rounded to this, ms. */
const ROUNDED_MS = 8;
/** Inputs kept: more than any script has. */
const MAX_INPUTS = 2000;
/**
 * An input whose next frame begins so late is reported by any browser: the least that is, 16 ms, and what it is rounded
 * by. The end of the frame is seen later than it was, on a busy machine by much, so it must be later to tell anything. ms.
 */
const SLOW_BEGIN_MS = 24;
const SLOW_END_MS = 56;

interface Input {
  readonly type: string;
  readonly at: number;
  /** To the begin and to the end of the next frame, as the main thread sees it, ms; 0 before. */
  beginMs: number;
  endMs: number;
  /** Whether the browser has timed it. */
  timed: boolean;
}

export interface Inputs {
  readonly add: (event: Event) => void;
  /** The browser has timed an input. */
  readonly timed: (entry: PerformanceEntry) => void;
  /** The longest time to the next frame of an input since a time that the browser should have timed, ms; 0 without one. */
  readonly untimedSince: (time: number) => number;
}

/** The browser has it; the DOM's types do not. */
declare const scheduler:
  | { readonly postTask: (task: () => void, options: { readonly priority: 'user-blocking' }) => Promise<unknown> }
  | undefined;

/**
 * Times each input from outside of Event Timing, to the main thread's next frame, so that "nothing was reported" need
 * not be taken for "it was fast".
 */
export function recordInputs(): Inputs {
  const inputs: Input[] = [];
  return {
    add({ type, timeStamp }) {
      const input: Input = { type, at: timeStamp, beginMs: 0, endMs: 0, timed: false };
      inputs.push(input);
      if (inputs.length > MAX_INPUTS) inputs.shift();
      requestAnimationFrame(() => {
        // Called before the page's own callbacks, which like style and layout are over in the next task.
        input.beginMs = performance.now() - timeStamp;
        afterFrame(() => (input.endMs = performance.now() - timeStamp));
      });
    },
    timed({ name, startTime, duration }) {
      const end = startTime + duration + ROUNDED_MS;
      // A click that another event makes (of a label, by the Enter key) is timed with that one.
      for (const input of inputs)
        if (input.at >= startTime - SAME_TIME_MS)
          input.timed ||=
            (input.beginMs > 0 && input.at + input.beginMs <= end) ||
            (input.type === name && input.at <= startTime + SAME_TIME_MS);
    },
    untimedSince: (time) =>
      Math.max(0, ...inputs.filter(({ at, timed }) => at >= time && !timed).map((input) => slowMs(input))),
  };
}

function slowMs({ beginMs, endMs }: Input): number {
  return beginMs >= SLOW_BEGIN_MS || endMs >= SLOW_END_MS ? Math.max(beginMs, endMs) : 0;
}

/** Before the page's own timers, which are none of the frame. */
function afterFrame(task: () => void): void {
  if (typeof scheduler === 'undefined') setTimeout(task, 0);
  else void scheduler.postTask(task, { priority: 'user-blocking' });
}
