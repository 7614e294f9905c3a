import {
  Kind,
  type ASTNode,
  type ConstDirectiveNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';

import { quote } from '../../source/diagnostic.ts';
import { numberOf } from './directives.ts';
import { argumentOf } from './links.ts';
import type { TypeParts } from './sdl.ts';
import { hasTwins, isPath, readSizedText, type SizedNode } from './sized-text.ts';
import type { CostSettings } from './types.ts';

/** A field of an object or an interface that carries `@listSize`. */
export interface ListSizePlace {
  readonly node: FieldDefinitionNode;
  readonly coordinate: string;
  readonly types: ReadonlyMap<string, TypeParts>;
  readonly profile: CostSettings['profile'];
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
  const slicing = stringsOf(directive, 'slicingArguments').map((path) => path.split('.'));
  const sized = stringsOf(directive, 'sizedFields');
  if (sized.length === 0 && !isList(node.type))
    tell(
      directive,
      `${name} on ${coordinate} does nothing, because the field is not a list and no sizedFields are named`,
    );
  for (const text of sized) lintSizedText(text, place, (what) => tell(directive, what));
  for (const path of slicing) lintSlicingArgument(path, place, (text) => tell(directive, text));
  lintDefaults(directive, slicing, place, (text) => tell(directive, text));
  lintAssumedSize(directive, slicing, place, (text) => tell(directive, text));
  if (slicing.length === 0 && argumentOf(directive, 'assumedSize') === undefined)
    tell(directive, `${name} on ${coordinate} gives neither assumedSize nor slicingArguments, so no size`);
  if (slicing.length === 0 && isTrue(directive, 'requireOneSlicingArgument'))
    tell(directive, `${coordinate} requires one slicing argument and names none`);
}

/** Defaults count as given. */
function lintDefaults(
  directive: ConstDirectiveNode,
  slicing: readonly (readonly string[])[],
  { node, coordinate }: ListSizePlace,
  tell: (text: string) => void,
): void {
  if (isFalse(directive, 'requireOneSlicingArgument')) return;
  const names = new Set(slicing.map((path) => path.join('.')));
  const usual = node.arguments?.filter(({ name, defaultValue }) => names.has(name.value) && defaultValue !== undefined);
  if (usual === undefined || usual.length < 2) return;
  const all = usual.map(({ name }) => name.value).join(', ');
  tell(
    `${coordinate} requires exactly one slicing argument, and several are there unless null is given for them: the defaults of ${all} count as given`,
  );
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
  if (Number.isNaN(size)) tell(`assumedSize on ${coordinate} is not a whole number`);
  if (size < 0) tell(`assumedSize on ${coordinate} is below 0, and counts as 0`);
  if (slicing.length > 0 && !isFalse(directive, 'requireOneSlicingArgument'))
    tell(
      `assumedSize on ${coordinate} is for requests without a slicing argument, and exactly one is required: add requireOneSlicingArgument: false, or drop one of the two`,
    );
  for (const [name] of slicing) {
    const byDefault = node.arguments?.find((argument) => argument.name.value === name)?.defaultValue;
    const usual = numberOf(byDefault);
    if (usual !== null) tell(`assumedSize on ${coordinate} is never used: ${name} is ${usual} when it is not given`);
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

function lintSizedText(text: string, place: ListSizePlace, tell: (text: string) => void): void {
  const { node, coordinate, profile } = place;
  const fields = readSizedText(text);
  if (fields === null)
    return tell(`sizedFields ${quote(text)} on ${coordinate} is neither a field nor a selection, so it sizes nothing`);
  lintSizedFields(fields, namedType(node.type), [], place, tell);
  if (profile !== 'apollo-router') return;
  const refused = `sizedFields ${quote(text)} on ${coordinate} makes Apollo Router refuse the schema`;
  if (isPath(text)) tell(`${refused}: write a selection, as "results { page }"`);
  if (hasTwins(fields)) tell(`${refused}: write an entry for each list`);
}

function lintSizedFields(
  fields: readonly SizedNode[],
  type: string,
  above: readonly string[],
  place: ListSizePlace,
  tell: (text: string) => void,
): void {
  for (const { name, below } of fields) {
    const path = [...above, name];
    const found = fieldOf(type, name, place.types);
    if (found === undefined) tell(`sized field ${path.join('.')} of ${place.coordinate} does not exist`);
    else if (below.length > 0) lintSizedFields(below, namedType(found.type), path, place, tell);
    else if (!isList(found.type)) tell(`sized field ${path.join('.')} of ${place.coordinate} is not a list`);
  }
}

type Fields = ReadonlyMap<string, FieldDefinitionNode>;
const known = new WeakMap<ListSizePlace['types'], Map<string, Fields>>();

/** A field that can be selected of a value of the type, fragments included. */
function fieldOf(type: string, name: string, types: ListSizePlace['types']): FieldDefinitionNode | undefined {
  const byType = known.get(types) ?? new Map<string, Fields>();
  known.set(types, byType);
  let fields = byType.get(type);
  if (fields === undefined) {
    const all = ownersOf(type, types).flatMap((owner) => owner.fields);
    fields = new Map(all.toReversed().map((field) => [field.name.value, field]));
    byType.set(type, fields);
  }
  return fields.get(name);
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

/** What is not a string is told where it is read. */
function stringsOf(directive: ConstDirectiveNode, name: string): readonly string[] {
  const value = argumentOf(directive, name);
  const items = value?.kind === Kind.LIST ? value.values : value === undefined ? [] : [value];
  return items.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
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
