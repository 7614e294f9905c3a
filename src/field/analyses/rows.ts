/** What the analyses are functions of: sums that a query made, and nothing of the engine that ran it. */

/** What one row of an answer is about. */
export interface Cell {
  readonly route: string;
  /** The device of the records; null if they name none. */
  readonly condition: string | null;
  /** The value of the dimension that the question is sliced by; null if it is not sliced or the records name none. */
  readonly by: string | null;
}

/**
 * One hour of one commit at one node. `sum` and `squares` are of the values cut off at the node's cap, in the node's unit
 * (ms; CLS as a score); `n` are the finals that have the node.
 */
export interface SeriesRow extends Cell {
  /** As budgets name a node: `lcp.ttfb`. */
  readonly path: string;
  /** When the hour begins, an ISO instant. */
  readonly hour: string;
  readonly sha: string | null;
  readonly n: number;
  readonly sum: number;
  readonly squares: number;
}

/** How many views of one commit began, and how many of these also ended. */
export interface CoverageRow extends Cell {
  readonly sha: string | null;
  readonly starts: number;
  readonly ended: number;
}

/** How often one value occurs. `value` is an integer: ms, or CLS × 10,000. */
export interface CountRow extends Cell {
  readonly path: string;
  readonly value: number;
  readonly n: number;
}

/** A line of the deploy manifest. */
export interface DeployedSha {
  readonly sha: string;
  /** When it went live, an ISO instant. */
  readonly at: string;
}
