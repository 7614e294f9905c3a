import type { Budget, Limit } from '../model/budget.ts';
import { METRIC_STEP, PART_STEP_MS } from '../model/metric.ts';
import type { Metric } from '../model/metric.ts';
import type { Quantity, Tolerance } from '../stats/views.ts';

/** How much slower head may be where the configuration says nothing; every one must be exceeded. */
export const DEFAULT_TOLERANCES: Readonly<Record<Metric, readonly Tolerance[]>> = {
  lcp: [
    { kind: 'relative', fraction: 0.05 },
    { kind: 'absolute', amount: 50 },
  ],
  inp: [
    { kind: 'relative', fraction: 0.1 },
    { kind: 'absolute', amount: 16 },
  ],
  cls: [{ kind: 'absolute', amount: 0.02 }],
};

/** What kind of number the node at a path is: a whole LCP or INP, a part of one that may be 0, or a score. */
export function quantityOf(metric: Metric, segments: readonly string[]): Quantity {
  if (metric === 'cls') return { kind: 'score', step: METRIC_STEP.cls };
  return segments.length === 1 ? { kind: 'time', step: METRIC_STEP[metric] } : { kind: 'part', step: PART_STEP_MS };
}

/** A limit as the test takes it. */
export function toleranceOf({ value, unit }: Limit): Tolerance {
  return unit === '%' ? { kind: 'relative', fraction: value / 100 } : { kind: 'absolute', amount: value };
}

/** The tolerances that label a whole metric: those of a budget on it, or the defaults. */
export function rootTolerances(metric: Metric, budgets: readonly Budget[]): readonly Tolerance[] {
  const budget = budgets.find((candidate) => candidate.metric === metric && candidate.segments.length === 1);
  const declared = budget?.maxIncrease?.map(toleranceOf) ?? [];
  return declared.length > 0 ? declared : DEFAULT_TOLERANCES[metric];
}
