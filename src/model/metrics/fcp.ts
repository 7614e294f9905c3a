import { PART_STEP_MS, TIMES, type MetricDefinition } from './definition.ts';
import { ttfb } from './ttfb.ts';

export const fcp = {
  id: 'fcp',
  name: 'FCP',
  unit: 'ms',
  step: 1,
  partStep: PART_STEP_MS,
  compared: 'time',
  isMachineDependent: true,
  parts: { known: [ttfb, { id: 'render-blocking' }, { id: 'render-delay' }] },
  range: TIMES,
  isCore: false,
  defaults: {
    // "Good" by web-vitals. FCP is not core, so it warns only if a budget is declared.
    max: { value: 1800, unit: 'ms' },
    maxIncrease: [
      { value: 5, unit: '%' },
      { value: 50, unit: 'ms' },
    ],
  },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ['no-fcp'],
  lighthouse: 'FCP',
} as const satisfies MetricDefinition;
