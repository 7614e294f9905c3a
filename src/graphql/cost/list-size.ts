import { Kind, type FieldNode, type ValueNode } from 'graphql';

import type { CostGraph, FieldDefinition, InputDefinition, ListSize } from './definitions.ts';
import type { Ledger } from './ledger.ts';
import type { SizedFields } from './sized-fields.ts';
import { asList, isList, isObject, UnknownValue, valueOf, type InputValue, type VariableValues } from './values.ts';

/** What decides the size of a list besides the field itself. */
export interface Sizing {
  readonly graph: CostGraph;
  readonly variables: VariableValues;
  /** Whether a variable's value is a declared bound. */
  readonly isDeclared: boolean;
  /** The size of a list that nothing else sizes; Infinity for unbounded. */
  readonly listSize: number;
  readonly ledger: Ledger;
}

/** The size of lists somewhere below. */
export interface SizedBelow {
  readonly fields: SizedFields;
  readonly size: number;
}

/** A slicing argument's value, and the variable (with a path into it) that it came from. */
export interface Slice {
  readonly value: InputValue;
  readonly variable: readonly string[] | null;
}

/** How many items the field has, once for all dimensions of a nested list; 1 if it is not a list. */
export function itemsOf(
  field: FieldDefinition,
  node: FieldNode,
  inherited: readonly SizedBelow[],
  sizing: Sizing,
): number {
  if (!field.isList) return 1;
  const fromAbove = largest(inherited.filter(({ fields }) => fields.ends.has(field.name)).map(({ size }) => size));
  if (fromAbove !== null) return fromAbove;
  const own = field.listSizes.filter(({ sizedFields }) => sizedFields === null);
  const sizes = own.map((listSize) => expectedSize(field, node, listSize, sizing)).filter((size) => size !== null);
  const expected = largest(sizes);
  if (expected !== null) return expected;
  sizing.ledger.assumeListSize(field, sizing.listSize);
  return sizing.listSize;
}

/** The sizes that the field passes to its selections: its own, and those for deeper fields. */
export function handDown(
  field: FieldDefinition,
  node: FieldNode,
  inherited: readonly SizedBelow[],
  sizing: Sizing,
): readonly SizedBelow[] {
  if (field.listSizes.length === 0 && inherited.length === 0) return inherited;
  const own = field.listSizes.flatMap((listSize): SizedBelow[] => {
    const { sizedFields: fields } = listSize;
    const size = fields === null ? null : expectedSize(field, node, listSize, sizing);
    return fields === null || size === null ? [] : [{ fields, size }];
  });
  return largestEach([...below(field, inherited), ...own]);
}

/** What is meant for deeper down than the field. */
export function below({ name }: FieldDefinition, inherited: readonly SizedBelow[]): readonly SizedBelow[] {
  return inherited.flatMap(({ fields, size }) => {
    const deeper = fields.below.get(name);
    return deeper === undefined ? [] : [{ fields: deeper, size }];
  });
}

/** Where several directives size the same lists, the largest size counts. */
export function largestEach(sized: readonly SizedBelow[]): readonly SizedBelow[] {
  if (sized.length < 2) return sized;
  const byFields = new Map<SizedFields, SizedBelow>();
  for (const each of sized) {
    const before = byFields.get(each.fields);
    if (before === undefined || each.size > before.size) byFields.set(each.fields, each);
  }
  return [...byFields.values()];
}

/** Null for none. There may be more than a function takes arguments. */
export function largest(sizes: readonly number[]): number | null {
  return sizes.length === 0 ? null : sizes.reduce((most, size) => Math.max(most, size), 0);
}

/** The largest slicing argument, else `assumedSize`; null if the directive gives neither. */
function expectedSize(field: FieldDefinition, node: FieldNode, listSize: ListSize, sizing: Sizing): number | null {
  const slices = listSize.slicingArguments.map((path) => sliceOf(field, node, path, sizing));
  checkSlices(node, field, listSize, slices, sizing.ledger);
  const sizes = slices.map((slice) => sizeOf(slice, field, listSize, sizing)).filter((size) => size !== null);
  return largest(sizes) ?? listSize.assumedSize;
}

/**
 * A number, the length of a list, or what an unknown variable is assumed to be; or null. A negative size counts as 0.
 */
export function sizeOf(
  { value, variable }: Slice,
  field: FieldDefinition,
  listSize: ListSize,
  sizing: Sizing,
): number | null {
  if (value instanceof UnknownValue) {
    const bound = listSize.assumedSize ?? sizing.listSize;
    const source = listSize.assumedSize === null ? 'the configured list size' : `assumedSize of ${field.coordinate}`;
    sizing.ledger.assumeVariable(variable ?? [value.variable], bound, field, source);
    return bound;
  }
  const number = isList(value) ? value.length : value;
  if (typeof number !== 'number' || !Number.isInteger(number)) return null;
  const size = Math.max(0, number);
  if (variable !== null && sizing.isDeclared) sizing.ledger.assumeVariable(variable, size, field, 'as configured');
  return size;
}

/** A default is there as if it was given (IBM cost specification, `slicingArguments`); null is not. */
function checkSlices(
  node: FieldNode,
  { coordinate }: FieldDefinition,
  { requireOneSlicingArgument, slicingArguments }: ListSize,
  slices: readonly Slice[],
  ledger: Ledger,
): void {
  if (!requireOneSlicingArgument || slicingArguments.length === 0) return;
  const count = slices.filter(({ value }) => value !== undefined && value !== null).length;
  if (count === 1) return;
  const names = slicingArguments.map((path) => path.join('.')).join(', ');
  ledger.violate(
    node,
    `${coordinate} takes exactly one of its slicing arguments (${names}; defaults count), not ${count}`,
  );
}

function sliceOf(field: FieldDefinition, node: FieldNode, path: readonly string[], sizing: Sizing): Slice {
  const [name, ...rest] = path;
  const supplied = node.arguments?.find((argument) => argument.name.value === name)?.value;
  const given = supplied && valueOf(supplied, sizing.variables);
  const isSupplied = walk(given, rest) !== undefined;
  const input = field.args.find((argument) => argument.name === name);
  return {
    value: valueAt(input, given, rest, sizing.graph),
    variable: isSupplied ? variableAt(supplied, rest) : null,
  };
}

/**
 * What the schema makes of a value: defaults hold for the argument and for each input field on the way,
 * and one thing is a list of one where a list is expected.
 */
function valueAt(
  input: InputDefinition | undefined,
  given: InputValue,
  path: readonly string[],
  graph: CostGraph,
): InputValue {
  const known = given === undefined ? input?.byDefault : given;
  const value = input?.isList === true ? asList(known) : known;
  const [segment, ...rest] = path;
  if (segment === undefined || value instanceof UnknownValue) return value;
  if (!isObject(value) || input === undefined) return undefined;
  return valueAt(graph.types.get(input.type)?.inputs.get(segment), value.get(segment), rest, graph);
}

/** An unknown value is unknown all the way down. */
function walk(value: InputValue, path: readonly string[]): InputValue {
  return path.reduce<InputValue>(
    (at, segment) => (at instanceof UnknownValue ? at : isObject(at) ? at.get(segment) : undefined),
    value,
  );
}

/** The variable that stands at the path or above it, with the rest of the path. */
function variableAt(node: ValueNode | undefined, path: readonly string[]): readonly string[] | null {
  if (node?.kind === Kind.VARIABLE) return [node.name.value, ...path];
  const [segment, ...rest] = path;
  if (node?.kind !== Kind.OBJECT || segment === undefined) return null;
  return variableAt(node.fields.find((field) => field.name.value === segment)?.value, rest);
}
