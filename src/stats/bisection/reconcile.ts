import { sum } from '../numbers.ts';
import { step, type ArmFit, type ArmShare, type Contrast } from './arms.ts';
import type { Bracket } from './posterior.ts';
import type { Change } from './task.ts';

/**
 * Adjusts the changes over adjacent stretches so that they add up to the reported change. That change comes from other
 * blocks, so the two sums differ by noise. The difference is distributed in proportion to the stretches' variances
 * (least squares under the constraint of the sum, with independent stretches: Deming 1943), so that a precise estimate
 * hardly moves. Each interval combines the noise that remains of the visits' own estimate with that of the stretch's
 * part of the reported change; their blocks are treated as independent.
 */
export function reconcile(stretches: readonly Bracket[], fit: ArmFit, whole: Change): Change[] {
  const own = stretches.map(({ low, high }) => fit.contrast(low, high));
  const variances = sum(own.map(({ se }) => se ** 2));
  const all = stretches.flatMap(({ low, high }) => step(low, high));
  return stretches.map(({ low, high }, index) => {
    const weight = (own[index]?.se ?? 0) ** 2 / variances;
    const kept = fit.combination([...step(low, high), ...times(-weight, all)]);
    return plus(kept, weight, whole);
  });
}

function times(factor: number, shares: readonly ArmShare[]): ArmShare[] {
  return shares.map(({ arm, share }) => ({ arm, share: factor * share }));
}

/** A part of the reported change on top of what the visits say; their errors are independent. */
function plus(kept: Contrast, weight: number, whole: Change): Change {
  const effect = kept.effect + weight * whole.effect;
  const reach = Math.hypot(kept.high - kept.low, weight * (whole.high - whole.low)) / 2;
  return { effect, low: effect - reach, high: effect + reach };
}
