import { Kind, type OperationDefinitionNode, type ValueNode } from 'graphql';

/** The value of a variable whose name is all that is known. */
export class UnknownValue {
  readonly variable: string;

  constructor(variable: string) {
    this.variable = variable;
  }
}

/** A value of an argument or an input field: JSON, or unknown, or undefined if none is given. */
export type InputValue =
  | undefined
  | null
  | boolean
  | number
  | string
  | UnknownValue
  | readonly InputValue[]
  | ReadonlyMap<string, InputValue>;

/** The values of an operation's variables. A missing one is absent. */
export type VariableValues = ReadonlyMap<string, InputValue>;

const NO_VARIABLES: VariableValues = new Map();

/** Where a variable has no value: it is unknown, or its default counts, or nothing does. */
export type MissingKind = 'unknown' | 'default' | 'absent';

/** The values of the operation's declared variables, from those given by name. */
export function variableValues(
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  missing: MissingKind,
): VariableValues {
  return new Map(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => {
      const name = variable.name.value;
      if (Object.hasOwn(given, name) && given[name] !== undefined) return [name, fromJson(given[name])];
      if (missing === 'unknown') return [name, new UnknownValue(name)];
      return [name, missing === 'default' && defaultValue !== undefined ? valueOf(defaultValue) : undefined];
    }),
  );
}

/** The value a literal has when its variables have these values. An absent variable is null in a list, and no field in an object. */
export function valueOf(node: ValueNode, variables: VariableValues = NO_VARIABLES): InputValue {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables.get(node.name.value);
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((value) => valueOf(value, variables) ?? null);
    case Kind.OBJECT:
      return new Map(node.fields.map((field) => [field.name.value, valueOf(field.value, variables)]));
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
    case Kind.ENUM:
    default:
      return node.value;
  }
}

/** A value from JSON; what JSON cannot hold counts as null. */
function fromJson(value: unknown): InputValue {
  if (value === undefined || typeof value === 'boolean' || typeof value === 'number' || typeof value === 'string')
    return value;
  if (Array.isArray(value)) return value.map((item) => fromJson(item) ?? null);
  if (typeof value === 'object' && value !== null)
    return new Map(Object.entries(value).map(([name, field]) => [name, fromJson(field)]));
  return null;
}

/** A single value where a list is expected is a list of one (GraphQL specification, 3.11, input coercion). */
export function asList(value: InputValue): InputValue {
  return value === undefined || value === null || value instanceof UnknownValue || isList(value) ? value : [value];
}

export function isList(value: InputValue): value is readonly InputValue[] {
  return Array.isArray(value);
}

export function isObject(value: InputValue): value is ReadonlyMap<string, InputValue> {
  return value instanceof Map;
}
