import type { Enforcement } from './budget.ts';
import type { GraphMetric } from './metric.ts';

/** The cost models: IBM's draft, or the one Apollo Router enforces. */
export const PROFILE_METRICS = {
  ibm: ['type-cost', 'field-cost'],
  'apollo-router': ['cost'],
} as const satisfies Record<string, readonly GraphMetric[]>;
export type CostProfile = keyof typeof PROFILE_METRICS;

/** The schema behind the operations. Files are relative to the configuration's folder. */
export type GraphSource =
  /** One graph in plain SDL, in one or several files. */
  | { readonly kind: 'schema'; readonly files: readonly string[] }
  | { readonly kind: 'supergraph'; readonly file: string }
  /** A file as rover's `supergraph.yaml`. */
  | { readonly kind: 'rover'; readonly file: string }
  | { readonly kind: 'subgraphs'; readonly subgraphs: readonly SubgraphEntry[] };

export interface SubgraphEntry {
  readonly name: string;
  readonly file: string;
  /** Who to ask about it, as CODEOWNERS names them. */
  readonly owner: string | null;
}

/** What a cost budget is about. */
export type CostTarget =
  /** Every operation whose name matches; `*` is any text. */
  | { readonly kind: 'operation'; readonly name: string }
  /** Its share of all operations together. */
  | { readonly kind: 'subgraph'; readonly name: string }
  /** The operations a visit of the route sends. */
  | { readonly kind: 'route'; readonly name: string };
export type TargetKind = CostTarget['kind'];

export interface CostLimit {
  readonly value: number;
  readonly unit: 'cost' | '%';
}

/** A declared limit on a cost. At least one of `max` and `maxIncrease` is set. */
export interface CostBudget {
  readonly target: CostTarget;
  readonly metric: GraphMetric;
  readonly max: CostLimit | null;
  /** Tolerances on the increase from base to head; all must be exceeded to break the budget. */
  readonly maxIncrease: readonly CostLimit[] | null;
  readonly enforce: Enforcement;
  /** `file:line:column` of the declaration. */
  readonly where: string;
}

/** The `graphql:` section, checked and resolved. */
export interface GraphqlConfig {
  /** Absolute path of the configuration's folder. */
  readonly folder: string;
  readonly source: GraphSource;
  /** Files and globs. */
  readonly operations: readonly string[];
  readonly profile: CostProfile;
  /** The size of a list that nothing else sizes; Infinity: unbounded. */
  readonly listSize: number;
  /** Values of variables by operation; `*` in a name is any text. */
  readonly variables: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Whether the default that an operation gives a variable counts as its value. */
  readonly variableDefaults: boolean;
  /** A router's configuration whose `demand_control` is read as budgets. */
  readonly router: string | null;
  readonly budgets: readonly CostBudget[];
  /** `file:line:column` of the section. */
  readonly where: string;
}
