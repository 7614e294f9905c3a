import { leaf, sumOf, type Breakdown } from '../../model/breakdown.ts';
import type { CostProfile } from '../../model/graphql.ts';
import type { GraphMetric } from '../../model/metric.ts';
import { GateError } from '../../errors.ts';
import { costOperation } from '../cost/operation.ts';
import { COST_METRICS, type CostSettings, type OperationCost, type SubgraphSizes } from '../cost/types.ts';
import type { Graph } from '../graph/graph.ts';
import { checkOperation } from '../operations/check-operation.ts';
import type { Operation, OperationProblem } from '../operations/operation.ts';
import { bindVariables, patternOf, valuesFor } from '../operations/variables.ts';
import { costBreakdown } from '../ownership/cost-breakdown.ts';
import type { PlannedOperation, Planner } from '../plan/plan-operation.ts';

/** How operations are costed. */
export interface PriceSettings {
  readonly profile: CostProfile;
  /** Infinity if none is configured. */
  readonly listSize: number;
  /** List sizes of single subgraphs, for what is planned there. */
  readonly subgraphSizes?: SubgraphSizes;
  /** Values of variables by operation name; `*` in a name is any text. */
  readonly variables: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly unknownVariables: boolean;
  /** Whether an operation's own default counts as the value of a variable. */
  readonly variableDefaults: boolean;
  /** Where the values are written, for messages. */
  readonly variablesWhere: string;
  /** Where one of them is, by its keys; absent: there. */
  readonly whereOfValue?: (path: readonly string[]) => string;
}

/** An operation with its cost on a graph, or why the cost cannot be computed. */
export type PricingResult =
  | {
      readonly valid: true;
      /** As the server sees it. */
      readonly operation: Operation;
      readonly cost: OperationCost;
      /** Null without a planner, and where that has no plan. */
      readonly planned: PlannedOperation | null;
      /** Why the planner has no plan; null if it has one, and without a planner. */
      readonly unplanned: string | null;
      readonly breakdowns: Breakdowns;
    }
  | { readonly valid: false; readonly operation: Operation; readonly problems: readonly OperationProblem[] };
export type PricedOperation = Extract<PricingResult, { valid: true }>;

/** By metric; Infinity in a value means that nothing bounds it. */
type Breakdowns = Readonly<Partial<Record<GraphMetric, Breakdown>>>;

/**
 * Validates an operation and computes what it costs.
 *
 * @throws GateError `graphql-input` if a value that is given for a variable has the wrong type, `plan-unknown`
 */
export function priceOperation(
  operation: Operation,
  graph: Graph,
  settings: PriceSettings,
  planner: Planner | null,
): PricingResult {
  const checked = checkOperation(operation, graph);
  if (!checked.valid) return checked;
  const costSettings = costSettingsOf(checked.operation, graph, settings);
  const cost = costOperation(graph.costs, checked.operation.document, operation.name, costSettings);
  const plan = planner?.plan(checked.operation, costSettings) ?? null;
  const planned = plan === null || 'refusal' in plan ? null : plan;
  const unplanned = plan !== null && 'refusal' in plan ? plan.refusal : null;
  return { ...checked, cost, planned, unplanned, breakdowns: breakdownsOf(cost, planned, graph) };
}

/** The settings of one operation, its variables bound. */
export function costSettingsOf(operation: Operation, { schema }: Graph, settings: PriceSettings): CostSettings {
  const { profile, listSize, subgraphSizes, unknownVariables } = settings;
  const values = valuesFor(operation.name, settings.variables);
  const bound = bindVariables(operation, values, schema, settings.variableDefaults);
  const sizes = subgraphSizes === undefined ? {} : { subgraphSizes };
  if (bound.ok) return { profile, listSize, ...sizes, unknownVariables, variables: bound.variables };
  const what = `The values for ${operation.name ?? 'an anonymous operation'} do not match its variables: ${bound.message}`;
  const todo = 'Write values of the types that the operation declares.';
  const pattern = patternOf(bound.variable, operation.name, settings.variables) ?? '';
  const where = settings.whereOfValue?.([pattern, bound.variable]) ?? settings.variablesWhere;
  throw new GateError('graphql-input', { what, todo }, { where });
}

function breakdownsOf(cost: OperationCost, planned: PlannedOperation | null, { ownership }: Graph): Breakdowns {
  const computed = COST_METRICS.flatMap((metric) => {
    const total = cost.totals[metric];
    return total === undefined ? [] : [[metric, costBreakdown(metric, total, ownership)] as const];
  });
  return { ...(Object.fromEntries(computed) as Breakdowns), ...(planned === null ? {} : plannedBreakdowns(planned)) };
}

function plannedBreakdowns({ costs, fetches, waves }: PlannedOperation): Breakdowns {
  return {
    'planned-cost': sumOf(
      'planned-cost',
      Object.entries(costs).map(([subgraph, cost]) => leaf(subgraph, cost)),
    ),
    fetches: leaf('fetches', fetches),
    waves: leaf('waves', waves),
  };
}
