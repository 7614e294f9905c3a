import { PART_STEP_MS, TIMES, type MetricDefinition } from './definition.ts';

export const inp = {
  id: 'inp',
  name: 'INP',
  unit: 'ms',
  // Event Timing rounds durations to 8 ms.
  step: 8,
  partStep: PART_STEP_MS,
  compared: 'time',
  isMachineDependent: true,
  parts: {
    known: [
      { id: 'input-delay' },
      { id: 'processing-duration', parts: { open: 'a script', ids: 'names' } },
      { id: 'presentation-delay' },
    ],
  },
  range: TIMES,
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: {
    max: { value: 200, unit: 'ms' },
    maxIncrease: [
      { value: 10, unit: '%' },
      { value: 16, unit: 'ms' },
    ],
  },
  needsInput: true,
  isAdjustedByControl: false,
  unmeasured: ['no-interaction', 'interaction-not-timed'],
  lighthouse: 'INP',
} as const satisfies MetricDefinition;
