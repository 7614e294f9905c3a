import { z } from 'zod';

import type { Enforcement } from './budget.ts';
import { GRAPH_METRICS, type GraphMetric } from './metric.ts';

/** The cost models: IBM's draft, or Apollo Router's. */
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

interface SubgraphEntry {
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

export interface CostLimit {
  readonly value: number;
  readonly unit: 'cost' | '%';
}

/** A declared limit on a cost. At least one of `max` and `maxIncrease` is set. */
export interface CostBudget {
  readonly target: CostTarget;
  readonly metric: GraphMetric;
  /** The part of the metric it limits, by path below it; the whole where empty. */
  readonly part: readonly string[];
  readonly max: CostLimit | null;
  /** Tolerances on the increase from base to head; all must be exceeded to break the budget. */
  readonly maxIncrease: readonly CostLimit[] | null;
  readonly enforce: Enforcement;
  /** `file:line:column` of the declaration. */
  readonly where: string;
}

/** The `graphql:` section, checked and resolved. */
export interface GraphqlConfig {
  /** Absolute path of the configuration. */
  readonly file: string;
  /** Absolute path of its folder. */
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

// --- what a check says besides its comparisons and rows --------------------------------------------------------------

/** What made a cost change: one share of the change. */
export interface CostShare {
  /** `interaction`: what several changes do only together. */
  readonly by: 'document' | 'schema' | 'settings' | 'interaction';
  /** What it adds; null if the cost is without bound. */
  readonly amount: number | null;
  /** Of the whole change, by absolute size. */
  readonly fraction: number;
  /** The response path that an operation's text asks for; null for other changes. */
  readonly path: string | null;
  /** `Type.field` or `Type`; null if it is not known. */
  readonly coordinate: string | null;
  readonly subgraph: string | null;
  readonly owner: string | null;
  /** `file:line`, relative to the configuration's folder. */
  readonly where: string | null;
  readonly commit: { readonly sha: string; readonly summary: string } | null;
  /** What else must be known of it: that one subgraph's weight hides another's, for instance. */
  readonly note: string | null;
}

/** Where a cost is: the name and kind of what costs, as in comparisons and rows, and the metric. */
interface CostPlace {
  readonly route: string;
  readonly condition: string;
  readonly metric: GraphMetric;
}

export interface CostCause extends CostPlace {
  /** Largest first. */
  readonly shares: readonly CostShare[];
}

/** Why a row has no numbers: an operation that is invalid, a graph that does not compose. */
export interface CostProblem {
  readonly route: string;
  readonly condition: string;
  readonly message: string;
  /** `file:line:column`; null if no place is known. */
  readonly where: string | null;
}

/** A message of composition, which names paths through several subgraphs, has some thousands of characters. */
export const costText = z.string().max(100_000);
/** Rows of a thousand operations under dozens of budgets of several metrics; nothing else comes near. */
export const MOST_COST_ITEMS = 500_000;

const placeShape = { route: z.string().max(200), condition: z.string().max(200) };

const shareSchema: z.ZodType<CostShare> = z.strictObject({
  by: z.enum(['document', 'schema', 'settings', 'interaction']),
  amount: z.number().nullable(),
  fraction: z.number(),
  path: costText.nullable(),
  coordinate: costText.nullable(),
  subgraph: costText.nullable(),
  owner: costText.nullable(),
  where: costText.nullable(),
  commit: z.strictObject({ sha: z.string().max(200), summary: costText }).nullable(),
  note: costText.nullable(),
});

/** An operation that base had and head does not. */
interface RemovedOperation {
  readonly name: string;
  /** `file:line:column` on base. */
  readonly where: string;
}

export interface GraphqlReport {
  /** The folder that files are relative to, as a path from the root of the repository; absent without a repository. */
  readonly folder?: string;
  readonly causes: readonly CostCause[];
  readonly problems: readonly CostProblem[];
  /** Absent: none. */
  readonly removed?: readonly RemovedOperation[];
  /** What the costs of head take for granted, in sentences; absent: nothing. */
  readonly assumptions?: readonly string[];
}

export const graphqlReportSchema: z.ZodType<GraphqlReport> = z.strictObject({
  folder: z.string().max(5000).exactOptional(),
  causes: z
    .array(
      z.strictObject({
        ...placeShape,
        metric: z.enum(GRAPH_METRICS),
        shares: z.array(shareSchema).max(MOST_COST_ITEMS),
      }),
    )
    .max(MOST_COST_ITEMS),
  problems: z
    .array(z.strictObject({ ...placeShape, message: costText, where: costText.nullable() }))
    .max(MOST_COST_ITEMS),
  removed: z
    .array(z.strictObject({ name: costText, where: costText }))
    .max(MOST_COST_ITEMS)
    .optional(),
  assumptions: z.array(costText).max(MOST_COST_ITEMS).exactOptional(),
}) as z.ZodType<GraphqlReport>;
