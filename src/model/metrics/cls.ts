import type { MetricDefinition } from './definition.ts';

export const cls = {
  id: 'cls',
  name: 'CLS',
  unit: 'score',
  step: 0.001,
  partStep: 0.001,
  compared: 'exact',
  isMachineDependent: true,
  parts: { open: 'a shifted element', ids: 'shifted-elements' },
  // A frame shifts by 1 at most, and a session of shifts lasts 5 s (Layout Instability). Sums leave dust.
  range: { least: -1e-9, most: 1000 },
  isCore: true,
  // "Good" by Core Web Vitals.
  defaults: { max: { value: 0.1, unit: 'score' }, maxIncrease: [{ value: 0.02, unit: 'score' }] },
  needsInput: false,
  isAdjustedByControl: false,
  unmeasured: ['no-cls'],
  lighthouse: 'CLS',
} as const satisfies MetricDefinition;
