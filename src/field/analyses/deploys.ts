import type { CoverageRow, DeployedSha, SeriesRow } from './rows.ts';

export interface DeploysInput {
  readonly series: readonly SeriesRow[];
  readonly coverage: readonly CoverageRow[];
  /** In any order; those outside the window only say what was served before it. */
  readonly deploys: readonly DeployedSha[];
  /** The window, ISO instants. */
  readonly from: string;
  readonly to: string;
}

/** Why nothing can be said of a deploy. */
export type UnclearReason =
  /** No record is older than the deploy. */
  | 'no-data-before'
  | 'no-data-after'
  /** Too few hours, or hours with views, for a standard error. */
  | 'too-few-data'
  /** Another deploy is so near that their steps cannot be told apart. */
  | 'near-another-deploy'
  /** The share of views with a final changed with the commit, so other views are compared. */
  | 'coverage-changed'
  /** The interval excludes 0, but times without a deploy have steps as large. */
  | 'like-placebos'
  /** The change stands out among times without a deploy, but not beyond what so many comparisons bring forth. */
  | 'not-certain';

/** What one deploy moved at one node. `change`, `low` and `high` are in ms, of CLS in score. */
export interface DeployRow {
  readonly sha: string;
  readonly at: string;
  readonly route: string;
  readonly condition: string | null;
  readonly by: string | null;
  readonly path: string;
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** 1 if no time without a deploy has a larger step; null if there is none to compare with. */
  readonly placeboRank: number | null;
  readonly placebos: number;
  readonly verdict: 'step' | 'none' | 'unclear';
  readonly reason: UnclearReason | null;
  /** Of the steps of one metric at one deploy: the deepest node that holds at least half of the change. */
  readonly deepest: boolean;
  /** Whether records name the commit, or only the time says what was served; null if nothing was compared. */
  readonly seenBy: 'sha' | 'time' | null;
}

/** One row per deploy in the window, route, condition, slice and node, in the order of the deploys. */
export type FindSteps = (input: DeploysInput) => DeployRow[];
