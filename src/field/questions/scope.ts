/** What a question may be sliced by, beside route and device. */
export const DIMENSIONS = ['device', 'connection', 'country', 'state', 'variant', 'pageType', 'sha'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Which records a question is about. */
export interface Scope {
  /** ISO instants, both included. */
  readonly from: string;
  readonly to: string;
  readonly by: Dimension | null;
  /** Only what this commit served; null: all. */
  readonly sha: string | null;
}

/** What every answer is grouped by. `by` is null where the scope has no dimension, or the record does not say. */
export interface Group {
  readonly route: string;
  readonly device: string | null;
  readonly by: string | null;
}

/** A group and a node: `lcp.ttfb`, `lcp.ttfb.request.db`. */
export interface PathGroup extends Group {
  readonly path: string;
}
