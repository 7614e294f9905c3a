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
import { matchesGlob } from '../../text/glob.ts';

/** Values for an operation's variables, or what is wrong with them. */
export type VariableBinding =
  | { readonly ok: true; readonly variables: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly message: string; readonly variable: string };

type Values = Readonly<Record<string, unknown>>;

/** Values by operation name; `*` in a name is any text, and a longer pattern goes over a shorter one. */
export function valuesFor(name: string | null, byOperation: Readonly<Record<string, Values>>): Values {
  return Object.assign({}, ...patternsFor(name, byOperation).map((pattern) => byOperation[pattern])) as Values;
}

/** The pattern whose value for a variable counts; null if none has one. */
export function patternOf(
  variable: string,
  name: string | null,
  byOperation: Readonly<Record<string, Values>>,
): string | null {
  const patterns = patternsFor(name, byOperation);
  return patterns.findLast((pattern) => Object.hasOwn(byOperation[pattern] ?? {}, variable)) ?? null;
}

/** Those that mean the operation, the most special last. */
function patternsFor(name: string | null, byOperation: Readonly<Record<string, Values>>): string[] {
  const matching = Object.keys(byOperation).filter((pattern) => matchesName(pattern, name));
  return matching.toSorted((one, other) => rank(one) - rank(other));
}

/** Whether an operation's name is one that a pattern means. */
export function matchesName(pattern: string, name: string | null): boolean {
  const told = name ?? '(anonymous)';
  if (pattern === name) return true;
  // Nearly every pattern has stars alone: for these there is a match whose time does not explode.
  if (/^[\w*]*$/.test(pattern)) return matchesGlob(pattern, told);
  return picomatch.isMatch(told, pattern, { dot: true, nobrace: true, noext: true });
}

/** A name without a wildcard beats every pattern. */
function rank(pattern: string): number {
  return pattern.includes('*') ? pattern.length : Number.MAX_SAFE_INTEGER;
}

/**
 * Those of the values that the operation declares, checked by their types. Variables without a value are left out, or get
 * the operation's own default where that counts.
 */
export function bindVariables(
  operation: Operation,
  values: Values,
  schema: GraphQLSchema,
  defaults: boolean,
): VariableBinding {
  const definitions = variablesOf(operation);
  const given = definitions.filter(({ variable }) => Object.hasOwn(values, variable.name.value));
  const problem = typeProblem(given, values, schema);
  if (problem !== null) return { ok: false, ...problem };
  const bound = given.map(({ variable }) => [variable.name.value, values[variable.name.value]] as const);
  const own = defaults
    ? definitions.filter((definition) => !given.includes(definition)).flatMap(ownDefault(schema))
    : [];
  return { ok: true, variables: Object.fromEntries([...own, ...bound]) };
}

function typeProblem(
  given: readonly VariableDefinitionNode[],
  values: Values,
  schema: GraphQLSchema,
): { readonly message: string; readonly variable: string } | null {
  for (const definition of given) {
    const { errors } = getVariableValues(schema, [definition], values, { hideSuggestions: true, maxErrors: 1 });
    const [error] = errors ?? [];
    if (error !== undefined) return { message: error.message, variable: definition.variable.name.value };
  }
  return null;
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
