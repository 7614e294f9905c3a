import { median } from './numbers.ts';
import { blockPermutationTest } from './permutation.ts';
import { smallestP, type Thresholds } from './plan.ts';
import { MAD_TO_SIGMA } from './scores.ts';
import { withinBlockDifferences } from './series.ts';
import type { Series } from './series.ts';
import type { DecisionVersion } from './versions.ts';
import { logFloor, logScores, logView, shiftHead } from './views.ts';

/** A relative change: fractions of base (0.1 is +10 %). Null if the data set no bound. */
export interface RelativeChange {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** The scan for an end: steps of a quarter of the scatter, at most 15 scatters away. Then bisection to 2⁻²⁵ of a step. */
const SCAN_STEP = 0.25;
const SCAN_STEPS = 60;
const BISECTIONS = 25;
/** Keeps the scan moving where all differences are equal. */
const SMALLEST_SCATTER = 1e-6;

/** What the sums of the test may be off by, as a fraction. */
const ROUNDING = 1e-9;

/** By what a decision tested the values. */
export interface TestedBy {
  /** Absent: the current one. */
  readonly version?: DecisionVersion | undefined;
  /** The relative tolerances that it held them against, fractions: of each the interval says what the decision said. */
  readonly fractions?: readonly number[];
}

/** On the log scale; null if the data set no bound. */
interface Ends {
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The relative change of a whole LCP or INP and its interval by test inversion: the changes that the very test of the
 * decision does not reject, at the decision's own levels (Hodges & Lehmann 1963; repeated intervals: Jennison &
 * Turnbull 2000, ch. 9). `value` is the median within-block log ratio, or the end of the interval that it lies beyond.
 * Values in ms, above 0; `step` in ms.
 */
export function relativeChange(
  series: Series,
  step: number,
  thresholds: Thresholds,
  { version, fractions = [] }: TestedBy = {},
): RelativeChange {
  const logs = logView(series, 0);
  const floor = logFloor(series, step);
  const ratios = withinBlockDifferences(logs);
  const centre = median(ratios);
  const mad = median(ratios.map((ratio) => Math.abs(ratio - centre)));
  const stride = SCAN_STEP * Math.max(MAD_TO_SIGMA * mad, floor, SMALLEST_SCATTER);
  const tailsAt = (shift: number) => blockPermutationTest(logScores(shiftHead(logs, shift), floor, version));
  // Where so few blocks can reject nothing, the scan need not try.
  const leastP = smallestP(series.length) * (1 - ROUNDING);
  const isBelow = (shift: number): boolean =>
    thresholds.tolerance >= leastP && tailsAt(shift).upper <= thresholds.tolerance;
  const isAbove = (shift: number): boolean => thresholds.pass >= leastP && tailsAt(shift).lower <= thresholds.pass;
  const ends = fractions
    .map(Math.log1p)
    .reduce<Ends>((found, shift) => agreeingAt(found, shift, { isBelow: isBelow(shift), isAbove: isAbove(shift) }), {
      low: edge(centre, -stride, (shift) => !isBelow(shift)),
      high: edge(centre, stride, (shift) => !isAbove(shift)),
    });
  return {
    value: Math.expm1(Math.min(Math.max(centre, ends.low ?? -Infinity), ends.high ?? Infinity)),
    low: ends.low === null ? null : Math.expm1(ends.low),
    high: ends.high === null ? null : Math.expm1(ends.high),
  };
}

/**
 * The interval with the answer that the test gave at `shift`: outside if it was rejected, else inside. Between its ends the
 * scores need not be monotone in the shift, so a scan may stop on the other side of a tolerance.
 */
function agreeingAt(
  { low, high }: Ends,
  shift: number,
  { isBelow, isAbove }: { readonly isBelow: boolean; readonly isAbove: boolean },
): Ends {
  return {
    low: isBelow ? Math.max(low ?? shift, shift) : low === null ? null : Math.min(low, shift),
    high: isAbove ? Math.min(high ?? shift, shift) : high === null ? null : Math.max(high, shift),
  };
}

/** Where `inside` stops to hold on the way from the centre, or null if it holds as far as the scan goes. */
function edge(centre: number, stride: number, inside: (shift: number) => boolean): number | null {
  let steps = 1;
  while (steps <= SCAN_STEPS && inside(centre + steps * stride)) steps += 1;
  if (steps > SCAN_STEPS) return null;
  let near = centre + (steps - 1) * stride;
  let far = centre + steps * stride;
  for (let round = 0; round < BISECTIONS; round += 1) {
    const middle = (near + far) / 2;
    if (inside(middle)) near = middle;
    else far = middle;
  }
  return far;
}
