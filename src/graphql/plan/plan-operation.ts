import { Kind, parse, print, visit, type DocumentNode, type FieldDefinitionNode } from 'graphql';

import { causeOf } from '../../errors.ts';
import { readCostGraph, type CostGraph } from '../cost/graph.ts';
import { costOperation } from '../cost/operation.ts';
import { sizeInSubgraph, type CostSettings } from '../cost/types.ts';
import type { Operation } from '../operations/operation.ts';
import type { NativePlanner } from './load-planner.ts';
import { plannable } from './plannable.ts';
import { costsOf, sizeOf, type PlanSize } from './plan-shape.ts';
import { readPlan, type Fetch } from './read-plan.ts';

/** What a router will do for an operation. */
export interface PlannedOperation extends PlanSize {
  /** The cost of the requests to each subgraph, as Apollo Router holds it against its limits. */
  readonly costs: Readonly<Record<string, number>>;
}

/** Plans operations of one supergraph. */
export interface Planner {
  /**
   * An operation's plan, or why the planner has none for it.
   *
   * @throws GateError `plan-unknown`
   */
  readonly plan: (operation: Operation, settings: CostSettings) => PlannedOperation | { readonly refusal: string };
}

export function makePlanner(native: NativePlanner, supergraph: DocumentNode): Planner {
  const graph = subgraphView(supergraph);
  return {
    plan: (operation, settings) => {
      const planned = planOf(native, operation);
      if ('refusal' in planned) return planned;
      const node = readPlan(planned.node, operation.where);
      const costs = costsOf(node, (fetch) => fetchCost(graph, fetch, settings));
      return { ...sizeOf(node), costs: Object.fromEntries(costs) };
    },
  };
}

/** A planner may refuse an operation, for instance `@defer` in a form that it does not know. */
function planOf(
  native: NativePlanner,
  { document, name }: Operation,
): { readonly node?: unknown } | { readonly refusal: string } {
  const asked = plannable(document);
  if (asked === null) return {};
  try {
    return native.plan(print(asked), name, new Set(), 0);
  } catch (error) {
    return { refusal: causeOf(error) };
  }
}

/**
 * Representations come from other subgraphs' answers, so their number is unknown: the list size of the subgraph counts,
 * or the one for all.
 */
function fetchCost(graph: CostGraph, { subgraph, operation }: Fetch, settings: CostSettings): number {
  const listSize = sizeInSubgraph(settings, subgraph);
  return (
    costOperation(graph, parse(operation), null, { ...settings, profile: 'apollo-router', listSize }).totals.cost
      ?.total ?? 0
  );
}

const ENTITIES = parse(`
  scalar _Any
  type Query { _entities(representations: [_Any!]!): [_Entity]! }
`);

/**
 * The supergraph as a subgraph's requests see it: with `_entities`, and without what `@requires` adds, which the plan
 * asks for itself. Its weights are those that a router gives every subgraph.
 */
function subgraphView(supergraph: DocumentNode): CostGraph {
  const entities = supergraph.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
    definition.directives?.some((directive) => directive.name.value === 'join__type' && hasKey(directive))
      ? [definition.name.value]
      : [],
  );
  if (entities.length === 0) return readCostGraph(withoutRequires(supergraph));
  const union = parse(`union _Entity = ${entities.join(' | ')}`);
  const [entitiesField] = ENTITIES.definitions.flatMap((each) =>
    each.kind === Kind.OBJECT_TYPE_DEFINITION ? (each.fields ?? []) : [],
  );
  const scalars = ENTITIES.definitions.filter(({ kind }) => kind === Kind.SCALAR_TYPE_DEFINITION);
  const definitions = withoutRequires(supergraph).definitions.map((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query' && entitiesField !== undefined
      ? { ...definition, fields: [...(definition.fields ?? []), entitiesField] }
      : definition,
  );
  return readCostGraph({ kind: Kind.DOCUMENT, definitions: [...definitions, ...scalars, ...union.definitions] });
}

function hasKey(directive: NonNullable<FieldDefinitionNode['directives']>[number]): boolean {
  return directive.arguments?.some((argument) => argument.name.value === 'key') ?? false;
}

function withoutRequires(document: DocumentNode): DocumentNode {
  return visit(document, {
    Directive: ({ name }) => (name.value === 'join__field' ? null : false),
  });
}
