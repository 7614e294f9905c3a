import { normalUpperQuantile } from './distributions.ts';
import { BLOCK_OF_FOUR } from './estimator.ts';
import { median } from './numbers.ts';
import type { Thresholds } from './plan.ts';
import { blockResiduals, MAD_TO_SIGMA } from './scores.ts';
import { valuesOf } from './series.ts';
import type { Series } from './series.ts';
import { logView } from './views.ts';
import type { Tolerance } from './views.ts';

/** What a run can see of a whole LCP or INP: fractions of base. */
export interface NoiseFloor {
  /** The robust standard deviation of one visit's logarithm inside its block. */
  readonly sigma: number;
  /** The smallest increase found in 80 % of runs. */
  readonly minimumDetectable: number;
  /** The smallest tolerance that an unchanged head is cleared of in 80 % of runs. */
  readonly certifiableTolerance: number;
}

/** z of 80 % power. */
export const POWER_Z = 0.8416;
/** Efficiency of integer scores on blocks of four against a normal mean, simulated once. */
export const EFFICIENCY = 0.65;

/**
 * What a run can see (docs/statistics.md#what-a-run-can-see). `change` is the estimated change as a fraction, `base` base's level in ms,
 * `thresholds` those of the last look.
 */
export function noiseFloor(
  series: Series,
  {
    change,
    base,
    tolerances,
    thresholds,
  }: {
    readonly change: number;
    readonly base: number;
    readonly tolerances: readonly Tolerance[];
    readonly thresholds: Thresholds;
  },
): NoiseFloor {
  const sigma = visitSigma(series, change);
  const q = sigma * Math.sqrt(2 / (EFFICIENCY * pairs(series)));
  const reach = (level: number): number => (normalUpperQuantile(level) + POWER_Z) * q;
  const tolerance = Math.max(...tolerances.map((limit) => fractionOf(limit, base)));
  const smallest = Math.max(reach(thresholds.zero), Math.log1p(tolerance) + reach(thresholds.tolerance));
  return { sigma, minimumDetectable: Math.expm1(smallest), certifiableTolerance: Math.expm1(reach(thresholds.pass)) };
}

function visitSigma(series: Series, change: number): number {
  const residuals = blockResiduals(logView(series, Math.log1p(change)));
  return MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs));
}

function pairs(series: Series): number {
  return 2 * series.length;
}

function fractionOf(tolerance: Tolerance, base: number): number {
  return tolerance.kind === 'relative' ? tolerance.fraction : tolerance.amount / base;
}
