import type { Limit } from './limit.ts';
import type { Metric } from './metric.ts';

export type { Limit } from './limit.ts';

export type Enforcement = 'block' | 'warn';

/** A declared limit on one node of a metric's breakdown. At least one of `max` and `maxIncrease` is set. */
export interface Budget {
  /** The node by its canonical path, however it was written: `lcp`, `lcp.ttfb`. */
  readonly path: string;
  readonly segments: readonly string[];
  readonly metric: Metric;
  /** Absolute limit (SLO) at `percentile`, never in %. */
  readonly max: Limit | null;
  /** The percentile of the head visits that must stay within `max`, 1…99. */
  readonly percentile: number;
  /** Tolerances on the increase from base to head; all must be exceeded to break the budget. Null: none declared. */
  readonly maxIncrease: readonly Limit[] | null;
  readonly enforce: Enforcement;
  /** Whether it is a default budget; absent: no. */
  readonly isDefault?: true | undefined;
}
