import type { ScriptFacts } from '../facts.ts';

/** The browser reports a frame together with the events in it, or a moment later, ms. */
const REPORT_WAIT_MS = 60;

const MAX_SCRIPTS = 200;
const MAX_NAME = 500;
const MAX_URL = 4000;

export interface LongFrames {
  /** The scripts that ran between two times, of the frames reported so far. */
  readonly scriptsBetween: (from: number, to: number) => ScriptFacts[];
  /** When the frame in progress at a time ended; null if it was not a long frame, or is not reported yet. */
  readonly endOf: (time: number) => number | null;
  /** Resolves once a frame that overlaps is reported, or must be taken not to have been a long one. */
  readonly reported: (from: number, to: number) => Promise<void>;
}

/** Follows the long animation frames of the page: they are read when all of them have arrived, not when INP is reported. */
export function watchLongFrames(most: number): LongFrames {
  const frames: PerformanceLongAnimationFrameTiming[] = [];
  let onFrame: (() => void) | null = null;
  new PerformanceObserver((list) => {
    frames.push(...(list.getEntries() as PerformanceLongAnimationFrameTiming[]));
    if (frames.length > most) frames.splice(0, frames.length - most);
    onFrame?.();
  }).observe({ type: 'long-animation-frame', buffered: true });

  return {
    scriptsBetween: (from, to) =>
      frames
        .flatMap(({ scripts }) => scripts.filter((script) => overlaps(script, from, to)))
        .slice(0, MAX_SCRIPTS)
        .map(scriptFacts),
    endOf(time) {
      const frame = frames.find(({ startTime, duration }) => startTime <= time && time <= startTime + duration);
      return frame === undefined ? null : frame.startTime + frame.duration;
    },
    async reported(from, to) {
      await new Promise<void>((resolve) => {
        onFrame = () => {
          if (frames.some((frame) => overlaps(frame, from, to))) resolve();
        };
        onFrame();
        setTimeout(resolve, REPORT_WAIT_MS);
      });
      onFrame = null;
    },
  };
}

function overlaps({ startTime, duration }: PerformanceEntry, from: number, to: number): boolean {
  return startTime < to && startTime + duration > from;
}

function scriptFacts(script: PerformanceScriptTiming): ScriptFacts {
  return {
    invoker: script.invoker.slice(0, MAX_URL),
    invokerType: script.invokerType.slice(0, MAX_NAME),
    sourceUrl: script.sourceURL.slice(0, MAX_URL),
    functionName: script.sourceFunctionName.slice(0, MAX_NAME),
    charPosition: script.sourceCharPosition,
    startTime: script.startTime,
    durationMs: script.duration,
  };
}
