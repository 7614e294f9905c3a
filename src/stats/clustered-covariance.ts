import { studentQuantile } from './distributions.ts';
import { probabilityAt, type Cell, type LogisticFit } from './logistic.ts';
import { addOuter, at, inner, mirrored, timesSymmetric, zeros, type Matrix } from './symmetric.ts';

/** The middle of a sandwich: Σ s sᵀ over clusters, s the score of a cluster. */
export interface Meat {
  readonly sums: Matrix;
  readonly clusters: number;
}

/** Sessions of one cluster that share their covariates. */
export interface ClusteredCell extends Cell {
  readonly cluster: string | number;
}

/** Coefficients with a covariance that allows for clusters. */
export interface RobustFit {
  readonly beta: Float64Array;
  readonly covariance: readonly Float64Array[];
  readonly clusters: number;
}

/** A number with its standard error and its 95 % interval. */
export interface IntervalEstimate {
  readonly value: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

const CENTRAL = 0.95;
/** From here on Student's t is the normal distribution, to three digits. */
const MOST_DEGREES = 2000;

/** @param scores one vector per cluster; each is read before the next is asked for */
export function clusterMeat(scores: Iterable<ArrayLike<number>>, columns: number): Meat {
  const lower = zeros(columns);
  let clusters = 0;
  for (const score of scores) {
    addOuter(lower, score, 1);
    clusters += 1;
  }
  return { sums: mirrored(lower), clusters };
}

/**
 * Every session is a cluster of its own. The score of one that converted is (1 − p) x, else −p x, so the sums over sessions
 * need no more than the cells.
 */
export function sessionMeat({ beta, sessions }: LogisticFit, cells: readonly Cell[]): Meat {
  const lower = zeros(beta.length);
  for (const { x, n, y } of cells) {
    const p = probabilityAt(inner(x, beta));
    const other = probabilityAt(-inner(x, beta));
    addOuter(lower, x, y * other ** 2 + (n - y) * p ** 2);
  }
  return { sums: mirrored(lower), clusters: sessions };
}

/** Clusters of several cells; those of one cluster may stand anywhere in the list. */
export function clusteredMeat({ beta }: LogisticFit, cells: Iterable<ClusteredCell>): Meat {
  const scores = new Map<string | number, Float64Array>();
  for (const { x, n, y, cluster } of cells) {
    if (n === 0) continue;
    const score = scores.get(cluster) ?? new Float64Array(beta.length);
    const rest = y - n * probabilityAt(inner(x, beta));
    for (let column = 0; column < x.length; column += 1) score[column] = (score[column] ?? 0) + rest * (x[column] ?? 0);
    scores.set(cluster, score);
  }
  return clusterMeat(scores.values(), beta.length);
}

/**
 * The covariance of coefficients where outcomes of one cluster may depend on each other: bread · meat · bread · G/(G − 1)
 * (Liang & Zeger 1986, "Longitudinal data analysis using generalized linear models", Biometrika 73). It equals R's
 * `sandwich::vcovCL(type = "HC0", cadjust = TRUE)`; statsmodels multiplies by (N − 1)/(N − K) as well.
 *
 * @param meat of the scores at `beta`, as a whole matrix with both triangles
 * @throws RangeError if there are fewer than 2 clusters
 */
export function robust({ beta, bread }: Pick<LogisticFit, 'beta' | 'bread'>, { sums, clusters }: Meat): RobustFit {
  if (clusters < 2) throw new RangeError('the variance between clusters needs two of them');
  const half = timesSymmetric(bread, sums);
  const correction = clusters / (clusters - 1);
  const covariance = timesSymmetric(half, bread).map((row) => row.map((value) => correction * value));
  return { beta, covariance, clusters };
}

/** A coefficient: the change of the log odds per unit of its column. */
export function coefficientAt({ beta, covariance, clusters }: RobustFit, column: number): IntervalEstimate {
  return intervalOf(beta[column] ?? Number.NaN, Math.sqrt(at(covariance, column, column)), clusters);
}

/** value ± t(G − 1) · se. */
export function intervalOf(value: number, se: number, clusters: number): IntervalEstimate {
  const reach = studentQuantile(CENTRAL, Math.min(clusters - 1, MOST_DEGREES)) * se;
  return { value, se, low: value - reach, high: value + reach };
}
