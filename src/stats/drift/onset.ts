import type { Observation, Signal } from './cusum.ts';

/** How a change went: at once, or by the same amount with each observation. */
export type Form = 'step' | 'ramp';

/** Where a change began, by maximum likelihood. Places are indices into the observations. */
export interface Onset {
  readonly form: Form;
  /** The first observation that is changed. */
  readonly at: number;
  /** The range that holds it with 90 % of the likelihood. */
  readonly earliest: number;
  readonly latest: number;
  /** How much is changed by the last observation. */
  readonly size: number;
  /** Twice the logarithm of the likelihood ratio against no change. */
  readonly gain: number;
}

interface Candidate extends Pick<Onset, 'form' | 'at' | 'size' | 'gain'> {}

const LIKELIHOOD = 0.9;
const FORMS = ['step', 'ramp'] as const;

/**
 * Fits a step and a ramp from each observation on to all of them, by least squares weighted with their errors (Hinkley 1970
 * for the step). Null if nothing changes in that direction.
 */
export function findOnset(observations: readonly Observation[], direction: Signal['direction']): Onset | null {
  const sign = direction === 'rise' ? 1 : -1;
  const candidates = candidatesIn(observations).filter(({ size }) => size * sign > 0);
  const [first, ...others] = candidates;
  if (first === undefined) return null;
  const best = others.reduce((one, other) => (other.gain > one.gain ? other : one), first);
  return { ...best, ...rangeOf(candidates, best) };
}

/** The shortest range of places around the best whose likelihood is enough, the forms together. */
function rangeOf(candidates: readonly Candidate[], best: Candidate): Pick<Onset, 'earliest' | 'latest'> {
  const likelihood = new Map<number, number>();
  for (const { at, gain } of candidates)
    likelihood.set(at, (likelihood.get(at) ?? 0) + Math.exp((gain - best.gain) / 2));
  const total = [...likelihood.values()].reduce((sum, each) => sum + each, 0);
  const likeliest = [...likelihood].toSorted(([, one], [, other]) => other - one);
  let held = 0;
  const places = [best.at];
  for (const [at, each] of likeliest) {
    if (held >= LIKELIHOOD * total) break;
    held += each;
    places.push(at);
  }
  return { earliest: Math.min(...places), latest: Math.max(...places) };
}

/** Sums over the observations from some place on; t counts from the first of all. */
interface Sums {
  readonly w: number;
  readonly wt: number;
  readonly wtt: number;
  readonly wy: number;
  readonly wty: number;
}

function candidatesIn(observations: readonly Observation[]): Candidate[] {
  const found: Candidate[] = [];
  const all = observations.reduce((sums, observation, t) => plus(sums, observation, t), NONE);
  let after = NONE;
  for (const [t, observation] of [...observations.entries()].toReversed()) {
    after = plus(after, observation, t);
    // One observation is needed before the change.
    if (t > 0) for (const form of FORMS) found.push(fitted(form, t, { after, all, last: observations.length - 1 }));
  }
  return found;
}

const NONE: Sums = { w: 0, wt: 0, wtt: 0, wy: 0, wty: 0 };

function plus({ w, wt, wtt, wy, wty }: Sums, { estimate, error }: Observation, t: number): Sums {
  const weight = error ** -2;
  const weighted = weight * estimate;
  return { w: w + weight, wt: wt + weight * t, wtt: wtt + weight * t * t, wy: wy + weighted, wty: wty + weighted * t };
}

/** The least squares of a level and a change that is 0 before `at`. */
function fitted(
  form: Form,
  at: number,
  { after, all, last }: { readonly after: Sums; readonly all: Sums; readonly last: number },
): Candidate {
  const before = at - 1;
  const [x, xx, xy] =
    form === 'step'
      ? [after.w, after.w, after.wy]
      : [
          after.wt - before * after.w,
          after.wtt - 2 * before * after.wt + before ** 2 * after.w,
          after.wty - before * after.wy,
        ];
  const spread = xx - x ** 2 / all.w;
  const covered = xy - (x * all.wy) / all.w;
  const slope = spread > 0 ? covered / spread : 0;
  return { form, at, size: form === 'step' ? slope : slope * (last - before), gain: covered * slope };
}
