import { Kind, type ConstDirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';

import { readOperation } from '../cost/document.ts';
import { readCostGraph } from '../cost/graph.ts';
import { directiveNames } from '../cost/links.ts';
import { costOperation } from '../cost/operation.ts';
import type { CostMetric, CostSettings } from '../cost/types.ts';
import { variableValues } from '../cost/values.ts';
import type { Graph } from '../graph/graph.ts';
import type { Operation } from '../operations/operation.ts';
import { listRatios, type ListRatio } from './list-ratios.ts';
import { mean, observedLists, type ObservedList } from './lists.ts';
import { routerActual } from './router-actual.ts';

export interface ActualCost {
  readonly totals: Readonly<Partial<Record<CostMetric, number>>>;
  readonly lists: readonly ListRatio[];
}

/**
 * What an operation cost by its answer. In the `ibm` profile every list is as long as it came, on average: exact where a
 * list stands at one response path.
 */
export function actualCost(operation: Operation, graph: Graph, settings: CostSettings, data: unknown): ActualCost {
  const lists = observedLists(operation.document, graph.schema, data);
  return {
    totals: totalsOf(operation, graph, settings, { data, lists }),
    lists: listRatios(operation, graph, settings, lists),
  };
}

interface Answer {
  readonly data: unknown;
  readonly lists: ReadonlyMap<string, ObservedList>;
}

function totalsOf(operation: Operation, graph: Graph, settings: CostSettings, { data, lists }: Answer) {
  const { document, name } = operation;
  if (settings.profile === 'apollo-router') {
    const { node } = readOperation(document, name);
    return { cost: routerActual(document, graph, variableValues(node, settings.variables, 'absent'), data) };
  }
  const sized = readCostGraph(withSizes(graph.document, lists));
  const { totals } = costOperation(sized, document, name, { ...settings, listSize: 0 });
  return Object.fromEntries(Object.entries(totals).map(([metric, { total }]) => [metric, total]));
}

/** The schema with every list as long as it came; one that did not come is empty. */
function withSizes(document: DocumentNode, lists: ReadonlyMap<string, ObservedList>): DocumentNode {
  const { listSize: names } = directiveNames(document);
  const [name = 'listSize'] = names;
  const sizes = new Map(
    [...lists.values()].flatMap(({ coordinates, lengths }) => coordinates.map((each) => [each, mean(lengths)])),
  );
  const definitions = document.definitions.map((definition) => {
    if (!('fields' in definition) || !('name' in definition) || definition.name === undefined) return definition;
    const type = definition.name.value;
    const fields = (definition.fields ?? []).map((field) => {
      if (field.kind !== Kind.FIELD_DEFINITION) return field;
      const others = field.directives?.filter((directive) => !names.has(directive.name.value)) ?? [];
      const size = sizes.get(`${type}.${field.name.value}`) ?? 0;
      return isList(field)
        ? { ...field, directives: [...others, sizeDirective(name, size)] }
        : { ...field, directives: others };
    });
    return { ...definition, fields } as typeof definition;
  });
  return { ...document, definitions };
}

/** A mean need not be a whole number; the engine accepts it all the same. */
function sizeDirective(name: string, size: number): ConstDirectiveNode {
  const value = { kind: Kind.INT, value: String(size) } as const;
  const argument = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'assumedSize' }, value } as const;
  return { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name }, arguments: [argument] };
}

function isList({ type }: FieldDefinitionNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && type.type.kind === Kind.LIST_TYPE);
}
