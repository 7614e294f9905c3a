import { median } from './numbers.ts';
import { blockPermutationTest } from './permutation.ts';
import type { Thresholds } from './plan.ts';
import { MAD_TO_SIGMA } from './scores.ts';
import { withinBlockDifferences } from './series.ts';
import type { Series } from './series.ts';
import { logFloor, logScores, logView } from './views.ts';

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

/**
 * The relative change of a whole LCP or INP and its interval by test inversion: the changes that the very test of the
 * decision does not reject, at the decision's own levels (Hodges & Lehmann 1963; repeated intervals: Jennison &
 * Turnbull 2000, ch. 9). `value` is the median within-block log ratio. Values in ms, above 0; `step` in ms.
 */
export function relativeChange(series: Series, step: number, thresholds: Thresholds): RelativeChange {
  const ratios = withinBlockDifferences(logView(series, 0));
  const centre = median(ratios);
  const mad = median(ratios.map((ratio) => Math.abs(ratio - centre)));
  const stride = SCAN_STEP * Math.max(MAD_TO_SIGMA * mad, logFloor(series, step), SMALLEST_SCATTER);
  const tailsAt = (shift: number) => blockPermutationTest(logScores(series, shift, step));
  const low = edge(centre, -stride, (shift) => tailsAt(shift).upper > thresholds.tolerance);
  const high = edge(centre, stride, (shift) => tailsAt(shift).lower > thresholds.pass);
  return {
    value: Math.expm1(centre),
    low: low === null ? null : Math.expm1(low),
    high: high === null ? null : Math.expm1(high),
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
