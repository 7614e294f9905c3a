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

/** Distances of the search from the estimate, in standard errors: from 0.05 by 10 % to 1,000. */
const NEAREST = 0.05;
const GROWTH = 1.1;
const SEARCHED = 104;
const BISECTIONS = 36;
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
  const cells = packed(drawn);
  const isInside = (effect: number): boolean => pValue(observed, cells, effect) > risk;
  return {
    difference: { value, low: edge(value, -se, isInside), high: edge(value, se, isInside) },
    se,
    p: Math.min(1, among * pValue(observed, cells, 0)),
  };
}

/** Of each statistic five numbers, one after the other, because the interval asks for many p-values of thousands of them. */
const WIDTH = 5;

function packed(statistics: readonly ShiftedStatistic[]): Float64Array {
  const cells = new Float64Array(WIDTH * statistics.length);
  for (const [index, { difference, variance }] of statistics.entries())
    cells.set([...difference, ...variance], WIDTH * index);
  return cells;
}

function pValue(observed: ShiftedStatistic, drawn: Float64Array, effect: number): number {
  const square = differenceAt(observed, effect) ** 2 * (1 - ROUNDING);
  const variance = varianceAt(observed, effect);
  const cell = (index: number): number => drawn[index] ?? 0;
  let asLarge = 0;
  for (let at = 0; at < drawn.length; at += WIDTH) {
    const difference = cell(at) - effect * cell(at + 1);
    const its = cell(at + 2) - effect * (2 * cell(at + 3) - effect * cell(at + 4));
    if (difference * difference * variance >= square * Math.max(0, its)) asLarge += 1;
  }
  return (WIDTH * asLarge) / drawn.length;
}

const differenceAt = ({ difference: [at, slope] }: ShiftedStatistic, effect: number): number => at - effect * slope;

const varianceAt = ({ variance: [at, mixed, square] }: ShiftedStatistic, effect: number): number =>
  Math.max(0, at - effect * (2 * mixed - effect * square));

/** The outermost end of what is inside, on one side of the estimate; null if it does not end within the search. */
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
