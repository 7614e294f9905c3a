import { studentTwoSided, studentUpperQuantile } from './student.ts';

/** A number with its interval. A bound is null where the data do not set one. */
export interface Interval {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a treatment changed. */
export interface Effect {
  readonly refused: null;
  /** `clustered`: standard errors over clusters. `randomisation`: where there are too few clusters for those. */
  readonly method: 'clustered' | 'randomisation';
  /** Treated less control, in the outcome's unit. */
  readonly difference: Interval;
  /** The same as a fraction of what the treated would have had (0.1 is +10 %); null where that is not above 0. */
  readonly relative: Interval | null;
  /** As R gives it: `sandwich::vcovCL`. Interval and p-value of clustered errors allow for few clusters, too. */
  readonly se: number;
  /** Two-sided, of no effect. */
  readonly p: number;
  /** Of Student's t; null by randomisation. */
  readonly degrees: number | null;
  /** How many assignments the test compares with, and whether these are all that could have been drawn; null if clustered. */
  readonly assignments: { readonly count: number; readonly exact: boolean } | null;
  /** Units of assignment that were compared. */
  readonly clusters: number;
}

export interface Refused {
  readonly refused: Refusal;
}

/** `no-variation`: all units of an arm are alike, for example no conversion at all, so an error cannot be given. */
type Refusal = 'too-few-clusters' | 'too-few-switches' | 'no-variation';

/** With fewer clusters the clustered error is not to be trusted. */
export const FEWEST_FOR_ERRORS = 10;
export const FEWEST_OF_AN_ARM = 5;
/** With fewer clusters nothing can be told. */
export const FEWEST = 4;
export const CONFIDENCE = 0.95;

/** Part of a variance, and how many clusters of one weight it comes from. */
export interface VariancePart {
  readonly variance: number;
  /** (Σ w)² / Σ w² (Kish 1965), at least 2. */
  readonly effective: number;
}

/**
 * Degrees of freedom of a sum of independent variances (Satterthwaite 1946; Welch 1947). A few clusters that are much larger
 * than the others decide a variance alone: each part has its effective clusters less one.
 */
function welchDegrees(parts: readonly VariancePart[]): number {
  const total = parts.reduce((sum, { variance }) => sum + variance, 0);
  const squares = parts.reduce((sum, { variance, effective }) => sum + variance ** 2 / (effective - 1), 0);
  return total ** 2 / squares;
}

/** Value ± t · se of independent parts of a variance that is not 0, with the p-value of 0. */
export function studentInterval(
  value: number,
  parts: readonly VariancePart[],
  risk = 1 - CONFIDENCE,
): { readonly interval: Interval; readonly p: number; readonly degrees: number } {
  const se = Math.sqrt(parts.reduce((sum, { variance }) => sum + variance, 0));
  const degrees = welchDegrees(parts);
  const reach = studentUpperQuantile(risk / 2, degrees) * se;
  return {
    interval: { value, low: value - reach, high: value + reach },
    p: studentTwoSided(value / se, degrees),
    degrees,
  };
}

/** An interval on the log scale as fractions of change. */
export function asFraction({ value, low, high }: Interval): Interval {
  return {
    value: Math.expm1(value),
    low: low === null ? null : Math.expm1(low),
    high: high === null ? null : Math.expm1(high),
  };
}

/**
 * A difference relative to what the treated would have had, `treated − difference`: each difference of the interval says what that
 * is. Null where it is not above 0.
 */
export function relativeTo(treated: number, { value, low, high }: Interval): Interval | null {
  const fraction = (difference: number | null): number | null =>
    difference === null || treated - difference <= 0 ? null : difference / (treated - difference);
  const found = fraction(value);
  return found === null ? null : { value: found, low: fraction(low), high: fraction(high) };
}
