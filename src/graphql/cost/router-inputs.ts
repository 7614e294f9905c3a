import type { FieldNode } from 'graphql';

import { typeNamed, type CostGraph, type FieldDefinition, type InputDefinition } from './definitions.ts';
import type { Ledger } from './ledger.ts';
import { isList, isObject, UnknownValue, valueOf, type InputValue, type VariableValues } from './values.ts';

interface InputContext {
  readonly graph: CostGraph;
  readonly variables: VariableValues;
  readonly ledger: Ledger;
}

/** What the arguments that an operation supplies cost in Apollo Router: defaults, nulls and unknown variables nothing. */
export function routerInputCost(field: FieldDefinition, node: FieldNode, context: InputContext): number {
  return (node.arguments ?? []).reduce((sum, { name, value }) => {
    const definition = field.args.find((argument) => argument.name === name.value);
    return sum + (definition === undefined ? 0 : costOf(definition, valueOf(value, context.variables), context));
  }, 0);
}

/** An input object costs 1 or its weight, and its fields; a list its weight, and its items; anything else its weight. */
function costOf(definition: InputDefinition, value: InputValue, context: InputContext): number {
  const type = typeNamed(context.graph, definition.type);
  const weight = definition.weight ?? type.weight;
  if (value instanceof UnknownValue && type.kind === 'input') context.ledger.assumeInput(value.variable);
  if (value === undefined || value === null || value instanceof UnknownValue) return 0;
  if (isList(value)) return value.reduce<number>((sum, item) => sum + costOf(definition, item, context), weight ?? 0);
  if (!isObject(value) || type.kind !== 'input') return weight ?? 0;
  return [...value].reduce((sum, [name, field]) => {
    const input = type.inputs.get(name);
    return sum + (input === undefined ? 0 : costOf(input, field, context));
  }, weight ?? 1);
}
