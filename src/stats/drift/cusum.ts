/** An estimate with its standard error, which is above 0. Both in one unit. */
export interface Observation {
  readonly estimate: number;
  readonly error: number;
}

/** How a drift is noticed. */
export interface CusumRule {
  /** What each standardised value loses before it is added: half the change that is noticed soonest. */
  readonly slack: number;
  /** The sum that is an alarm. */
  readonly limit: number;
  /** No value counts for more, so that no single one is an alarm. */
  readonly clip: number;
  /** The least observations that a level is known by. */
  readonly first: number;
  /** By how many of its own standard errors the level is moved towards each change: it is not known exactly. */
  readonly margin: number;
}

export const CUSUM: CusumRule = { slack: 0.5, limit: 8, clip: 3, first: 10, margin: 1 };

/** Where the sum passed the limit, and to which side. */
export interface Signal {
  readonly direction: 'rise' | 'fall';
  /** The observation that made it pass. */
  readonly at: number;
}

/** The sum of standardised values beyond the slack, never below 0 (Page 1954). */
function cusumStep(sum: number, standardised: number, { slack, clip }: CusumRule): number {
  return Math.max(0, sum + Math.min(clip, Math.max(-clip, standardised)) - slack);
}

/**
 * The first signal among the observations from `start` on; null if there is none. Each is held against the level of earlier
 * ones. The level takes in new ones only while neither sum says that something changes: so it becomes exact in a quiet time,
 * and does not follow a slow rise.
 */
export function firstSignal(
  observations: readonly Observation[],
  start: number,
  rule: CusumRule = CUSUM,
): Signal | null {
  const level = new Level();
  let taken = start;
  let sums = { rise: 0, fall: 0 };
  for (const [at, observation] of observations.entries()) {
    if (at < start + rule.first) continue;
    if (sums.rise === 0 && sums.fall === 0) {
      level.add(observations.slice(taken, at));
      taken = at;
    }
    const above = (observation.estimate - level.mean) / observation.error;
    const allowance = (rule.margin * level.error) / observation.error;
    sums = {
      rise: cusumStep(sums.rise, above - allowance, rule),
      fall: cusumStep(sums.fall, -above - allowance, rule),
    };
    if (sums.rise >= rule.limit) return { direction: 'rise', at };
    if (sums.fall >= rule.limit) return { direction: 'fall', at };
  }
  return null;
}

/** A mean, weighted by precision, that grows. */
class Level {
  #weights = 0;
  #weighted = 0;

  add(observations: readonly Observation[]): void {
    for (const { estimate, error } of observations) {
      this.#weights += error ** -2;
      this.#weighted += estimate * error ** -2;
    }
  }

  get mean(): number {
    return this.#weighted / this.#weights;
  }

  get error(): number {
    return this.#weights ** -0.5;
  }
}
