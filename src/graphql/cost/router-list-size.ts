import type { FieldNode } from 'graphql';

import type { FieldDefinition, ListSize } from './definitions.ts';
import type { SizedField, Sizing } from './list-size.ts';
import { UnknownValue, valueOf } from './values.ts';

/** How many items Apollo Router reckons with: `sizedFields` of the parent, else `@listSize`, else the configured size. */
export function routerItems(
  field: FieldDefinition,
  expected: number | null,
  inherited: readonly SizedField[],
  sizing: Sizing,
): number {
  if (!field.isList) return 1;
  const [fromParent] = inherited.filter(({ path }) => path.join('.') === field.name);
  if (fromParent !== undefined) return fromParent.size;
  if (expected !== null) return expected;
  sizing.ledger.assumeListSize(field, sizing.listSize);
  return sizing.listSize;
}

/** The sizes that the field hands down to what is selected of it, when it is expected to have so many items. */
export function routerHandDown({ listSizes }: FieldDefinition, expected: number | null): readonly SizedField[] {
  const sized = listSizes[0]?.sizedFields ?? [];
  return expected === null ? [] : sized.map((path) => ({ path, size: expected }));
}

/** The largest number among the slicing arguments, schema defaults included, else `assumedSize`; null where there is neither. */
export function routerExpectedSize(field: FieldDefinition, node: FieldNode, sizing: Sizing): number | null {
  const [listSize] = field.listSizes;
  if (listSize === undefined) return null;
  const sizes = listSize.slicingArguments
    .map((path) => sliceOf(path.join('.'), field, node, listSize, sizing))
    .filter((size) => size !== null);
  if (listSize.requireOneSlicingArgument && listSize.slicingArguments.length > 0 && sizes.length !== 1)
    sizing.ledger.violate(
      node,
      `${field.coordinate} takes exactly one of its slicing arguments (${listSize.slicingArguments.map((path) => path.join('.')).join(', ')}; defaults count), not ${sizes.length}`,
    );
  return sizes.length === 0 ? listSize.assumedSize : Math.max(...sizes);
}

/**
 * A supplied number, else the default if it is one; below 0 counts as 0. Nothing is coerced to a list, as in the router. An
 * unknown variable is there, and is what it is assumed to be.
 */
function sliceOf(
  name: string,
  field: FieldDefinition,
  node: FieldNode,
  listSize: ListSize,
  { variables, isDeclared, listSize: configured, ledger }: Sizing,
): number | null {
  const supplied = node.arguments?.find((argument) => argument.name.value === name)?.value;
  const value = supplied && valueOf(supplied, variables);
  if (value instanceof UnknownValue) {
    const source = listSize.assumedSize === null ? 'the configured list size' : `assumedSize of ${field.coordinate}`;
    const bound = listSize.assumedSize ?? configured;
    ledger.assumeVariable([value.variable], bound, field, source);
    return bound;
  }
  if (typeof value === 'number') {
    const size = Math.max(0, value);
    if (isDeclared && supplied?.kind === 'Variable')
      ledger.assumeVariable([supplied.name.value], size, field, 'as configured');
    return size;
  }
  const byDefault = field.args.find((argument) => argument.name === name)?.byDefault;
  return typeof byDefault === 'number' ? Math.max(0, byDefault) : null;
}
