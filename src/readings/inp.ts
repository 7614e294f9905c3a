import { leaf, sumOf, withRemainder, type Breakdown } from '../model/breakdown.ts';
import type { ReadingOf } from '../model/sample.ts';
import type { InpFacts, PageFacts } from './facts.ts';
import { scriptParts } from './scripts.ts';

/** Event Timing reports nothing faster, ms. */
const MIN_REPORTABLE_MS = 16;
/** What an interaction counts that was seen but was too fast to be reported: half the minimum, ms. */
const CENSORED_MS = 8;
/** Durations are rounded to this, ms. */
const ROUNDED_MS = 8;
/** What of the processing no script of a long animation frame accounts for. */
const REST = 'other';

/**
 * INP as the sum of its phases, ms. The value is the browser's, rounded to 8 ms; the boundaries of processing are not
 * rounded, so presentation delay takes the remainder (and processing, where that would be negative). Processing is the
 * sum of its scripts, as Long Animation Frames name them: those of 5 ms or more, in frames of more than 50 ms. An input
 * that took longer than what was reported, and was not reported itself, leaves INP unknown.
 */
export function inpReading(facts: InputFacts, deployUrl: string): ReadingOf<'inp'> {
  return inpPhases(facts, ({ scripts }, from, to) => scriptParts(scripts, from, to, deployUrl));
}

type InputFacts = Pick<PageFacts, 'inp' | 'interactionsSeen' | 'untimedMs'>;

/** The same with other parts of the processing, which lasted from a time to another one. */
export function inpPhases(
  { inp, interactionsSeen, untimedMs }: InputFacts,
  partsOf: (inp: InpFacts, from: number, to: number) => readonly Breakdown[],
): ReadingOf<'inp'> {
  if (interactionsSeen === 0 && inp === null) return { status: 'unmeasured', reason: 'no-interaction' };
  if (untimedMs > (inp?.value ?? CENSORED_MS) + ROUNDED_MS)
    return { status: 'unmeasured', reason: 'interaction-not-timed' };
  if (inp === null || inp.value < MIN_REPORTABLE_MS) return phases(0, leaf('processing-duration', 0), CENSORED_MS);
  const delay = Math.min(inp.value, Math.max(0, inp.processingStart - inp.startTime));
  const duration = Math.min(inp.value - delay, Math.max(0, inp.processingEnd - inp.processingStart));
  const scripts = partsOf(inp, inp.processingStart, inp.processingStart + duration);
  const processing = withRemainder('processing-duration', duration, scripts, REST);
  return phases(delay, processing, inp.value - delay - duration);
}

function phases(delay: number, processing: Breakdown, presentation: number): ReadingOf<'inp'> {
  const breakdown = sumOf('inp', [leaf('input-delay', delay), processing, leaf('presentation-delay', presentation)]);
  return { status: 'measured', breakdown };
}
