import { extendBasis, type Basis } from './least-squares.ts';
import { columnsOf, isEndless, largest, type Step } from './separation.ts';
import { addOuter, inner, inverseOf, mirrored, timesVector, zeros } from './symmetric.ts';

/** Sessions that share their covariates: `n` of them, `y` converted. */
export interface Cell {
  /** One number per column, the constant among them. */
  readonly x: Float64Array;
  readonly n: number;
  readonly y: number;
}

/** A logistic regression. */
export interface LogisticFit {
  /** One coefficient per column. */
  readonly beta: Float64Array;
  /** The inverse of the information: the covariance of `beta` if the model were true and sessions independent. */
  readonly bread: readonly Float64Array[];
  /** Of the sessions, each with its own outcome: without the binomial coefficients of the cells. */
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly sessions: number;
  readonly converted: number;
}

/** A regression, or why there is none. Columns are given by their index in `x`. */
export type LogisticResult =
  | { readonly kind: 'fitted'; readonly fit: LogisticFit }
  /** There are not more sessions than columns. */
  | { readonly kind: 'too-few'; readonly sessions: number; readonly columns: number }
  /** No session converted (`rate` 0), or every one (`rate` 1). */
  | { readonly kind: 'constant-outcome'; readonly rate: 0 | 1 }
  /** Each of these columns is a linear combination of columns before it. */
  | { readonly kind: 'collinear'; readonly columns: readonly number[] }
  /**
   * These columns together predict the outcome of some sessions without error, so that coefficients are infinite. The
   * constant, which only balances the others, is not among them.
   */
  | { readonly kind: 'separated'; readonly columns: readonly number[] }
  /** The information is singular up to rounding: columns are almost collinear or almost separate the outcomes. */
  | { readonly kind: 'not-converged' };

type Beta = Float64Array<ArrayBuffer>;

/** A step that moves linear predictors by at most this leaves an error of about its square. */
const CONVERGED = 1e-8;
/** Where the estimate exists, some ten iterations find it; each moves a linear predictor that is far off by 1. */
const MOST_ITERATIONS = 100;
const MOST_HALVINGS = 30;
/** What rounding does to a log-likelihood, as a share. */
const ROUNDING = 1e-12;

/**
 * Logistic regression by iteratively reweighted least squares, which is Newton's method here (McCullagh & Nelder 1989,
 * "Generalized Linear Models", 2.5 and 4.4), with steps halved where the likelihood would fall. It stops when a step moves
 * no linear predictor by more than 1e-8: convergence is quadratic, so all digits of `beta` but the last few are exact.
 *
 * @param cells with rows of one length; those without sessions are left out
 */
export function fitLogistic(cells: readonly Cell[]): LogisticResult {
  const filled = cells.filter(({ n }) => n > 0);
  const columns = filled[0]?.x.length ?? 0;
  const sessions = filled.reduce((total, { n }) => total + n, 0);
  const converted = filled.reduce((total, { y }) => total + y, 0);
  if (sessions <= columns) return { kind: 'too-few', sessions, columns };
  if (converted === 0 || converted === sessions) return { kind: 'constant-outcome', rate: converted === 0 ? 0 : 1 };
  const dependent = dependentColumns(filled, columns);
  if (dependent.length > 0) return { kind: 'collinear', columns: dependent };
  return climb(filled, columns, { sessions, converted });
}

function climb(
  cells: readonly Cell[],
  columns: number,
  counts: Pick<LogisticFit, 'sessions' | 'converted'>,
): LogisticResult {
  let beta = new Float64Array(columns);
  let step = newtonStep(cells, beta);
  for (let iterations = 1; iterations <= MOST_ITERATIONS && step !== null; iterations += 1) {
    if (largest(step.moves) <= CONVERGED) {
      beta = moved(beta, step.direction, 1);
      const bread = inverseOf(informationAt(cells, beta));
      if (bread === null) break;
      return { kind: 'fitted', fit: { beta, bread, logLikelihood: likelihoodAt(cells, beta), iterations, ...counts } };
    }
    if (isEndless(cells, step.moves)) return { kind: 'separated', columns: columnsOf(cells, step) };
    const higher = uphill(cells, beta, step.direction);
    if (higher === null) break;
    ({ beta, step } = higher);
  }
  return { kind: 'not-converged' };
}

/** Null if the information is singular up to rounding. */
function newtonStep(cells: readonly Cell[], beta: Float64Array): Step | null {
  const inverse = inverseOf(informationAt(cells, beta));
  if (inverse === null) return null;
  const direction = timesVector(inverse, scoreAt(cells, beta));
  return { direction, moves: movesOf(cells, direction) };
}

/** The end of a step, of half of it and so on: the first where the likelihood is not lower and the information not singular. */
function uphill(cells: readonly Cell[], beta: Beta, direction: Float64Array): { beta: Beta; step: Step } | null {
  const now = likelihoodAt(cells, beta);
  const least = now - ROUNDING * Math.abs(now);
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings += 1) {
    const next = moved(beta, direction, 2 ** -halvings);
    const step = likelihoodAt(cells, next) >= least ? newtonStep(cells, next) : null;
    if (step !== null) return { beta: next, step };
  }
  return null;
}

function informationAt(cells: readonly Cell[], beta: Float64Array): Float64Array[] {
  const lower = zeros(beta.length);
  for (const { x, n } of cells) addOuter(lower, x, n * varianceAt(inner(x, beta)));
  return mirrored(lower);
}

function scoreAt(cells: readonly Cell[], beta: Float64Array): Float64Array {
  const score = new Float64Array(beta.length);
  for (const { x, n, y } of cells) {
    const rest = y - n * probabilityAt(inner(x, beta));
    for (let column = 0; column < x.length; column += 1) score[column] = (score[column] ?? 0) + rest * (x[column] ?? 0);
  }
  return score;
}

function likelihoodAt(cells: readonly Cell[], beta: Float64Array): number {
  let total = 0;
  for (const { x, n, y } of cells) {
    const predictor = inner(x, beta);
    if (y > 0) total += y * logProbability(predictor);
    if (y < n) total += (n - y) * logProbability(-predictor);
  }
  return total;
}

/** Of a session with this linear predictor. */
export function probabilityAt(predictor: number): number {
  const odds = Math.exp(-Math.abs(predictor));
  return (predictor < 0 ? odds : 1) / (1 + odds);
}

/** p(1 − p), exact where p is near 1 too. */
export function varianceAt(predictor: number): number {
  const odds = Math.exp(-Math.abs(predictor));
  return odds / (1 + odds) ** 2;
}

const logProbability = (predictor: number): number =>
  Math.min(predictor, 0) - Math.log1p(Math.exp(-Math.abs(predictor)));

/** The columns of which those before them leave nothing. */
function dependentColumns(cells: readonly Cell[], columns: number): number[] {
  let basis: Basis = { vectors: [], logDeterminant: 0 };
  return Array.from({ length: columns }, (_, column) => column).filter((column) => {
    const before = basis.vectors.length;
    basis = extendBasis(basis, [Float64Array.from(cells, ({ x }) => x[column] ?? 0)]);
    return basis.vectors.length === before;
  });
}

const movesOf = (cells: readonly Cell[], direction: Float64Array): Float64Array =>
  Float64Array.from(cells, ({ x }) => inner(x, direction));

const moved = (beta: Float64Array, direction: Float64Array, share: number): Beta =>
  Float64Array.from(beta, (value, column) => value + share * (direction[column] ?? 0));
