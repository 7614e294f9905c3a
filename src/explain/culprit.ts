import type { Difference } from '../model/comparison.ts';

/** The part of a change that explains it best. */
export interface Culprit {
  /** From the first part below the compared node down to `part`. */
  readonly segments: readonly string[];
  readonly part: Difference;
  /** The part's fraction of the whole change; null where both are without bound. */
  readonly share: number | null;
}

/** A child says where its parent's change comes from if it holds at least this much of it. */
const DOMINANT = 0.5;

/** A change is resolved if its interval excludes 0. */
export function isResolved({ low, high }: { readonly low: number; readonly high: number }): boolean {
  return low > 0 || high < 0;
}

/**
 * The deepest resolved part that explains most of a resolved change: on the first level the largest resolved part in
 * the direction of the change, below it any that holds at least half of its parent's. Null where the change itself, or
 * every part of it, is not resolved.
 */
export function culpritOf(whole: Difference): Culprit | null {
  if (!isResolved(whole)) return null;
  let part = largestResolved(whole);
  if (part === null) return null;
  const segments = [part.id];
  for (;;) {
    const deeper = largestResolved(part);
    if (deeper === null || Math.abs(deeper.value) < DOMINANT * Math.abs(part.value)) break;
    part = deeper;
    segments.push(part.id);
  }
  return { segments, part, share: Number.isFinite(part.value) ? part.value / whole.value : null };
}

function largestResolved(whole: Difference): Difference | null {
  const sameWay = whole.parts.filter((part) => isResolved(part) && part.value * whole.value > 0);
  return sameWay.reduce<Difference | null>(
    (best, part) => (best === null || Math.abs(part.value) > Math.abs(best.value) ? part : best),
    null,
  );
}

interface Tree<T> {
  readonly id: string;
  readonly parts: readonly T[];
}

/** The node a path below (and including) `root` names, in a breakdown or a difference. */
export function partAt<T extends Tree<T>>(root: T, segments: readonly string[]): T | null {
  const [first, ...rest] = segments;
  if (first !== root.id) return null;
  let node: T | undefined = root;
  for (const segment of rest) node = node?.parts.find((part) => part.id === segment);
  return node ?? null;
}
