import { intervalOf, type IntervalEstimate, type RobustFit } from './clustered-covariance.ts';
import { probabilityAt, varianceAt, type Cell } from './logistic.ts';
import { inner, quadraticForm } from './symmetric.ts';

/** What another value of one covariate would do to the conversion of all observed sessions. */
export interface MarginalEffect {
  /** In units of the column. */
  readonly shift: number;
  /** The mean of p(x + shift) − p(x): a fraction of sessions. */
  readonly difference: IntervalEstimate;
  /** Σ p(x + shift) / Σ p(x) − 1; `se` is that of the logarithm of the ratio, on whose scale the interval is made. */
  readonly relative: IntervalEstimate;
}

/** A sum over sessions, and its derivatives by the coefficients. */
interface Total {
  readonly value: number;
  readonly gradient: Float64Array;
}

/**
 * G-computation: the mean over the observed sessions of what the model predicts with one column shifted, less what it
 * predicts without (Robins 1986, "A new approach to causal inference in mortality studies", Mathematical Modelling 7; average
 * partial effects in Greene 2018, "Econometric Analysis", 17.2.4). It is an effect only if no common cause of covariate and
 * conversion is missing among the columns. Standard errors are by the delta method. They take the covariates as fixed, as
 * R's `marginaleffects` does: the interval is for the sessions observed, not for a population that they are drawn from.
 *
 * @param column must not be part of another column, such as its square, which would not be shifted
 */
export function averageMarginal(fit: RobustFit, cells: readonly Cell[], column: number, shift: number): MarginalEffect {
  return effectOf(fit, cells, totalAt(fit, cells, column, 0), column, shift);
}

/**
 * The same for every shift of a range, so that what holds for the range is said of nothing beyond it.
 *
 * @returns a function that throws a RangeError outside of the range
 */
export function marginalEffects(
  fit: RobustFit,
  cells: readonly Cell[],
  column: number,
  range: { readonly least: number; readonly most: number },
): (shift: number) => MarginalEffect {
  const observed = totalAt(fit, cells, column, 0);
  return (shift) => {
    if (!(shift >= range.least && shift <= range.most))
      throw new RangeError(`a shift of ${shift} is outside of ${range.least} to ${range.most}`);
    return effectOf(fit, cells, observed, column, shift);
  };
}

function effectOf(
  fit: RobustFit,
  cells: readonly Cell[],
  observed: Total,
  column: number,
  shift: number,
): MarginalEffect {
  const shifted = totalAt(fit, cells, column, shift);
  const sessions = cells.reduce((total, { n }) => total + n, 0);
  const difference = (shifted.value - observed.value) / sessions;
  const slope = shifted.gradient.map((value, index) => (value - (observed.gradient[index] ?? 0)) / sessions);
  const logSlope = shifted.gradient.map(
    (value, index) => value / shifted.value - (observed.gradient[index] ?? 0) / observed.value,
  );
  const logRatio = intervalOf(Math.log(shifted.value / observed.value), errorOf(fit, logSlope), fit.clusters);
  return {
    shift,
    difference: intervalOf(difference, errorOf(fit, slope), fit.clusters),
    relative: {
      value: Math.expm1(logRatio.value),
      se: logRatio.se,
      low: Math.expm1(logRatio.low),
      high: Math.expm1(logRatio.high),
    },
  };
}

const errorOf = ({ covariance }: RobustFit, gradient: Float64Array): number =>
  Math.sqrt(quadraticForm(covariance, gradient));

/** Σ n p(x + shift), and Σ n p(1 − p)(x + shift). */
function totalAt({ beta }: RobustFit, cells: readonly Cell[], column: number, shift: number): Total {
  const gradient = new Float64Array(beta.length);
  const ahead = shift * (beta[column] ?? 0);
  let value = 0;
  let slopes = 0;
  for (const { x, n } of cells) {
    const predictor = inner(x, beta) + ahead;
    const slope = n * varianceAt(predictor);
    value += n * probabilityAt(predictor);
    slopes += slope;
    for (let index = 0; index < x.length; index += 1)
      gradient[index] = (gradient[index] ?? 0) + slope * (x[index] ?? 0);
  }
  gradient[column] = (gradient[column] ?? 0) + slopes * shift;
  return { value, gradient };
}
