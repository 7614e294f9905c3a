import { Kind, parse, print, visit, type DocumentNode, type FieldDefinitionNode } from 'graphql';

import { readCostGraph, type CostGraph } from '../cost/graph.ts';
import { costOperation } from '../cost/operation.ts';
import type { CostSettings } from '../cost/types.ts';
import type { Operation } from '../operations/operation.ts';
import type { NativePlanner } from './load-planner.ts';
import { fetchesOf, sizeOf, type Fetch, type PlanSize } from './plan-shape.ts';

/** What a router will do for an operation. */
export interface PlannedOperation extends PlanSize {
  /** The cost of the requests to each subgraph, as Apollo Router holds it against per-subgraph limits. */
  readonly costs: Readonly<Record<string, number>>;
}

/** Plans operations of one supergraph. */
export interface Planner {
  /** Null where the planner has no plan for it. */
  readonly plan: (operation: Operation, settings: CostSettings) => PlannedOperation | null;
}

export function makePlanner(native: NativePlanner, supergraph: DocumentNode): Planner {
  const graph = subgraphView(supergraph);
  return {
    plan: (operation, settings) => {
      const costOf = (fetch: Fetch): number => fetchCost(graph, fetch, settings);
      const node = planNode(native, operation);
      if (node === null) return null;
      const fetches = fetchesOf(node, (each) => each.reduce((sum, fetch) => sum + costOf(fetch), 0));
      const bySubgraph = Map.groupBy(fetches, ({ subgraph }) => subgraph);
      const costs = Array.from(bySubgraph, ([subgraph, own]) => [
        subgraph,
        own.reduce((sum, fetch) => sum + costOf(fetch), 0),
      ]);
      return { ...sizeOf(node), costs: Object.fromEntries(costs) as Record<string, number> };
    },
  };
}

/** Null where the planner refuses the operation, for instance `@defer` in a form that it does not know. */
function planNode(native: NativePlanner, { document, name }: Operation) {
  try {
    return native.plan(print(document), name, new Set(), 0).node ?? null;
  } catch {
    return null;
  }
}

/** Representations come from other subgraphs' answers, so their number is unknown: the configured list size counts. */
function fetchCost(graph: CostGraph, { operation }: Fetch, settings: CostSettings): number {
  const routed = { ...settings, profile: 'apollo-router' } as const;
  return costOperation(graph, parse(operation), null, routed).totals.cost?.total ?? 0;
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
