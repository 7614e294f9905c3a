import type { Interaction, RecordedStep } from './route.ts';

/** The steps of a recording that are input. */
const RECORDED_INPUT: ReadonlySet<string> = new Set(['click', 'doubleClick', 'change', 'keyDown', 'keyUp']);

export function isRecordedInput({ type }: RecordedStep): boolean {
  return RECORDED_INPUT.has(type);
}

const INPUT: ReadonlySet<string> = new Set([
  'click',
  'tap',
  'type',
  'press',
  'select',
] satisfies Interaction['action'][]);

/** What of a step says whether it is input. */
export interface Step {
  readonly action: string;
  /** Of a recording. */
  readonly steps?: readonly RecordedStep[] | undefined;
}

/** Whether a step is an interaction that INP counts. */
export function isInput({ action, steps = [] }: Step): boolean {
  return action === 'recording' ? steps.some(isRecordedInput) : INPUT.has(action);
}

/** Whether a script gives INP something to measure: an input on the page that is measured, the last one gone to. */
export function measuresInput(script: readonly Step[]): boolean {
  return script.slice(script.findLastIndex(({ action }) => action === 'navigate') + 1).some(isInput);
}
