import type { Group, PathGroup } from './scope.ts';

/**
 * The answers of the questions. Values are integers, so that sums are equal on every engine: ms for times, CLS × 10,000
 * (`stepsOf` in nodes.ts).
 */

/** How often a node had each value. */
export interface Distribution extends PathGroup {
  /** Σ n. */
  readonly n: number;
  /** Ascending by value, each value once. */
  readonly values: readonly { readonly value: number; readonly n: number }[];
}

/** A value that page views are held against: in the integers of the distribution. */
export interface Threshold extends PathGroup {
  readonly value: number;
}

/** A threshold that clusters are counted at, with how many page views have a value. */
export interface ClusterThreshold extends Threshold {
  readonly n: number;
}

/** Page views at or below a threshold, with sessions as clusters: m views of a session, b of them at or below. */
export interface ClusterSums extends PathGroup {
  /** G: sessions with a value. */
  readonly sessions: number;
  /** Σ m. */
  readonly n: number;
  /** Σ b. */
  readonly below: number;
  /** Σ b², Σ b m, Σ m². */
  readonly bb: number;
  readonly bm: number;
  readonly mm: number;
}

/** Page views by what was recorded of them. */
export interface Coverage extends Group {
  readonly sha: string;
  /** Views with a `start`. */
  readonly starts: number;
  /** Of these, those with a `final`. */
  readonly ended: number;
  /** Views with a `final` and without a `start`. */
  readonly withoutStart: number;
}

/** Values of a node in a time bucket, as served by one commit; each value counts at most its `Cap`. */
export interface Bucket extends PathGroup {
  readonly sha: string;
  /** The beginning of the bucket, ISO, UTC. */
  readonly at: string;
  readonly n: number;
  /** Σ min(value, cap) and Σ min(value, cap)². */
  readonly sum: number;
  readonly squares: number;
}

/** Where values of a node are cut off, in the integers of the distribution. One per group and path. */
export type Cap = Threshold;

/** The time that records span; null without records. */
export interface Extent {
  /** ISO, UTC. `last`: the newest that is not from the future. */
  readonly first: string;
  readonly last: string;
}

/** A commit that records name. */
export interface ServedCommit {
  readonly sha: string;
  readonly records: number;
  /** ISO, UTC. */
  readonly firstAt: string;
  /** Records from the future, and from before the commit went live. */
  readonly future: number;
  readonly early: number;
}

export interface SessionCounts {
  readonly sessions: number;
  readonly views: number;
  /** Sessions that saw more than one commit. */
  readonly moved: number;
  readonly movedExample: string;
  /** Sessions with more views than a visitor has, and the views that they have. */
  readonly crowded: number;
  readonly crowdedViews: number;
  readonly crowdedExample: string;
}

export interface ViewCounts {
  /** Records of a view beyond the first start and the first final. */
  readonly repeated: number;
  /** Views whose final says that they began before their start does. */
  readonly disordered: number;
}
