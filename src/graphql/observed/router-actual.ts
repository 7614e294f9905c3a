import type { DocumentNode } from 'graphql';

import { typeNamed, type CostGraph, type FieldDefinition } from '../cost/definitions.ts';
import { Ledger } from '../cost/ledger.ts';
import { routerInputCost } from '../cost/router-inputs.ts';
import type { VariableValues } from '../cost/values.ts';
import type { Graph } from '../graph/graph.ts';
import { walkAnswer } from './walk-answer.ts';

/**
 * What an answer costs in Apollo Router by its shape (`by_response_shape`): every field that it holds, and nothing that
 * was fetched on the way to it. The requests to subgraphs, which the router can count as well, are not seen from outside.
 */
export function routerActual(
  document: DocumentNode,
  { schema, costs }: Pick<Graph, 'schema' | 'costs'>,
  variables: VariableValues,
  data: unknown,
): number {
  const context = { graph: costs, variables, ledger: new Ledger() };
  let total = 0;
  walkAnswer(document, schema, data, ({ node, declared, parent, value }) => {
    const field = fieldOf(costs, node.name.value, [declared.name, parent.name]);
    if (field !== null) total += valueCost(field, value, costs) + routerInputCost(field, node, context);
  });
  return total;
}

/** Introspection, which has no definition, costs nothing. */
function fieldOf({ types }: CostGraph, name: string, owners: readonly string[]): FieldDefinition | null {
  return owners.map((owner) => types.get(owner)?.fields.get(name)).find((field) => field !== undefined) ?? null;
}

/** The weight of each item, where an object without a weight costs 1; null costs as what has no fields. */
function valueCost(field: FieldDefinition, value: unknown, graph: CostGraph): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + valueCost(field, item, graph), 0);
  const weight = field.weight ?? typeNamed(graph, field.type).weight;
  return weight ?? (typeof value === 'object' && value !== null ? 1 : 0);
}
