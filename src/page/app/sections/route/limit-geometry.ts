import type { BudgetRow } from '../../../../model/verdict.ts';
import { scaleOver, type Scale } from '../../../data/scale.ts';

/** A budget as a drawing: what was measured, and what is allowed. */
export interface LimitDrawing {
  readonly scale: Scale;
  readonly value: number;
  /** Null where the bound is not known. */
  readonly low: number | null;
  readonly high: number | null;
  /** What is allowed, in the unit of the metric; null if it is a share of what has no value. */
  readonly limit: number | null;
}

/**
 * Where a budget's number lies beside 0 and its limit; null if there is no number, or one without bound.
 *
 * @param base what the node is on base, of which relative limits are a share
 */
export function limitDrawing(row: BudgetRow, base: number | null): LimitDrawing | null {
  const { value, low, high } = row;
  if (value === null || ![value, low ?? value, high ?? value].every(Number.isFinite)) return null;
  const limit = amountOf(row.limit, base);
  const shown = [0, value, low, high, limit].filter((each) => each !== null);
  return { scale: scaleOver(shown), value, low, high, limit };
}

/** All tolerances must be exceeded, so the largest is what counts. */
function amountOf(limits: BudgetRow['limit'], base: number | null): number | null {
  const amounts = limits.map(({ value, unit }) => (unit === '%' ? base && (value / 100) * base : value));
  const known = amounts.filter((amount) => amount !== null);
  return known.length === limits.length && known.length > 0 ? Math.max(...known) : null;
}

/** The limits in the metric's own unit, on what the report prints: rounding may not take a number across them. */
export function limitsOn(rows: readonly BudgetRow[], kind: BudgetRow['kind']): number[] {
  return rows
    .filter((row) => row.kind === kind)
    .flatMap(({ limit }) => limit.filter(({ unit }) => unit !== '%').map(({ value }) => value));
}
