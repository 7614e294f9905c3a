import type { ClusterTotals } from './arms.ts';
import type { Unit } from './contrast.ts';

/**
 * The slope of a cluster's mean per period, weighted by views, and the weight Σ m (t − t̄)² that regression with a constant of each
 * cluster's own gives it. Of two periods it is the difference, with the weight m₀ m₁ / (m₀ + m₁). Null where fewer than two
 * periods have views.
 */
export function slopeOf(periods: readonly ClusterTotals[]): Omit<Unit, 'treated'> | null {
  const seen = periods.map((period, time) => ({ ...period, time })).filter(({ m }) => m > 0);
  const views = seen.reduce((sum, { m }) => sum + m, 0);
  const centre = seen.reduce((sum, { m, time }) => sum + m * time, 0) / views;
  const weight = seen.reduce((sum, { m, time }) => sum + m * (time - centre) ** 2, 0);
  if (seen.length < 2) return null;
  return { value: seen.reduce((sum, { y, time }) => sum + y * (time - centre), 0) / weight, weight };
}
