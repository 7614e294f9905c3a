import { parsePath } from '../../model/breakdown.ts';
import type { Budget } from '../../model/budget.ts';
import type { Limit } from '../../model/limit.ts';
import type { BudgetRow, Verdict } from '../../model/verdict.ts';

/** One node of a route under a condition. Numbers are in ms, of CLS in score; those that nobody measured are null. */
export interface SloRow {
  readonly route: string;
  /** Null: the records name no device. */
  readonly condition: string | null;
  readonly path: string;
  readonly n: number;
  readonly sessions: number;
  /** The share of the views that began whose end is known; null if none is known to have begun. */
  readonly coverage: number | null;
  readonly p75: number | null;
  /** The 95 % interval of `value`. */
  readonly low: number | null;
  readonly high: number | null;
  readonly max: number | null;
  /** Null without a limit. */
  readonly verdict: Verdict | null;
  /** What the slice is of; null if the rows are not sliced, or its records do not say. */
  readonly by: string | null;
  /** The percentile that `max` is about. */
  readonly percentile: number;
  readonly value: number | null;
  readonly enforce: Budget['enforce'] | null;
}

/** A percentile with its interval, in the unit of the node. */
export type Measured = Pick<SloRow, 'value' | 'low' | 'high'>;

/** The whole interval decides. What the machines of visitors differ by is a part of what it is about. */
export function verdictOf({ value, low, high }: Measured, max: Limit | null): Verdict {
  if (value === null || max === null) return 'unmeasured';
  if (low !== null && low > max.value) return 'fail';
  return high !== null && high <= max.value ? 'pass' : 'inconclusive';
}

/** A row as the rules of the gate know one, for waivers and the exit code; null without a limit. */
export function budgetRowOf(row: SloRow): BudgetRow | null {
  const { route, condition, path, value, low, high, max, verdict, enforce } = row;
  if (max === null || verdict === null || enforce === null) return null;
  const unit = parsePath(path)?.[0] === 'cls' ? 'score' : 'ms';
  const limit: BudgetRow['limit'] = [{ value: max, unit }];
  const reason = REASON_OF[verdict];
  return { route, condition: condition ?? '', path, kind: 'max', limit, value, low, high, verdict, reason, enforce };
}

const REASON_OF: Readonly<Record<Verdict, BudgetRow['reason']>> = {
  fail: 'over',
  pass: 'under',
  inconclusive: 'at-risk',
  unmeasured: 'not-seen',
  waived: 'over',
};
