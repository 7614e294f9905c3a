import { normalUpperQuantile } from './distributions.ts';
import { BLOCK_OF_FOUR } from './estimator.ts';
import { median } from './numbers.ts';
import type { Thresholds } from './plan.ts';
import { blockResiduals, MAD_TO_SIGMA } from './scores.ts';
import { valuesOf } from './series.ts';
import type { Series } from './series.ts';
import type { ProofLook } from './versions.ts';
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

/** The levels that an increase has to pass. */
export interface Hurdles {
  /** Of the last look. */
  readonly thresholds: Thresholds;
  /** The last look of the proof; null where a red blocks without one. */
  readonly proof: ProofLook | null;
}

interface Scatter {
  readonly sigma: number;
  readonly blocks: number;
  readonly tolerance: number;
}

/** z of 80 % power. */
export const POWER_Z = 0.8416;
/** z of 90 %: of suspicion and proof each, so that both come in 81 % of runs. */
const EACH_POWER_Z = 1.2816;
/**
 * Efficiency of integer scores on blocks of four against a normal mean. That of one test at the last looks is .64 to .79
 * (`npm run bench:simulation`); .60 allows for a σ that is estimated from the same few blocks.
 */
export const EFFICIENCY = 0.6;

/**
 * What a run can see (docs/statistics.md#what-a-run-can-see). `change` is the estimated change as a fraction, `base` base's level in ms.
 */
export function noiseFloor(
  series: Series,
  {
    change,
    base,
    tolerances,
    ...hurdles
  }: {
    readonly change: number;
    readonly base: number;
    readonly tolerances: readonly Tolerance[];
  } & Hurdles,
): NoiseFloor {
  const tolerance = Math.log1p(Math.max(...tolerances.map((limit) => fractionOf(limit, base))));
  return floorOf({ sigma: visitSigma(series, change), blocks: series.length, tolerance }, hurdles);
}

/** What so many blocks can see where visits scatter by σ; σ and the tolerance are of logarithms. */
export function floorOf({ sigma, blocks, tolerance }: Scatter, hurdles: Hurdles): NoiseFloor {
  const certifiable = (normalUpperQuantile(hurdles.thresholds.pass) + POWER_Z) * standardError(sigma, blocks);
  return {
    sigma,
    minimumDetectable: Math.expm1(smallestFound({ sigma, blocks, tolerance }, hurdles)),
    certifiableTolerance: Math.expm1(certifiable),
  };
}

/** The smallest increase that passes all hurdles in 80 % of runs, in the unit of σ and the tolerance. */
export function smallestFound({ sigma, blocks, tolerance }: Scatter, { thresholds, proof }: Hurdles): number {
  const z = proof === null ? POWER_Z : EACH_POWER_Z;
  const reach = (level: number, among: number): number =>
    (normalUpperQuantile(level) + z) * standardError(sigma, among);
  return Math.max(
    reach(thresholds.zero, blocks),
    tolerance + reach(thresholds.tolerance, blocks),
    proof === null ? 0 : reach(proof.level, proof.blocks),
  );
}

/** Of the difference between the sides after so many blocks, which are two pairs of visits each. */
function standardError(sigma: number, blocks: number): number {
  return sigma * Math.sqrt(2 / (EFFICIENCY * 2 * blocks));
}

/** The robust standard deviation of one visit's logarithm inside its block, where head is slower by `change`, a fraction. */
export function visitSigma(series: Series, change: number): number {
  const residuals = blockResiduals(logView(series, Math.log1p(change)));
  return MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs));
}

function fractionOf(tolerance: Tolerance, base: number): number {
  return tolerance.kind === 'relative' ? tolerance.fraction : tolerance.amount / base;
}
