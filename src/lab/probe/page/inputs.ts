/** An event and its entry have the same time, apart from rounding, ms. */
const SAME_TIME_MS = 1;
/** Durations are rounded to this, ms. */
const ROUNDED_MS = 8;
/** Inputs kept: more than any script has. */
const MAX_INPUTS = 2000;
/** An input whose next frame begins so late is reported by any browser: the least that is, 16 ms, and what it is rounded by; ms. */
const SLOW_MS = 24;

interface Input {
  readonly type: string;
  readonly at: number;
  /** To the begin of the next frame, ms; 0 before. No paint of its effect is earlier. */
  beginMs: number;
  /** Whether the browser has timed it. */
  timed: boolean;
}

export interface Inputs {
  readonly add: (event: { readonly type: string; readonly timeStamp: number }) => void;
  /** The browser has timed an input. */
  readonly timed: (entry: { readonly name: string; readonly startTime: number; readonly duration: number }) => void;
  /** The longest time to the next frame of an input since a time that the browser should have timed, ms; 0 without one. */
  readonly untimedSince: (time: number) => number;
}

/**
 * Times each input from outside of Event Timing, to the main thread's next frame, so that "nothing was reported" need
 * not be taken for "it was fast". Never longer than what it takes to the next paint. `endOf`: when the long frame in
 * progress at a time ended; null without one. `onFrame`: calls back when the next frame begins.
 */
export function recordInputs(endOf: (time: number) => number | null, onFrame: (callback: () => void) => void): Inputs {
  const inputs: Input[] = [];
  const frameMs = ({ at, beginMs }: Input): number => Math.max(beginMs, (endOf(at + beginMs) ?? 0) - at);
  return {
    add({ type, timeStamp }) {
      const input: Input = { type, at: timeStamp, beginMs: 0, timed: false };
      inputs.push(input);
      if (inputs.length > MAX_INPUTS) inputs.shift();
      onFrame(() => (input.beginMs = performance.now() - timeStamp));
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
    untimedSince: (time) => {
      const untimed = inputs.filter(({ at, timed, beginMs }) => at >= time && !timed && beginMs > 0).map(frameMs);
      return Math.max(0, ...untimed.filter((ms) => ms >= SLOW_MS));
    },
  };
}
