import { isMap } from '../../source/is-map.ts';
import type { CruxMetric } from './metrics.ts';

/** Shares of a histogram are rounded to four decimals, and its p75 to a whole number. */
const SLACK = 0.005;
const P75 = 0.75;

/**
 * Why a p75 cannot be what its name says, as a clause; null if it can. Values in other units are refused: they would become
 * budgets a thousand times too large or too small.
 */
export function implausibility({ name, unit, least, most }: CruxMetric, p75: number, written: unknown): string | null {
  const value = `${name} has a p75 of ${String(written)}`;
  if (unit === 'score') {
    const isWhole = !String(written).includes('.') && p75 >= 1;
    return p75 < least || p75 > most || isWhole ? `${value}, which looks like CLS times 100, not a score` : null;
  }
  if (p75 > most) return `${value}, which looks like microseconds, not ms`;
  if (p75 < least || !Number.isInteger(p75)) return `${value}, which looks like seconds, not ms`;
  return null;
}

/** Why a histogram contradicts its p75, as a clause; null if it does not, or if there is none. */
export function contradiction({ name }: CruxMetric, p75: number, histogram: unknown): string | null {
  if (!Array.isArray(histogram)) return null;
  const bins = histogram.map(binOf);
  let below = 0;
  const possible = bins.filter(({ share }) => {
    const from = below;
    below += share;
    return from - SLACK <= P75 && below + SLACK >= P75;
  });
  if (possible.length === 0 || possible.some(({ start, end }) => start <= p75 && p75 <= end)) return null;
  return `the p75 of ${name}, ${p75}, is not where its histogram has the 75th percentile`;
}

interface Bin {
  readonly start: number;
  readonly end: number;
  readonly share: number;
}

/** Bounds of CLS are strings; the last bin has no end, and an empty one no density. */
function binOf(bin: unknown): Bin {
  const { start, end, density } = isMap(bin) ? bin : {};
  return { start: Number(start ?? 0), end: end === undefined ? Infinity : Number(end), share: Number(density ?? 0) };
}
