import { CONFIDENCE, type Interval } from './effect.ts';

/**
 * A studentised difference under one assignment, when the effect τ is taken off from what was treated: the difference is
 * `difference[0] − τ difference[1]`, and its variance `variance[0] − 2 τ variance[1] + τ² variance[2]`.
 */
export interface ShiftedStatistic {
  readonly difference: readonly [number, number];
  readonly variance: readonly [number, number, number];
}

export interface Randomised {
  readonly difference: Interval;
  readonly se: number;
  readonly p: number;
}

/** Distances of the search from the estimate, in standard errors: from 0.02 by 5 % to more than 10⁶. */
const NEAREST = 0.02;
const GROWTH = 1.05;
const SEARCHED = 370;
const BISECTIONS = 50;
/** Statistics that are equal but for rounding count as equal. */
const ROUNDING = 1e-9;

/**
 * Randomisation inference on |t| (Fisher 1935; Imbens & Rubin 2015, "Causal Inference", ch. 5; studentised: Wu & Ding 2021,
 * "Randomization tests for weak null hypotheses", JASA 116). The p-value is the share of the drawable assignments
 * with a t as large. The interval holds the effects τ that the test does not reject at 5 % when τ is taken off from the treated
 * (Ho & Imai 2006, "Randomization inference with natural experiments", JASA 101), from the lowest to the highest.
 *
 * @param drawn of all drawable assignments, the observed one among them
 * @param among how many comparisons share the 5 % (Bonferroni)
 */
export function randomisationInference(
  observed: ShiftedStatistic,
  drawn: readonly ShiftedStatistic[],
  among = 1,
): Randomised {
  const value = observed.difference[0] / observed.difference[1];
  const se = Math.sqrt(varianceAt(observed, value)) / observed.difference[1];
  const risk = (1 - CONFIDENCE) / among + ROUNDING;
  const isInside = (effect: number): boolean => pValue(observed, drawn, effect) > risk;
  return {
    difference: { value, low: edge(value, -se, isInside), high: edge(value, se, isInside) },
    se,
    p: Math.min(1, among * pValue(observed, drawn, 0)),
  };
}

function pValue(observed: ShiftedStatistic, drawn: readonly ShiftedStatistic[], effect: number): number {
  const square = differenceAt(observed, effect) ** 2 * (1 - ROUNDING);
  const variance = varianceAt(observed, effect);
  const asLarge = drawn.filter(
    (each) => differenceAt(each, effect) ** 2 * variance >= square * varianceAt(each, effect),
  );
  return asLarge.length / drawn.length;
}

const differenceAt = ({ difference: [at, slope] }: ShiftedStatistic, effect: number): number => at - effect * slope;

const varianceAt = ({ variance: [at, mixed, square] }: ShiftedStatistic, effect: number): number =>
  Math.max(0, at - effect * (2 * mixed - effect * square));

/** The outermost end of what is inside, on one side of the estimate; null if it does not end. */
function edge(value: number, stride: number, isInside: (effect: number) => boolean): number | null {
  const at = (step: number): number => value + (step === 0 ? 0 : stride * NEAREST * GROWTH ** (step - 1));
  let step = SEARCHED;
  if (isInside(at(step))) return null;
  while (step > 0 && !isInside(at(step - 1))) step -= 1;
  let inside = at(step - 1);
  let outside = at(step);
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (inside + outside) / 2;
    if (isInside(middle)) inside = middle;
    else outside = middle;
  }
  return (inside + outside) / 2;
}
