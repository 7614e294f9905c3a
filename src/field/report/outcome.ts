import type { Interval } from '../../stats/experiments/effect.ts';
import { change, percentChange, percentRange, quantity } from '../../report/words/format.ts';
import { unitOfPath } from './unit.ts';

/** What outcomes are shown in: `conversion`, `value` or the path of a node; a currency of values where it is known. */
export interface OutcomeUnit {
  readonly outcome: string;
  readonly currency: string | null;
}

const MINUS = '−';
const LEAST_DECIMALS = 2;
const MOST_DECIMALS = 6;

/** `3.12 %`, `1.84 EUR`, `1.20 s`. */
export function meanText(mean: number, { outcome, currency }: OutcomeUnit): string {
  if (outcome === 'conversion') return `${(100 * mean).toFixed(LEAST_DECIMALS)} %`;
  if (outcome === 'value') return `${mean.toFixed(LEAST_DECIMALS)}${currency === null ? '' : ` ${currency}`}`;
  return quantity(mean, unitOfPath(outcome));
}

/** `+0.21 points (0.05 to 0.37)`, `−1.20 EUR (−2.31 to −0.09)`, `+412 ms (398 to 425)`. */
export function differenceText(difference: Interval, { outcome, currency }: OutcomeUnit): string {
  if (outcome !== 'conversion' && outcome !== 'value') return change(difference, unitOfPath(outcome));
  const scale = outcome === 'conversion' ? 100 : 1;
  const suffix = outcome === 'conversion' ? ' points' : currency === null ? '' : ` ${currency}`;
  const [value, low, high] = [difference.value, difference.low, difference.high].map((number) =>
    number === null ? null : number * scale,
  );
  const decimals = decimalsOf([value, low, high].filter((number) => number !== null && number !== undefined));
  const text = (number: number | null | undefined): string =>
    (number ?? 0) < 0 ? `${MINUS}${(-(number ?? 0)).toFixed(decimals)}` : (number ?? 0).toFixed(decimals);
  const sign = (value ?? 0) > 0 ? '+' : '';
  return `${sign}${text(value)}${suffix}${boundsText(low ?? null, high ?? null, text)}`;
}

function boundsText(low: number | null, high: number | null, text: (number: number) => string): string {
  if (low !== null && high !== null) return ` (${text(low)} to ${text(high)})`;
  if (low !== null) return ` (${text(low)} or more)`;
  return high === null ? '' : ` (${text(high)} or less)`;
}

/** So many that no number that is not 0 is shown as 0, unless that takes more than six. */
function decimalsOf(numbers: readonly number[]): number {
  const least = Math.min(...numbers.map(Math.abs).filter((size) => size > 0), 1);
  return Math.min(MOST_DECIMALS, Math.max(LEAST_DECIMALS, Math.ceil(-Math.log10(least))));
}

/** `+16 % (3 to 29 %)`. */
export function relativeText({ value, low, high }: Interval): string {
  return `${percentChange(value)}${low === null || high === null ? '' : ` (${percentRange({ low, high })})`}`;
}
