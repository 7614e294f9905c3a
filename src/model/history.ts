import type { Enforcement } from './budget.ts';
import type { Limit } from './limit.ts';
import type { Metric } from './metric.ts';

/** How main is followed over time. */
export interface HistoryConfig {
  /** The commit that main is compared with: a SHA, a tag or a branch. */
  readonly anchor: string;
  /** Where its build is served, where the deploys do not say; may hold placeholders. */
  readonly anchorUrl: string | null;
  readonly place: HistoryPlace;
  readonly creep: readonly CreepBudget[];
}

/** Where entries are kept; a folder is absolute. */
type HistoryPlace =
  | { readonly kind: 'branch'; readonly branch: string }
  | { readonly kind: 'folder'; readonly folder: string };

/** How far a metric may have moved since the anchor, on any route: in %, or as a score. */
export interface CreepBudget {
  readonly metric: Metric;
  readonly limit: Limit;
  readonly enforce: Enforcement;
}
