import { Kind, type FieldNode, type ValueNode } from 'graphql';

import type { FieldDefinition, ListSize } from './definitions.ts';
import { below, largest, largestEach, sizeOf, type SizedBelow, type Sizing, type Slice } from './list-size.ts';
import { isObject, UnknownValue, valueOf, type InputValue } from './values.ts';

/** The known sizes of a selection set's lists. */
export interface RouterSizes {
  /** From the field that has the selection set. */
  readonly parent: readonly SizedBelow[];
  /** From farther above, for what lies here and below. */
  readonly farther: readonly SizedBelow[];
}

export const NO_SIZES: RouterSizes = { parent: [], farther: [] };

/** A field's size as its own directives and those above say. */
export interface RouterFieldSize {
  readonly items: number;
  readonly below: RouterSizes;
}

/**
 * How many items Apollo Router reckons with: what the parent's `sizedFields` say, else those from farther above, else the
 * largest size that the field's own directives give or that passes it on its way down, else the configured size.
 */
export function routerSize(
  field: FieldDefinition,
  node: FieldNode,
  { parent, farther }: RouterSizes,
  sizing: Sizing,
): RouterFieldSize {
  const expected = field.listSizes.map((listSize) => expectedSize(field, node, listSize, sizing));
  const passing = largestEach(below(field, [...parent, ...farther]));
  const own = field.listSizes.flatMap(({ sizedFields: fields }, at): SizedBelow[] => {
    const size = expected[at] ?? null;
    return fields === null || size === null ? [] : [{ fields, size }];
  });
  const sizes = { parent: largestEach(own), farther: passing };
  if (!field.isList) return { items: 1, below: sizes };
  const known =
    largestOf(field, parent) ??
    largestOf(field, farther) ??
    largest([...expected.filter((size) => size !== null), ...passing.map(({ size }) => size)]);
  if (known === null) sizing.ledger.assumeListSize(field, sizing.listSize);
  return { items: known ?? sizing.listSize, below: sizes };
}

/**
 * The size of a list by its name. The router treats the names of all nested lists as names of direct lists, unless
 * something is sized below a field of that name.
 */
function largestOf({ name }: FieldDefinition, sized: readonly SizedBelow[]): number | null {
  return largest(sized.filter(({ fields }) => !fields.below.has(name) && fields.reaches(name)).map(({ size }) => size));
}

/** The largest of the slicing arguments, schema defaults included, else `assumedSize`; null if there is neither. */
function expectedSize(field: FieldDefinition, node: FieldNode, listSize: ListSize, sizing: Sizing): number | null {
  const { slicingArguments, requireOneSlicingArgument, assumedSize } = listSize;
  const sizes = slicingArguments
    .map((path) => sizeOf(sliceOf(field, node, path, sizing), field, listSize, sizing))
    .filter((size) => size !== null);
  if (requireOneSlicingArgument && slicingArguments.length > 0 && sizes.length !== 1) {
    const names = slicingArguments.map((path) => path.join('.')).join(', ');
    sizing.ledger.violate(
      node,
      `${field.coordinate} takes exactly one of its slicing arguments (${names}; defaults count), not ${sizes.length}`,
    );
  }
  return largest(sizes) ?? assumedSize;
}

/** What the operation gives, be it null, else the schema's default. Nothing is coerced to a list, as in the router. */
function sliceOf(field: FieldDefinition, node: FieldNode, [name, ...rest]: readonly string[], sizing: Sizing): Slice {
  const supplied = node.arguments?.find((argument) => argument.name.value === name)?.value;
  if (supplied !== undefined) return literalAt(supplied, rest, sizing);
  const byDefault = field.args.find((argument) => argument.name === name)?.byDefault;
  return { value: valueAt(byDefault, rest), variable: null };
}

/** The router follows a path into a literal, or into a variable that is the whole argument. */
function literalAt(node: ValueNode, path: readonly string[], { variables }: Sizing): Slice {
  if (node.kind === Kind.VARIABLE)
    return { value: valueAt(variables.get(node.name.value), path), variable: [node.name.value, ...path] };
  let at: ValueNode | undefined = node;
  for (const segment of path)
    at = at?.kind === Kind.OBJECT ? at.fields.find(({ name }) => name.value === segment)?.value : undefined;
  if (at === undefined) return { value: undefined, variable: null };
  return { value: valueOf(at, variables), variable: at.kind === Kind.VARIABLE ? [at.name.value] : null };
}

/** An unknown value is unknown all the way down. */
function valueAt(value: InputValue, path: readonly string[]): InputValue {
  return path.reduce<InputValue>(
    (at, segment) => (at instanceof UnknownValue ? at : isObject(at) ? at.get(segment) : undefined),
    value,
  );
}
