import {
  getVariableValues,
  Kind,
  valueFromAST,
  typeFromAST,
  isInputType,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from 'graphql';
import picomatch from 'picomatch';

import type { Operation } from './operation.ts';

/** Values for an operation's variables, or what is wrong with them. */
export type Bound =
  | { readonly ok: true; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly message: string };

type Values = Readonly<Record<string, unknown>>;

/** Values by operation name; `*` in a name is any text, and a longer pattern goes over a shorter one. */
export function valuesFor(name: string | null, byOperation: Readonly<Record<string, Values>>): Values {
  const matching = Object.entries(byOperation).filter(([pattern]) => matchesName(pattern, name));
  const general = matching.toSorted(([one], [other]) => rank(one) - rank(other));
  return Object.assign({}, ...general.map(([, values]) => values)) as Values;
}

/** Whether an operation's name is one that a pattern means. */
export function matchesName(pattern: string, name: string | null): boolean {
  return (
    pattern === name || picomatch.isMatch(name ?? '(anonymous)', pattern, { dot: true, nobrace: true, noext: true })
  );
}

/** A name without a wildcard beats every pattern. */
function rank(pattern: string): number {
  return pattern.includes('*') ? pattern.length : Number.MAX_SAFE_INTEGER;
}

/**
 * Those of the values that the operation declares, checked by their types. Variables without a value are left out, or get
 * the operation's own default where that counts.
 */
export function bindVariables(operation: Operation, values: Values, schema: GraphQLSchema, defaults: boolean): Bound {
  const definitions = variablesOf(operation);
  const given = definitions.filter(({ variable }) => Object.hasOwn(values, variable.name.value));
  const message = typeProblem(given, values, schema);
  if (message !== null) return { ok: false, message };
  const bound = given.map(({ variable }) => [variable.name.value, values[variable.name.value]] as const);
  const own = defaults
    ? definitions.filter((definition) => !given.includes(definition)).flatMap(ownDefault(schema))
    : [];
  return { ok: true, variables: Object.fromEntries([...own, ...bound]) };
}

function typeProblem(given: readonly VariableDefinitionNode[], values: Values, schema: GraphQLSchema): string | null {
  const result = getVariableValues(schema, given, values, { hideSuggestions: true, maxErrors: 1 });
  return result.errors?.[0]?.message ?? null;
}

function ownDefault(schema: GraphQLSchema) {
  return ({ variable, type, defaultValue }: VariableDefinitionNode): [string, unknown][] => {
    const inputType = typeFromAST(schema, type);
    if (defaultValue === undefined || !isInputType(inputType)) return [];
    return [[variable.name.value, valueFromAST(defaultValue, inputType)]];
  };
}

function variablesOf({ document }: Operation): readonly VariableDefinitionNode[] {
  const [definition] = document.definitions;
  return definition?.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [];
}
