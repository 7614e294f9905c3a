/** The last part of a quiet: the visit only waits. */
export interface Lull {
  /** How long before the end of the quiet it begins at most, ms: not before what the page was seen to do late. */
  readonly leadMs: number;
  readonly begin: () => void;
  /** The page is not quiet after all: it will last longer, and so will the quiet. */
  readonly interrupt: () => void;
}

/**
 * The last part of a settle window, ms: what comes after the longest gap that it was learnt from. (The window is that gap
 * and a half, and 100 ms.)
 */
export function calmOf(settleMs: number): number {
  return settleMs - Math.max(0, settleMs - 100) / 1.5;
}
