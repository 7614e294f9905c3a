import type { Warning } from './problem.ts';

/** The cost models: IBM's draft (two numbers) and the estimate of Apollo Router. */
const PROFILES = ['ibm', 'apollo-router'] as const;
type Profile = (typeof PROFILES)[number];

/** The quantities a profile yields: `type-cost` and `field-cost` (ibm), `cost` (apollo-router). */
export const COST_METRICS = ['type-cost', 'field-cost', 'cost'] as const;
export type CostMetric = (typeof COST_METRICS)[number];

/** The sizes of lists in single subgraphs, that nothing else sizes, as a router's configuration gives them. */
export interface SubgraphSizes {
  /** In every subgraph without a size of its own; null if none is given. */
  readonly all: number | null;
  readonly own: ReadonlyMap<string, number>;
}

/** What CI has to be told because the documents do not say it. */
export interface CostSettings {
  readonly profile: Profile;
  /** The size of a list that nothing else sizes; Infinity if none is configured (the list is unbounded). */
  readonly listSize: number;
  /** Goes over `listSize` in what is planned for a subgraph. */
  readonly subgraphSizes?: SubgraphSizes;
  /** Values of the operation's variables, by name without `$`. */
  readonly variables: Readonly<Record<string, unknown>>;
  /**
   * Whether a variable without a value above is unknown (any value may come) or absent (none was given). If unknown, a
   * value above is a declared bound, and is reported as an assumption.
   */
  readonly unknownVariables: boolean;
}

/** The size of a list that nothing else sizes, in a request to the subgraph. */
export function sizeInSubgraph({ listSize, subgraphSizes }: CostSettings, subgraph: string): number {
  return subgraphSizes?.own.get(subgraph) ?? subgraphSizes?.all ?? listSize;
}

/**
 * One response path's own share of a quantity, on the candidate that makes the maximum. Shares of 0 are left out. A path
 * may come twice with different coordinates (`apollo-router` adds up types that exclude each other).
 */
export interface Contribution {
  /**
   * Response keys from the root, e.g. `['product', 'reviews']`; `[]` for the root type itself. A floor's path is its
   * field's with `floor` added.
   */
  readonly path: readonly string[];
  /** The schema coordinate that pays: `Product.reviews`, or `Query` for the root type; null for a floor. */
  readonly coordinate: string | null;
  /** Finite, or Infinity if nothing bounds it. Negative if a weight is. */
  readonly cost: number;
}

/** One quantity with the parts that make it up: `total` = Σ `contributions.cost`, added in this order. Infinity means unbounded. */
export interface CostTotal {
  readonly total: number;
  readonly contributions: readonly Contribution[];
}

/** What was taken for granted because the document does not say it, e.g. `assumes $first ≤ 100`. */
export interface Assumption {
  /** What it is about: `$first`, or a coordinate. */
  readonly subject: string;
  /** The sentence for a reader. */
  readonly text: string;
}

export interface OperationCost {
  readonly totals: Readonly<Partial<Record<CostMetric, CostTotal>>>;
  /**
   * `exact`: some request that keeps to the assumptions costs this much, and none costs more. `upper-bound`: none costs
   * more; more than ten booleans or too many merged selections could not all be tried.
   */
  readonly precision: 'exact' | 'upper-bound';
  readonly assumptions: readonly Assumption[];
  /** Rules of the directives that the operation breaks (`requireOneSlicingArgument`); the cost is computed all the same. */
  readonly violations: readonly Warning[];
}
