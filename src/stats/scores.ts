import { median, roundHalfEven } from './numbers.ts';
import { mapSeries, valuesOf } from './series.ts';
import type { Series } from './series.ts';

/** Integer steps per scale: fine enough to lose no power, coarse enough to convolve. */
const STEPS_PER_SCALE = 6;
/** Residuals beyond this many scales are outliers that a redescending score ignores (Hampel 1974). */
const OUTLIER = 4;
/** Makes the median absolute deviation estimate σ of a normal sample: 1 / Φ⁻¹(3/4). */
export const MAD_TO_SIGMA = 1.4826;

export interface ScoreOptions {
  /** The smallest meaningful scale, in the unit of the values: half their step. */
  readonly floor: number;
  /** Residuals beyond so many scales score no more than that (Huber 1964): 2, and 1.5 in version 1 of the rule. */
  readonly clip: number;
  /** Whether outliers score as the centre does. Blind to the labels, so the test stays exact. */
  readonly redescending: boolean;
}

/**
 * Integer Huber scores 0…12 · clip of the residuals from the block medians. They depend on the values alone, never on which
 * side a visit was on: that is what makes the permutation test exact (rank-like scores: Lehmann & D'Abrera 1975).
 */
export function blockScores(series: Series, { floor, ...shape }: ScoreOptions): Series {
  const residuals = blockResiduals(series);
  const scale = Math.max(MAD_TO_SIGMA * median(valuesOf(residuals).map(Math.abs)), floor);
  return mapSeries(residuals, (residual) => huberScore(residual / scale, shape));
}

/** Values minus the median of their block. */
export function blockResiduals(series: Series): Series {
  return series.map((block) => {
    const centre = median(block.map((visit) => visit.value));
    return block.map(({ head, value }) => ({ head, value: value - centre }));
  });
}

function huberScore(standardised: number, { clip, redescending }: Omit<ScoreOptions, 'floor'>): number {
  const ignored = redescending && Math.abs(standardised) > OUTLIER;
  const clipped = ignored ? 0 : Math.max(-clip, Math.min(clip, standardised));
  return roundHalfEven(clipped * STEPS_PER_SCALE) + clip * STEPS_PER_SCALE;
}

/** A grid of more steps would take the test minutes: a CLS of 10 has so many, and no page has it. */
const MOST_STEPS = 10_000;

/**
 * The values themselves in whole steps above the smallest: for CLS, whose sizes mean something however rare they are. The
 * steps of values that lie too far apart are wider, by the values alone, so the test stays exact.
 */
export function gridScores(series: Series, step: number): Series {
  const values = valuesOf(series);
  const lowest = values.reduce((low, value) => Math.min(low, value), Infinity);
  const highest = values.reduce((high, value) => Math.max(high, value), -Infinity);
  const width = Math.max(step, (highest - lowest) / MOST_STEPS);
  return mapSeries(series, (value) => roundHalfEven((value - lowest) / width));
}
