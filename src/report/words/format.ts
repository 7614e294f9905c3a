import type { Limit } from '../../model/budget.ts';
import type { CostLimit } from '../../model/graphql.ts';
import type { Unit } from '../../model/metric.ts';
import { costText } from '../../text/cost.ts';
import { digits, distinct, DUST, isDust, SCORE_DUST, type Scale } from './rounding.ts';

/**
 * Numbers for readers. Times are in whole milliseconds (one decimal below 10 ms), from 1,000 ms on in seconds with two
 * decimals; sizes are in kB or MB of 1000 and 1,000,000 bytes; scores have two decimals, changes of a score three; percentages none (one below 10 %). Costs are exact.
 *
 * Rounding never contradicts: a number gets as many more decimals as it takes to stay on its own side of 0 and of every
 * limit it is held against (2,503 ms against 2.5 s is "2.503 s", not "2.50 s"). Where four more are not enough it is
 * rounded away from the limit. The bounds of an interval share the value's unit, and the decimals of the largest of them.
 */

interface Estimate {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** `412 ms`, `2.48 s`, `0.18`; `limits` in the unit's own terms (ms or score). */
export function quantity(value: number, unit: Unit, limits: readonly number[] = []): string {
  if (unit === 'cost') return costText(value);
  const scale = scaleOf(value, unit);
  return digits(value, scale, limits) + scale.suffix;
}

/** `2.61 s (2.58 to 2.70)`; `(2.58 or more)` where a bound is unknown, no brackets where both are. */
export function estimate(of: Estimate, unit: Unit, limits: readonly number[] = []): string {
  if (unit === 'cost') return costText(of.value);
  return withInterval(of, intervalScale(of, unit), limits);
}

/** `+412 ms (398 to 425)`, `−12 ms (−20 to −3)`, `+0.161 (0.157 to 0.165)`; `0` where nothing moved at all. */
export function change(difference: Estimate, unit: Unit, limits: readonly number[] = []): string {
  if (isNothing(difference, unit)) return '0';
  if (unit === 'cost') return plus(difference.value) + costText(difference.value);
  const scale = changeScale(difference, unit);
  return plus(difference.value, scale.dust) + withInterval(difference, scale, limits);
}

/** `+412 ms`, as in `change`. */
export function changeAlone(difference: Estimate, unit: Unit, limits: readonly number[] = []): string {
  return change({ ...difference, low: null, high: null }, unit, limits);
}

/** `412 ms`, with the unit and the decimals that `range` gives its bounds; as `quantity` where no bound is known. */
export function besideRange({ value, low, high }: Estimate, unit: Unit, limits: readonly number[] = []): string {
  const largest = largestOf({ low, high });
  if (largest === null) return quantity(value, unit, limits);
  const scale = changeScale({ value: largest, low, high }, unit);
  return digits(value, scale, limits) + scale.suffix;
}

/** `between 398 and 425 ms`, `at least 0.14`; empty if nothing is known. */
export function range({ low, high }: Omit<Estimate, 'value'>, unit: Unit, limits: readonly number[] = []): string {
  const largest = largestOf({ low, high });
  if (largest === null) return '';
  const scale = changeScale({ value: largest, low, high }, unit);
  const bound = (edge: number) => digits(edge, scale, limits);
  if (low === null) return `at most ${bound(high ?? 0)}${scale.suffix}`;
  if (high === null) return `at least ${bound(low)}${scale.suffix}`;
  if (bound(low) === bound(high)) return bound(low) + scale.suffix;
  return `between ${bound(low)} and ${bound(high)}${scale.suffix}`;
}

function largestOf({ low, high }: Omit<Estimate, 'value'>): number | null {
  const known = [low, high].filter((edge) => edge !== null);
  return known.length === 0 ? null : known.reduce((best, edge) => (Math.abs(edge) > Math.abs(best) ? edge : best), 0);
}

/** Changes of a score have three decimals. */
function changeScale(difference: Estimate, unit: Unit): Scale {
  const scale = intervalScale(difference, unit);
  return unit === 'score' ? { ...scale, decimals: 3 } : scale;
}

/** Whether nothing moved at all, at either end of the interval. */
export function isNothing({ value, low, high }: Estimate, unit: Unit): boolean {
  const dust = unit === 'score' ? SCORE_DUST : DUST;
  return [value, low ?? value, high ?? value].every((number) => isDust(number, dust));
}

/** `+412 ms`: a change without its interval, for places that show the interval separately. */
export function signed(value: number, unit: Unit): string {
  return plus(value, unit === 'score' ? SCORE_DUST : DUST) + quantity(value, unit);
}

/** Beyond ten times, a percentage shows only that the earlier value was close to zero. */
const MOST_PERCENT = 900;

/** `+38 %` for 0.38, `over 10 times` beyond ten times as much; `limits` are fractions. */
export function percentChange(fraction: number, limits: readonly number[] = []): string {
  if (Math.round(100 * fraction) > MOST_PERCENT) return 'over 10 times';
  const scale = { divisor: 0.01, suffix: ' %', decimals: Math.abs(fraction) < 0.0995 ? 1 : 0 };
  return plus(fraction) + digits(fraction, scale, limits) + scale.suffix;
}

/** `−0.6 to −0.2 %` for −0.006 and −0.002: with as many decimals as it takes to be two numbers. */
export function percentRange({ low, high }: { readonly low: number; readonly high: number }): string {
  const decimals = Math.max(Math.abs(low), Math.abs(high)) < 0.0995 ? 1 : 0;
  const bounds = distinct([low, high], (places) => ({ divisor: 0.01, suffix: '', decimals: decimals + places }));
  return `${bounds.join(' to ')} %`;
}

/** `0.8 [0.7, 0.9]`: a ratio with its interval. */
export function ratio({
  value,
  low,
  high,
}: {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}): string {
  const [middle, least, most] = distinct([value, low, high], (places) => ({
    divisor: 1,
    suffix: '',
    decimals: 1 + places,
  }));
  return `${middle} [${least}, ${most}]`;
}

/** `98 %` of a change; `over 99 %` rather than a rounded 100 %. */
export function share(fraction: number): string {
  if (fraction < 1 && fraction > 0.995) return 'over 99 %';
  if (fraction >= 1 && fraction < 1.005) return '100 %';
  return digits(fraction, { divisor: 0.01, suffix: '', decimals: 0 }, [1]) + ' %';
}

/** A limit as exactly as it was declared: `2.5 s`, `50 ms`, `5 %`, `300 kB`, `0.1`. */
export function limit({ value, unit }: Limit | CostLimit): string {
  if (unit === '%') return `${value} %`;
  if (unit === 'score' || unit === 'cost') return String(value);
  if (unit === 'bytes') return declaredSize(value);
  return value >= 1000 ? `${Number((value / 1000).toFixed(6))} s` : `${value} ms`;
}

function declaredSize(bytes: number): string {
  const { divisor, suffix } = bytes >= 1e6 ? sizeScaleOf(bytes) : sizeScaleOf(bytes >= 1000 ? 1000 : 0);
  return `${Number((bytes / divisor).toFixed(6))}${suffix}`;
}

/** `+5 % and +50 ms`: tolerances that must all be exceeded. */
export function tolerances(limits: readonly (Limit | CostLimit)[]): string {
  return limits.map((each) => `+${limit(each)}`).join(' and ');
}

/** `1 budget`, `3 budgets`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `75th percentile` */
export function percentile(number: number): string {
  const suffixes: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };
  const suffix = suffixes[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)] ?? 'th';
  return `${number}${suffix} percentile`;
}

function scaleOf(value: number, unit: Unit): Scale {
  if (unit === 'bytes') return sizeScaleOf(Math.abs(value));
  if (unit === 'score') return { divisor: 1, suffix: '', decimals: 2, dust: SCORE_DUST };
  const size = Math.abs(value);
  if (size >= 999.5) return { divisor: 1000, suffix: ' s', decimals: 2 };
  return { divisor: 1, suffix: ' ms', decimals: size < 9.95 ? 1 : 0 };
}

/** 1 kB is 1000 bytes. */
function sizeScaleOf(size: number): Scale {
  if (size >= 999_500) return { divisor: 1e6, suffix: ' MB', decimals: 2 };
  if (size >= 999.5) return { divisor: 1000, suffix: ' kB', decimals: size < 9_950 ? 1 : 0 };
  return { divisor: 1, suffix: ' B', decimals: 0 };
}

/** The value's unit, with as few decimals as the largest of the numbers needs. */
function intervalScale({ value, low, high }: Estimate, unit: Unit): Scale {
  const scale = scaleOf(value, unit);
  const largest = Math.max(Math.abs(value), Math.abs(low ?? 0), Math.abs(high ?? 0));
  return scale.divisor === 1 && unit === 'ms' ? { ...scale, decimals: largest < 9.95 ? 1 : 0 } : scale;
}

function withInterval({ value, low, high }: Estimate, scale: Scale, limits: readonly number[]): string {
  return digits(value, scale, limits) + scale.suffix + interval({ low, high }, (edge) => digits(edge, scale, limits));
}

function interval({ low, high }: Omit<Estimate, 'value'>, bound: (edge: number) => string): string {
  if (low === null && high === null) return '';
  if (low === null) return ` (${bound(high ?? 0)} or less)`;
  return high === null ? ` (${bound(low)} or more)` : ` (${bound(low)} to ${bound(high)})`;
}

function plus(value: number, dust = DUST): string {
  return value > 0 && !isDust(value, dust) ? '+' : '';
}
