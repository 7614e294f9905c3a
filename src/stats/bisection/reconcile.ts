import { sum } from '../numbers.ts';
import { step, type ArmFit, type ArmShare, type Contrast } from './arms.ts';
import type { Bracket } from './posterior.ts';
import type { Change } from './task.ts';

/**
 * The changes over stretches that lie end to end, made to sum to the change that is reported: that one comes from other
 * blocks than theirs, so the two differ by noise. What they lack is shared out in proportion to their variances (least
 * squares under the constraint of the sum, the stretches being taken for independent: Deming 1943), so that a stretch
 * that is known well hardly moves. Each interval holds the noise of what is left of the visits' own estimate and of the
 * stretch's part of the reported change, the blocks of which are taken for independent.
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
