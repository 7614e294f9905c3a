import type { ArgumentNode, FieldNode } from 'graphql';

import { defaultWeight, typeNamed, type CostGraph, type FieldDefinition, type InputDefinition } from './definitions.ts';
import type { Ledger } from './ledger.ts';
import { isList, isObject, UnknownValue, valueOf, type InputValue, type VariableValues } from './values.ts';

/** What the cost of arguments depends on besides the field. */
interface InputContext {
  readonly graph: CostGraph;
  readonly variables: VariableValues;
  readonly ledger: Ledger;
}

/** The cost of a field's arguments and of the arguments of its directives; may be negative. */
export function inputCost(field: FieldDefinition, node: FieldNode, context: InputContext): number {
  const directives = (node.directives ?? []).map((directive) =>
    argumentsCost(context.graph.directives.get(directive.name.value) ?? [], directive.arguments ?? [], context),
  );
  return directives.reduce((sum, cost) => sum + cost, argumentsCost(field.args, node.arguments ?? [], context));
}

function argumentsCost(
  definitions: readonly InputDefinition[],
  supplied: readonly ArgumentNode[],
  context: InputContext,
): number {
  return sumOf(definitions, (definition) => {
    const node = supplied.find(({ name }) => name.value === definition.name)?.value;
    return costOf(definition, node && valueOf(node, context.variables), context, []);
  });
}

/** An input that is not given costs its default's value, or nothing; one that is given, null included, its weight and what is in it. */
function costOf(
  definition: InputDefinition,
  given: InputValue,
  context: InputContext,
  open: readonly InputDefinition[],
): number {
  const isDefault = given === undefined;
  const value = isDefault ? definition.byDefault : given;
  if (value === undefined) return 0;
  // A default that contains itself: no finite cost.
  if (isDefault && open.includes(definition)) return Infinity;
  const weight = definition.weight ?? defaultWeight(typeNamed(context.graph, definition.type));
  return weight + contentCost(definition, value, context, isDefault ? [...open, definition] : open);
}

/** The fields of an input object, or of every one in a list. */
function contentCost(
  definition: InputDefinition,
  value: InputValue,
  context: InputContext,
  open: readonly InputDefinition[],
): number {
  if (isList(value)) return sumOf(value, (item) => contentCost(definition, item, context, open));
  const type = typeNamed(context.graph, definition.type);
  if (type.kind !== 'input') return 0;
  if (value instanceof UnknownValue) context.ledger.assumeInput(value.variable);
  if (!isObject(value)) return 0;
  return sumOf([...type.inputs.values()], (field) => costOf(field, value.get(field.name), context, open));
}

function sumOf<T>(items: readonly T[], cost: (item: T) => number): number {
  return items.reduce((sum, item) => sum + cost(item), 0);
}
