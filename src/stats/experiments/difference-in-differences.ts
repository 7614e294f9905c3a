import { seededRandom } from '../random.ts';
import { sumsOf, type ClusterTotals } from './arms.ts';
import { clusteredError, methodFor, partsOf, randomisedDifference, sidesOf, type Unit } from './contrast.ts';
import { asFraction, relativeTo, studentInterval, type Effect, type Interval, type Refused } from './effect.ts';
import { slopeOf } from './trend.ts';

/** A cluster that is treated as a whole or not at all, such as a region, a device group or a route. */
export interface DifferenceCluster {
  readonly treated: boolean;
  /** Periods of equal length before the treatment, in the order of time. Two or more allow the test of the trends. */
  readonly before: readonly ClusterTotals[];
  readonly after: ClusterTotals;
}

/** The placebo: how much more the outcome of the treated rose per period than that of the control, before the treatment. */
interface TrendCheck extends Interval {
  readonly se: number;
  readonly p: number;
  readonly method: Effect['method'];
  readonly periods: number;
}

export interface DifferenceInDifferences {
  readonly effect: Effect | Refused;
  /** Null where fewer than two periods before are given, or too few clusters have views in them. */
  readonly trend: TrendCheck | null;
  /** Clusters without views before or after, which say nothing. */
  readonly dropped: number;
}

/** Before, after, and the change from one to the other of a cluster with views in both. */
interface Change extends Unit {
  readonly after: number;
}

/**
 * Difference in differences of two periods, with a constant of its own for each cluster: the change of the treated less that of
 * the control, each a mean over clusters weighted by m₀ m₁ / (m₀ + m₁) (m₀ views before, m₁ after). In R it is the
 * interaction of `lm(y ~ cluster + after + treated:after)` on views. It assumes that without the treatment both would have
 * changed alike; `trend` can speak against that, but not prove it.
 *
 * @param seed of the assignments that are drawn where there are few clusters, but too many assignments to enumerate
 */
export function differenceInDifferences(clusters: readonly DifferenceCluster[], seed: string): DifferenceInDifferences {
  const changes = clusters.flatMap(changeOf);
  return { effect: effectOf(changes, seed), trend: trendOf(clusters, seed), dropped: clusters.length - changes.length };
}

function changeOf({ treated, before, after }: DifferenceCluster): Change[] {
  const { m, y } = sumsOf(before);
  const slope = slopeOf([{ m, y }, after]);
  return slope === null ? [] : [{ treated, ...slope, after: after.y / after.m }];
}

function effectOf(changes: readonly Change[], seed: string): Effect | Refused {
  const found = compareUnits(changes, seededRandom('did', seed));
  if (found === null) return { refused: 'too-few-clusters' };
  if ('refused' in found) return found;
  const relative =
    found.method === 'clustered' ? logRatio(changes) : relativeTo(afterOfTreated(changes), found.difference);
  return { refused: null, ...found, relative, clusters: changes.length };
}

function trendOf(clusters: readonly DifferenceCluster[], seed: string): TrendCheck | null {
  const periods = Math.max(0, ...clusters.map(({ before }) => before.length));
  const slopes = clusters.flatMap(({ treated, before }) => {
    const slope = slopeOf(before);
    return slope === null ? [] : [{ treated, ...slope }];
  });
  const found = compareUnits(slopes, seededRandom('trend', seed));
  if (found === null || 'refused' in found) return null;
  return { ...found.difference, se: found.se, p: found.p, method: found.method, periods };
}

/** Null where there are too few. */
function compareUnits(
  units: readonly Unit[],
  random: ReturnType<typeof seededRandom>,
): Omit<Effect, 'refused' | 'relative' | 'clusters'> | Refused | null {
  const sides = sidesOf(units);
  const [control, treated] = sides;
  const effective = Math.min(control.effective, treated.effective);
  const method = methodFor(control.clusters, treated.clusters, effective);
  if (method === 'none') return null;
  if (method === 'randomisation') {
    const found = randomisedDifference(units, random);
    return 'refused' in found ? found : { method, ...found, degrees: null };
  }
  const parts = sides.map(partsOf);
  if (parts.every(({ variance }) => variance === 0)) return { refused: 'no-variation' };
  const { interval, ...test } = studentInterval(treated.mean - control.mean, parts);
  return { method, difference: interval, se: clusteredError(...sides), ...test, assignments: null };
}

function afterOfTreated(changes: readonly Change[]): number {
  const [, { mean }] = sidesOf(changes.map((change) => ({ ...change, value: change.after })));
  return mean;
}

/**
 * log A/(A − τ), A the mean of the treated after: what clusters add to it (its linearisation) is a weighted difference again. Null
 * where either is not above 0.
 */
function logRatio(changes: readonly Change[]): Interval | null {
  const [control, treated] = sidesOf(changes);
  const after = afterOfTreated(changes);
  const without = after - (treated.mean - control.mean);
  if (after <= 0 || without <= 0) return null;
  const linear = changes.map((change) => ({
    ...change,
    value: change.treated ? change.after / after - (change.after - change.value) / without : change.value / without,
  }));
  return asFraction(studentInterval(Math.log(after / without), sidesOf(linear).map(partsOf)).interval);
}
