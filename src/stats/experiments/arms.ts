import { seededRandom } from '../random.ts';
import { clusteredError, methodFor, partsOf, randomisedDifference, type Side } from './contrast.ts';
import {
  asFraction,
  CONFIDENCE,
  relativeTo,
  studentInterval,
  type Effect,
  type Interval,
  type Refused,
  type VariancePart,
} from './effect.ts';

/** Of one cluster (the unit of assignment, for example a session): m views with an outcome, and their sum y. */
export interface ClusterTotals {
  /** More than 0. */
  readonly m: number;
  readonly y: number;
}

/** Sums over an arm's clusters. */
export interface ArmSums {
  readonly clusters: number;
  /** Σ m, Σ y. */
  readonly m: number;
  readonly y: number;
  /** Σ y², Σ y m, Σ m². */
  readonly yy: number;
  readonly ym: number;
  readonly mm: number;
}

export interface Arm {
  readonly name: string;
  readonly sums: ArmSums;
  /** Needed only where both arms together have fewer than 10 clusters, or one of them fewer than 5. */
  readonly clusters?: readonly ClusterTotals[];
}

export interface ArmComparison {
  readonly arm: string;
  readonly result: Effect | Refused;
}

export function sumsOf(clusters: readonly ClusterTotals[]): ArmSums {
  const sum = (of: (cluster: ClusterTotals) => number): number => clusters.reduce((total, each) => total + of(each), 0);
  return {
    clusters: clusters.length,
    m: sum(({ m }) => m),
    y: sum(({ y }) => y),
    yy: sum(({ y }) => y * y),
    ym: sum(({ y, m }) => y * m),
    mm: sum(({ m }) => m * m),
  };
}

/**
 * Each arm against control: the difference of Σy/Σm, with an error clustered by the unit of assignment. Between k arms and
 * control each interval has the level 1 − 5 %/k (Bonferroni), and p-values are multiplied by k.
 *
 * @param seed of the assignments that are drawn where there are few clusters, but too many assignments to enumerate
 */
export function compareArms(control: Arm, others: readonly Arm[], seed: string): ArmComparison[] {
  return others.map((arm) => ({ arm: arm.name, result: compare(control, arm, { among: others.length, seed }) }));
}

function compare(
  control: Arm,
  arm: Arm,
  { among, seed }: { readonly among: number; readonly seed: string },
): Effect | Refused {
  const method = methodFor(control.sums.clusters, arm.sums.clusters);
  if (method === 'clustered') return compareSums(control.sums, arm.sums, among);
  if (method === 'none' || control.clusters === undefined || arm.clusters === undefined)
    return { refused: 'too-few-clusters' };
  const units = [control.clusters, arm.clusters].flatMap((clusters, side) =>
    clusters.map(({ m, y }) => ({ treated: side === 1, value: y / m, weight: m })),
  );
  const found = randomisedDifference(units, seededRandom('arms', seed, arm.name), among);
  if ('refused' in found) return found;
  return {
    refused: null,
    method,
    ...found,
    relative: relativeTo(arm.sums.y / arm.sums.m, found.difference),
    degrees: null,
    clusters: units.length,
  };
}

function compareSums(control: ArmSums, treated: ArmSums, among: number): Effect | Refused {
  const sides = [sideOfSums(control), sideOfSums(treated)] as const;
  const parts = sides.map(partsOf);
  if (parts.some(({ variance }) => variance === 0)) return { refused: 'no-variation' };
  const risk = (1 - CONFIDENCE) / among;
  const { interval, p, degrees } = studentInterval(sides[1].mean - sides[0].mean, parts, risk);
  return {
    refused: null,
    method: 'clustered',
    difference: interval,
    relative: ratioOf(sides, parts, risk),
    se: clusteredError(...sides),
    p: Math.min(1, among * p),
    degrees,
    assignments: null,
    clusters: control.clusters + treated.clusters,
  };
}

/** What rounding leaves of squares that sum to 0, as a share of Σ y². */
const DUST = 1e-13;

/** The mean as a ratio, linearised: residuals are y − r m. */
function sideOfSums({ clusters, m, y, yy, ym, mm }: ArmSums): Side {
  const mean = y / m;
  const squares = Math.max(0, yy - 2 * mean * ym + mean * mean * mm);
  return { clusters, mean, scatter: squares <= DUST * yy ? 0 : squares / m ** 2, effective: m ** 2 / mm };
}

/** The ratio of the means, less 1: an interval on the log scale (delta method). */
function ratioOf(
  [control, treated]: readonly [Side, Side],
  parts: readonly VariancePart[],
  risk: number,
): Interval | null {
  if (control.mean <= 0) return null;
  if (treated.mean <= 0) return { value: treated.mean / control.mean - 1, low: null, high: null };
  const logParts = parts.map(({ variance, effective }, side) => ({
    variance: variance / (side === 0 ? control : treated).mean ** 2,
    effective,
  }));
  return asFraction(studentInterval(Math.log(treated.mean / control.mean), logParts, risk).interval);
}
