import { Kind, print, type ASTNode, type ConstDirectiveNode, type ConstValueNode } from 'graphql';

import { GateError } from '../../errors.ts';
import type { ListSize } from './definitions.ts';
import { argumentOf } from './links.ts';
import { whereIs } from './problem.ts';
import type { SizedFields } from './sized-fields.ts';

/** Anything in a schema that can carry directives. */
export interface DirectiveCarrier {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?\s*$/i;

/** The applications of a directive, under any of its names. */
export function applicationsOf(
  { directives = [] }: DirectiveCarrier,
  names: ReadonlySet<string>,
): readonly ConstDirectiveNode[] {
  return directives.filter((directive) => names.has(directive.name.value));
}

/** The weight of the first `@cost` in its nodes; null without one. Throws a GateError when it is not a finite number. */
export function readWeight(nodes: readonly DirectiveCarrier[], names: ReadonlySet<string>): number | null {
  const [directive] = nodes.flatMap((node) => applicationsOf(node, names));
  if (directive === undefined) return null;
  const value = argumentOf(directive, 'weight');
  const weight = numberOf(value);
  if (weight !== null) return weight;
  throw invalid(value ?? directive, `${print(directive)} has a weight that is not a finite number`);
}

/** The field's `@listSize`s. Throws a GateError where an argument is not of its type. */
export function readListSizes(
  field: DirectiveCarrier,
  names: ReadonlySet<string>,
  sizedFields: (texts: readonly string[]) => SizedFields | null,
): readonly ListSize[] {
  return applicationsOf(field, names).map((directive) => ({
    assumedSize: readSize(directive),
    slicingArguments: [...new Set(readStrings(directive, 'slicingArguments'))].map((path) => path.split('.')),
    sizedFields: sizedFields(readStrings(directive, 'sizedFields')),
    requireOneSlicingArgument: readFlag(directive, 'requireOneSlicingArgument'),
  }));
}

/** An Int, a Float, or a String that holds either; null for anything else, and for a number that is not finite. */
export function numberOf(value: ConstValueNode | undefined): number | null {
  const text = value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING ? value.value : '';
  const number = NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(number) ? number : null;
}

/** Negative sizes count as 0. */
function readSize(directive: ConstDirectiveNode): number | null {
  const value = argumentOf(directive, 'assumedSize');
  if (value === undefined || value.kind === Kind.NULL) return null;
  if (value.kind === Kind.INT) return Math.max(0, Number(value.value));
  throw invalid(value, `assumedSize: ${print(value)} is not a whole number`);
}

/** A list of strings, or one string for a list of one. */
function readStrings(directive: ConstDirectiveNode, name: string): readonly string[] {
  const value = argumentOf(directive, name);
  if (value === undefined || value.kind === Kind.NULL) return [];
  return (value.kind === Kind.LIST ? value.values : [value]).map((item) => {
    if (item.kind === Kind.STRING) return item.value;
    throw invalid(item, `${name}: ${print(value)} is not a list of strings`);
  });
}

/** True unless it says false (IBM cost specification, `requireOneSlicingArgument: Boolean = true`). */
function readFlag(directive: ConstDirectiveNode, name: string): boolean {
  const value = argumentOf(directive, name);
  if (value === undefined || value.kind === Kind.NULL) return true;
  if (value.kind === Kind.BOOLEAN) return value.value;
  throw invalid(value, `${name}: ${print(value)} is neither true nor false`);
}

function invalid(node: ASTNode, what: string): GateError {
  const where = whereIs(node);
  return new GateError('cost-directive', { what }, where === null ? {} : { where });
}
