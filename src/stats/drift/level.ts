import { median } from '../numbers.ts';
import { MAD_TO_SIGMA } from '../scores.ts';
import type { Observation } from './cusum.ts';

/** The weight of each newer observation, in a mean that forgets (Roberts 1959): some nine observations count. */
const FORGETTING = 0.2;
/** A value further from the median of its neighbourhood, in its errors, is a spike. */
const SPIKE = 3;
const NEIGHBOURS = 2;
/** Fewer differences say nothing of their scatter. */
const LEAST_DIFFERENCES = 8;

/** What the last observations say together, older ones less; null of none. */
export function smoothedLevel(observations: readonly Observation[]): Observation | null {
  let [weights, weighted, variance] = [0, 0, 0];
  for (const { estimate, error } of observations) {
    const weight = FORGETTING * error ** -2;
    weights = (1 - FORGETTING) * weights + weight;
    weighted = (1 - FORGETTING) * weighted + weight * estimate;
    variance = (1 - FORGETTING) ** 2 * variance + (weight * error) ** 2;
  }
  return weights === 0 ? null : { estimate: weighted / weights, error: Math.sqrt(variance) / weights };
}

/** The observations ready to be looked at for drifts: neither a spike nor an error that says too little can move a level. */
export function prepared(observations: readonly Observation[]): readonly Observation[] {
  return withoutSpikes(withScatter(observations));
}

/** Single values far from those around them are drawn in; an edge stays where it is. */
function withoutSpikes(observations: readonly Observation[]): readonly Observation[] {
  return observations.map(({ estimate, error }, at) => {
    const around = observations.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1);
    const middle = median(around.map((each) => each.estimate));
    const most = SPIKE * error;
    return { estimate: Math.min(middle + most, Math.max(middle - most, estimate)), error };
  });
}

/**
 * The observations with errors widened by as much as neighbours differ more than their errors say: runs differ by more than
 * the scatter within one. Neighbours, because a drift moves them little.
 */
function withScatter(observations: readonly Observation[]): readonly Observation[] {
  const differences = observations.slice(1).map(({ estimate, error }, index) => {
    const before = observations[index] ?? { estimate, error };
    return Math.abs(estimate - before.estimate) / Math.hypot(error, before.error);
  });
  if (differences.length < LEAST_DIFFERENCES) return observations;
  const factor = MAD_TO_SIGMA * median(differences);
  return factor <= 1 ? observations : observations.map(({ estimate, error }) => ({ estimate, error: error * factor }));
}
