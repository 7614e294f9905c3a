import { sum } from './numbers.ts';

/** A positive quantity with its interval: 0 < low ≤ value ≤ high. */
export interface Factor {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The interval of a product of independent positive factors, at the confidence level that all of theirs have. On the log
 * scale the product is a sum, and its distance to a bound is the root of the sum of the factors' squared distances (MOVER:
 * Zou & Donner 2008, "Construction of confidence limits about effect measures", Statistics in Medicine 27).
 *
 * @throws RangeError if a factor is not positive, or its value lies outside of its bounds
 */
export function productOf(factors: readonly Factor[]): Factor {
  for (const { value, low, high } of factors)
    if (!(low > 0 && low <= value && value <= high && high < Infinity))
      throw new RangeError(`not a positive factor within its bounds: ${low} ≤ ${value} ≤ ${high}`);
  const log = sum(factors.map(({ value }) => Math.log(value)));
  const below = Math.hypot(...factors.map(({ value, low }) => Math.log(value / low)));
  const above = Math.hypot(...factors.map(({ value, high }) => Math.log(high / value)));
  return { value: Math.exp(log), low: Math.exp(log - below), high: Math.exp(log + above) };
}
