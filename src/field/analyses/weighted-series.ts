import { whiten, type TimedSeries } from '../../stats/autoregression.ts';
import { basisOf, dot, leftOver, type Column } from '../../stats/least-squares.ts';
import type { Timeline } from './timeline.ts';

export interface WeightedSeries extends TimedSeries {
  /** The smallest variance that an error of these weights can have: that of the views alone. */
  readonly least: number;
}

/**
 * Weights are the inverse variances of the means: that of the views in a stretch, and what stretches vary beyond that, by
 * the method of moments (DerSimonian & Laird 1986). Where all is explained by the views, their number weighs.
 */
export function weightedSeries({ points, within }: Timeline, season: readonly Column[]): WeightedSeries {
  const values = Float64Array.from(points, ({ mean }) => mean);
  const times = points.map(({ time }) => time);
  const byViews = points.map(({ n }) => n / within);
  const { values: scaled, columns } = whiten({ times, weights: byViews, values }, season, 0);
  const basis = basisOf(columns);
  const rest = leftOver(scaled, basis.vectors);
  const degrees = values.length - basis.vectors.length;
  const excess =
    Math.max(0, dot(rest, rest) - degrees) / Math.max(1, sum(byViews) - sum(byViews.map((w) => w * w)) / sum(byViews));
  const weights = byViews.map((weight) => 1 / (excess + 1 / weight));
  const least = Math.min(
    1,
    sum(points.map((_, index) => (weights[index] ?? 0) / (byViews[index] ?? 1))) / points.length,
  );
  return { times, weights, values, least };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
