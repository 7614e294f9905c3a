import { basisOf, dot, leftOver, type Basis, type Column } from './least-squares.ts';

/** What a regression on time is of: observations in the order of time, at integer times that may have gaps. */
export interface TimedSeries {
  readonly times: readonly number[];
  /** The inverse variances, up to a factor. */
  readonly weights: readonly number[];
  readonly values: Column;
}

/** Series and columns as they are when their errors are made independent and of equal variance. */
export interface Whitened {
  readonly values: Column;
  readonly columns: readonly Column[];
}

/** A coefficient with its standard error. */
export interface Estimate {
  readonly value: number;
  readonly se: number;
  /** Of Student's t. */
  readonly degrees: number;
}

/** Beyond this the errors are a random walk, and a step is not told from it. */
const MOST_RHO = 0.99;
const GRID = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * Prais & Winsten (1954): each observation less ρ times the one before, the first scaled by √(1 − ρ²), so that errors with
 * AR(1) correlation become independent. With a gap of g, ρ^g and the factor √((1 − ρ²)/(1 − ρ^2g)); with weights, errors
 * are standardised first.
 */
export function whiten({ times, weights, values }: TimedSeries, columns: readonly Column[], rho: number): Whitened {
  const factors = factorsOf(times, rho);
  const own = factors.map((factor, index) => factor * Math.sqrt(weights[index] ?? 0));
  const before = factors.map((factor, index) =>
    index === 0 ? 0 : factor * rho ** gapBefore(times, index) * Math.sqrt(weights[index - 1] ?? 0),
  );
  const filter = (column: Column): Column =>
    column.map((value, index) => (own[index] ?? 0) * value - (before[index] ?? 0) * (column[index - 1] ?? 0));
  return { values: filter(values), columns: columns.map(filter) };
}

/**
 * The first-order autocorrelation of the errors, at most 0.99, that maximises the restricted likelihood. The plain estimate
 * is too small where a regression has taken part of the correlation with it; the restricted likelihood corrects for that
 * (Cheang & Reinsel 2000, "Bias reduction of autoregressive estimates in time series regression model through restricted
 * maximum likelihood", JASA 95).
 *
 * @param least the smallest that is considered; 0 if a negative one would only make errors look smaller
 */
export function autocorrelation(series: TimedSeries, columns: readonly Column[], least = -MOST_RHO): number {
  const loss = (rho: number): number => restrictedLoss(series, columns, rho);
  const step = (MOST_RHO - least) / GRID;
  let best = least;
  let lowest = Infinity;
  for (let index = 0; index <= GRID; index += 1) {
    const found = loss(least + index * step);
    if (found >= lowest) continue;
    best = least + index * step;
    lowest = found;
  }
  return minimum(loss, Math.max(least, best - step), Math.min(MOST_RHO, best + step));
}

/** −2 times the restricted log likelihood, without constants (Harville 1977). */
function restrictedLoss(series: TimedSeries, columns: readonly Column[], rho: number): number {
  const { values, columns: white } = whiten(series, columns, rho);
  const basis = basisOf(white);
  const degrees = values.length - basis.vectors.length;
  const rest = leftOver(values, basis.vectors);
  const factors = factorsOf(series.times, rho);
  const logVariance = factors.reduce((total, factor) => total - 2 * Math.log(factor), 0);
  return degrees * Math.log(Math.max(dot(rest, rest), Number.MIN_VALUE)) + logVariance + basis.logDeterminant;
}

/**
 * The coefficient of one column beside a basis of others, by generalised least squares: all of them whitened.
 *
 * @param least the smallest variance of an error that is believed
 * @returns null if the column says nothing that the basis does not say, or nothing is left to estimate the error from
 */
export function coefficientOf(values: Column, column: Column, basis: Basis, least = 0): Estimate | null {
  const degrees = values.length - basis.vectors.length - 1;
  const own = leftOver(column, basis.vectors);
  const length = dot(own, own);
  if (degrees < 1 || length <= 1e-12 * dot(column, column)) return null;
  const rest = leftOver(values, basis.vectors);
  const value = dot(own, rest) / length;
  const unexplained = Math.max(0, dot(rest, rest) - value * value * length);
  return { value, se: Math.sqrt(Math.max(unexplained / degrees, least) / length), degrees };
}

/**
 * By how much the standard error of a step grows because ρ is itself an estimate. The variance of a lasting step goes with
 * 1/(1 − ρ)², which is convex: its mean over ρ with the variance (1 − ρ²)/n, to the second order, is larger by the share
 * 3(1 + ρ)/((1 − ρ)n). Without it, an interval of 95 % holds the truth in 92.6 % at ρ = 0.8 and n = 112. For steps that soon
 * end it is too large.
 *
 * @param n degrees of freedom
 */
export function growthByRho(rho: number, n: number): number {
  return Math.sqrt(1 + (3 * (1 + rho)) / ((1 - rho) * n));
}

function factorsOf(times: readonly number[], rho: number): number[] {
  const own = 1 - rho * rho;
  return times.map((_, index) =>
    index === 0 ? Math.sqrt(own) : Math.sqrt(own / (1 - rho ** (2 * gapBefore(times, index)))),
  );
}

function gapBefore(times: readonly number[], index: number): number {
  return (times[index] ?? 0) - (times[index - 1] ?? 0);
}

/** Golden-section search (Kiefer 1953) until the bracket is as narrow as values of the function can tell. */
function minimum(loss: (at: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [lossLeft, lossRight] = [loss(left), loss(right)];
  while (high - low > 1e-8) {
    if (lossLeft <= lossRight) {
      [high, right, lossRight] = [right, left, lossLeft];
      left = high - GOLDEN * (high - low);
      lossLeft = loss(left);
    } else {
      [low, left, lossLeft] = [left, right, lossRight];
      right = low + GOLDEN * (high - low);
      lossRight = loss(right);
    }
  }
  return (low + high) / 2;
}
