import { deepestDominant, largestBy } from '../model/breakdown.ts';
import type { Difference } from '../model/comparison.ts';
import { isResolved, shareOf } from '../model/difference.ts';

/** The part of a change that explains it best. */
export interface Culprit {
  /** From the first part below the compared node down to `part`. */
  readonly segments: readonly string[];
  readonly part: Difference;
  /** The part's fraction of the whole change; null if both are without bound. */
  readonly share: number | null;
}

/**
 * The deepest resolved part that explains most of a resolved change: on the first level the largest resolved part in
 * the direction of the change, below it any that holds at least half of its parent's. Null if the change itself, or
 * every part of it, is not resolved.
 */
export function culpritOf(whole: Difference): Culprit | null {
  if (!isResolved(whole)) return null;
  const first = largestBy(resolvedParts(whole), ({ value }) => Math.abs(value));
  if (first === null) return null;
  const { segments, part } = deepestDominant<CulpritNode>(
    { segments: [first.id], part: first },
    (above) => resolvedParts(above.part).map((each) => ({ segments: [...above.segments, each.id], part: each })),
    (found) => found.part.value,
  );
  return { segments, part, share: shareOf(part.value, whole.value) };
}

type CulpritNode = Omit<Culprit, 'share'>;

/** Those in the direction of the change. */
function resolvedParts(whole: Difference): readonly Difference[] {
  return whole.parts.filter((part) => isResolved(part) && part.value * whole.value > 0);
}
