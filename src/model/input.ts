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

/** The steps on the page that is measured: those after the last navigation, of a recording too. */
export function onMeasuredPage(script: readonly Interaction[]): Interaction[] {
  const last = script.findLastIndex((step) => step.action === 'navigate' || navigatesIn(step) !== -1);
  const [step] = script.slice(last, last + 1);
  const rest = script.slice(last + 1);
  if (last === -1 || step?.action !== 'recording') return rest;
  return [{ ...step, steps: step.steps.slice(navigatesIn(step) + 1) }, ...rest];
}

/** Where a recording goes to another page for the last time; -1 where it does not, or the step is none. */
function navigatesIn(step: Interaction): number {
  return step.action === 'recording' ? step.steps.findLastIndex(({ type }) => type === 'navigate') : -1;
}

/** Whether a step is input or scrolling, with which LCP is final. */
export function endsLcp(step: Interaction): boolean {
  const scrolls =
    step.action === 'recording' ? step.steps.some(({ type }) => type === 'scroll') : step.action === 'scroll';
  return scrolls || isInput(step);
}

/** Whether a script gives INP something to measure: an input on the page that is measured, the last one gone to. */
export function measuresInput(script: readonly Step[]): boolean {
  return script.slice(script.findLastIndex(({ action }) => action === 'navigate') + 1).some(isInput);
}
