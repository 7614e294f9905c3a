import {
  Kind,
  type ASTNode,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';

import { numberOf } from './directives.ts';
import { argumentOf } from './links.ts';
import type { TypeParts } from './sdl.ts';

/** A field of an object or an interface that carries `@listSize`. */
export interface ListSizePlace {
  readonly node: FieldDefinitionNode;
  readonly coordinate: string;
  readonly types: ReadonlyMap<string, TypeParts>;
}

type Tell = (node: ASTNode, text: string) => void;

const ARGUMENTS = ['assumedSize', 'slicingArguments', 'sizedFields', 'requireOneSlicingArgument'];

/** What is wrong with one `@listSize` (IBM cost specification, 3.2; Apollo Federation, validation of list sizes). */
export function lintListSize(directive: ConstDirectiveNode, place: ListSizePlace, tell: Tell): void {
  const { node, coordinate } = place;
  const name = `@${directive.name.value}`;
  for (const argument of directive.arguments ?? [])
    if (!ARGUMENTS.includes(argument.name.value))
      tell(argument, `${name} on ${coordinate} knows no argument ${argument.name.value}`);
  const slicing = pathsOf(directive, 'slicingArguments');
  const sized = pathsOf(directive, 'sizedFields');
  if (sized.length === 0 && !isList(node.type))
    tell(directive, `${name} on ${coordinate} does nothing: the field is no list and no sizedFields are named`);
  for (const path of sized) lintSizedField(path, place, (text) => tell(directive, text));
  for (const path of slicing) lintSlicingArgument(path, place, (text) => tell(directive, text));
  lintAssumedSize(directive, slicing, place, (text) => tell(directive, text));
  if (slicing.length === 0 && argumentOf(directive, 'assumedSize') === undefined)
    tell(directive, `${name} on ${coordinate} gives neither assumedSize nor slicingArguments, so no size`);
  if (slicing.length === 0 && isTrue(directive, 'requireOneSlicingArgument'))
    tell(directive, `${coordinate} requires one slicing argument and names none`);
}

/** A request must give a slicing argument, so the assumed size is for none; or its default comes first. */
function lintAssumedSize(
  directive: ConstDirectiveNode,
  slicing: readonly (readonly string[])[],
  { node, coordinate }: ListSizePlace,
  tell: (text: string) => void,
): void {
  const value = argumentOf(directive, 'assumedSize');
  if (value === undefined) return;
  const size = value.kind === Kind.INT ? Number(value.value) : NaN;
  if (Number.isNaN(size)) tell(`assumedSize on ${coordinate} is no whole number`);
  if (size < 0) tell(`assumedSize on ${coordinate} is below 0, and counts as 0`);
  if (slicing.length > 0 && !isFalse(directive, 'requireOneSlicingArgument'))
    tell(
      `assumedSize on ${coordinate} is for requests without a slicing argument, and exactly one is required: add requireOneSlicingArgument: false, or drop one of the two`,
    );
  for (const [name] of slicing) {
    const byDefault = node.arguments?.find((argument) => argument.name.value === name)?.defaultValue;
    const usual = numberOf(byDefault);
    if (usual !== null) tell(`assumedSize on ${coordinate} is never used: ${name} is ${usual} where it is not given`);
  }
}

function lintSlicingArgument(
  path: readonly string[],
  { node, coordinate, types }: ListSizePlace,
  tell: (text: string) => void,
): void {
  let inputs: readonly InputValueDefinitionNode[] = node.arguments ?? [];
  let found: InputValueDefinitionNode | undefined;
  for (const segment of path) {
    found = inputs.find((input) => input.name.value === segment);
    if (found === undefined) return tell(`slicing argument ${path.join('.')} of ${coordinate} does not exist`);
    inputs = types.get(namedType(found.type))?.inputs ?? [];
  }
  if (found !== undefined && !isList(found.type) && namedType(found.type) !== 'Int')
    tell(`slicing argument ${path.join('.')} of ${coordinate} is neither an Int nor a list`);
}

function lintSizedField(
  path: readonly string[],
  { node, coordinate, types }: ListSizePlace,
  tell: (text: string) => void,
): void {
  let owners: readonly TypeParts[] = ownersOf(namedType(node.type), types);
  let found: FieldDefinitionNode | undefined;
  for (const segment of path) {
    found = owners.flatMap(({ fields }) => fields).find((field) => field.name.value === segment);
    if (found === undefined) return tell(`sized field ${path.join('.')} of ${coordinate} does not exist`);
    owners = ownersOf(namedType(found.type), types);
  }
  if (found !== undefined && !isList(found.type)) tell(`sized field ${path.join('.')} of ${coordinate} is no list`);
}

/** The types whose fields can be selected of a value of the type, fragments included. */
function ownersOf(name: string, types: ReadonlyMap<string, TypeParts>): readonly TypeParts[] {
  const type = types.get(name);
  if (type === undefined) return [];
  const possible = [...types.values()].filter(
    (each) => each.interfaces.includes(name) || type.members.includes(each.name),
  );
  return type.kind === 'object' ? [type] : [type, ...possible];
}

/** Strings split at their dots; what is no string is told by whoever reads it. */
function pathsOf(directive: ConstDirectiveNode, name: string): readonly (readonly string[])[] {
  const value = argumentOf(directive, name);
  const items = value?.kind === Kind.LIST ? value.values : value === undefined ? [] : [value];
  return items.flatMap((item) => (item.kind === Kind.STRING ? [item.value.split('.')] : []));
}

function isTrue(directive: ConstDirectiveNode, name: string): boolean {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}

function isFalse(directive: ConstDirectiveNode, name: string): boolean {
  const value = argumentOf(directive, name);
  return value?.kind === Kind.BOOLEAN && !value.value;
}

function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

function isList(type: TypeNode): boolean {
  if (type.kind === Kind.NAMED_TYPE) return false;
  return type.kind === Kind.LIST_TYPE || isList(type.type);
}
