import { SUM_TOLERANCE } from './breakdown.ts';

/** The change of one node from base to head with its 95 % interval, and those of its parts; they sum as a breakdown does. */
export interface Difference {
  readonly id: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly parts: readonly Difference[];
}

/** A change is resolved if its interval excludes 0. */
export function isResolved({ low, high }: Pick<Difference, 'low' | 'high'>): boolean {
  return low > 0 || high < 0;
}

/**
 * The fraction of a change that a part of it makes up; above 1 if other parts went the other way meanwhile. Null if
 * the fraction does not exist: the change is zero, it goes in the other direction, or the part is unbounded.
 */
export function shareOf(part: number, whole: number): number | null {
  if (Math.abs(whole) <= SUM_TOLERANCE || part * whole < 0) return null;
  const fraction = part / whole;
  return Number.isFinite(fraction) ? fraction : null;
}
