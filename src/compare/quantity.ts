import type { Budget, Limit } from '../model/budget.ts';
import { definitionOf, type Metric } from '../model/metric.ts';
import type { PerMetric } from '../model/metrics/index.ts';
import type { Quantity, Tolerance } from '../stats/views.ts';

/** How much slower head may be where the configuration says nothing; every one must be exceeded. */
export function defaultTolerances(metrics: readonly Metric[]): PerMetric<readonly Tolerance[]> {
  const tolerances = metrics.map((metric) => [metric, defaultsOf(metric)] as const);
  return Object.fromEntries(tolerances) as Record<Metric, readonly Tolerance[]>;
}

function defaultsOf(metric: Metric): readonly Tolerance[] {
  return definitionOf(metric).defaults.maxIncrease.map(toleranceOf);
}

/** What kind of number the node at a path is: a whole LCP or INP, a part of one that may be 0, or a score. */
export function quantityOf(metric: Metric, segments: readonly string[]): Quantity {
  const { compared, unit, step, partStep } = definitionOf(metric);
  const isWhole = segments.length === 1;
  if (compared === 'exact') return { kind: unit === 'score' ? 'score' : 'size', step: isWhole ? step : partStep };
  return isWhole ? { kind: 'time', step } : { kind: 'part', step: partStep };
}

/** A limit as the test takes it. */
export function toleranceOf({ value, unit }: Limit): Tolerance {
  return unit === '%' ? { kind: 'relative', fraction: value / 100 } : { kind: 'absolute', amount: value };
}

/** The tolerances that label a whole metric: those of a budget on it, or the defaults. */
export function rootTolerances(metric: Metric, budgets: readonly Budget[]): readonly Tolerance[] {
  return labellingBudget(metric, budgets)?.maxIncrease?.map(toleranceOf) ?? defaultsOf(metric);
}

/** The budget whose tolerances label a whole metric; null if the defaults do. */
export function labellingBudget(metric: Metric, budgets: readonly Budget[]): Budget | null {
  const budget = budgets.find((candidate) => candidate.metric === metric && candidate.segments.length === 1);
  return (budget?.maxIncrease?.length ?? 0) > 0 ? (budget ?? null) : null;
}
