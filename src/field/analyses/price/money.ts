import type { IntervalEstimate } from '../../../stats/clustered-covariance.ts';
import type { Worth } from '../../questions/price.ts';

/** Revenue of a week, in the currency: what 100 ms more would change it by, 95 %. */
export interface Money {
  readonly low: number;
  readonly high: number;
}

const CENTS = 100;
const WEEK_DAYS = 7;
const Z = 1.959963984540054;

/**
 * The change of conversions per session times what a converted session is worth times the sessions of a week. The two first
 * are estimates; the errors of both count, as independent (delta method): var(ab) ≈ b² var(a) + a² var(b).
 *
 * @param change of the share of sessions that convert
 * @param sessions that were analysed, of so many days
 */
export function moneyPerWeek(change: IntervalEstimate, worth: Worth, sessions: number, days: number): Money | null {
  const { sessions: buyers, cents, squares } = worth;
  if (buyers < 2 || worth.priced === 0) return null;
  const mean = cents / CENTS / buyers;
  const variance = Math.max(0, squares / CENTS ** 2 / buyers - mean ** 2) / (buyers - 1);
  const weekly = (sessions / days) * WEEK_DAYS;
  const value = change.value * mean * weekly;
  const reach = Z * weekly * Math.hypot(mean * change.se, change.value * Math.sqrt(variance));
  return { low: value - reach, high: value + reach };
}
