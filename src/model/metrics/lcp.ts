import { leaves, PART_STEP_MS, TIMES, type MetricDefinition } from './definition.ts';
import { LOAD_PARTS } from './time-parts.ts';
import { ttfb } from './ttfb.ts';

export const lcp = {
  id: 'lcp',
  name: 'LCP',
  unit: 'ms',
  step: 1,
  partStep: PART_STEP_MS,
  compared: 'time',
  isMachineDependent: true,
  parts: {
    known: [
      ttfb,
      { id: 'resource-load-delay' },
      { id: 'resource-load-duration', parts: { known: leaves(LOAD_PARTS) } },
      { id: 'element-render-delay' },
    ],
  },
  range: TIMES,
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: {
    max: { value: 2500, unit: 'ms' },
    maxIncrease: [
      { value: 5, unit: '%' },
      { value: 50, unit: 'ms' },
    ],
  },
  needsInput: false,
  isAdjustedByControl: true,
  unmeasured: ['no-lcp'],
  lighthouse: 'LCP',
} as const satisfies MetricDefinition;
