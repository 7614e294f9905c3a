import { Kind, type DocumentNode, type FieldDefinitionNode, type InputValueDefinitionNode } from 'graphql';

import { costClasses, type CostClasses } from './cost-classes.ts';
import {
  defaultWeight,
  type CostGraph,
  type FieldDefinition,
  type InputDefinition,
  type TypeDefinition,
  type TypeSet,
} from './definitions.ts';
import { applicationsOf, readListSizes, readWeight } from './directives.ts';
import { argumentOf, directiveNames, type DirectiveNames } from './links.ts';
import { collectTypes, executableDirectives, rootTypes, type TypeParts } from './sdl.ts';
import { sizedFieldsReader } from './sized-fields.ts';
import { typeSets, type TypeSets } from './type-sets.ts';
import { valueOf } from './values.ts';

export type { CostGraph } from './definitions.ts';

interface Reader {
  readonly names: DirectiveNames;
  readonly sets: TypeSets;
  readonly classes: CostClasses;
  readonly sizedFields: ReturnType<typeof sizedFieldsReader>;
}

/**
 * Reads a plain schema or a composed supergraph, definitions and extensions alike. Throws a GateError where a cost
 * directive cannot be read; its place is in the file that the document's source is named after.
 */
export function readCostGraph(document: DocumentNode): CostGraph {
  const parts = collectTypes(document);
  const names = directiveNames(document);
  const types = new Map<string, TypeDefinition>();
  const none: TypeSet = { id: -1, members: [], has: () => false, narrow: () => none };
  const sets = typeSets((name) => types.get(name)?.possible ?? none);
  const reader: Reader = { names, sets, classes: costClasses(), sizedFields: sizedFieldsReader() };
  for (const part of parts.values())
    if (part.kind !== 'interface' && part.kind !== 'union') types.set(part.name, readType(part, [], reader));
  const possible = possibleTypes(parts, types, names);
  for (const part of parts.values())
    if (part.kind === 'interface' || part.kind === 'union')
      types.set(part.name, readType(part, possible.get(part.name) ?? [], reader));
  const directives = executableDirectives(document).map(
    (each) => [each.name.value, (each.arguments ?? []).map((input) => readInput(input, names))] as const,
  );
  return { types, roots: rootTypes(document, types), directives: new Map(directives) };
}

function readType(part: TypeParts, possible: readonly TypeDefinition[], reader: Reader): TypeDefinition {
  const { name, kind } = part;
  const weight = readWeight(part.nodes, reader.names.cost);
  const heaviest = possible.reduce((most, member) => Math.max(most, member.typeWeight), -Infinity);
  const fields = part.fields.map((field) => readField(name, field, reader));
  const type = {
    name,
    kind,
    weight,
    typeWeight: possible.length > 0 ? heaviest : (weight ?? defaultWeight(part)),
    fields: new Map(fields.map((field) => [field.name, field])),
    shape: reader.classes.shapeOf(fields),
    inputs: new Map(part.inputs.map((input) => [input.name.value, readInput(input, reader.names)])),
  };
  if (kind !== 'object') return { ...type, possible: reader.sets.of(possible) };
  const object: { -readonly [Key in keyof TypeDefinition]: TypeDefinition[Key] } = {
    ...type,
    possible: reader.sets.of([]),
  };
  object.possible = reader.sets.of([object]);
  return object;
}

/** The object types of each interface and union. One that clients cannot see is never in a response, so it cannot cost. */
function possibleTypes(
  parts: ReadonlyMap<string, TypeParts>,
  types: ReadonlyMap<string, TypeDefinition>,
  names: DirectiveNames,
): ReadonlyMap<string, readonly TypeDefinition[]> {
  const possible = new Map<string, Set<TypeDefinition>>();
  const add = (abstract: string, member: TypeParts | undefined): void => {
    const type = member && types.get(member.name);
    if (member === undefined || type === undefined || isInaccessible(member, names)) return;
    possible.set(abstract, (possible.get(abstract) ?? new Set()).add(type));
  };
  for (const part of parts.values()) {
    if (part.kind === 'object') for (const parent of part.interfaces) add(parent, part);
    for (const member of part.members) add(part.name, parts.get(member));
  }
  return new Map([...possible].map(([name, members]) => [name, [...members]]));
}

function isInaccessible({ nodes }: TypeParts, names: DirectiveNames): boolean {
  return nodes.some((node) => applicationsOf(node, names.inaccessible).length > 0);
}

function readField(
  parent: string,
  node: FieldDefinitionNode,
  { names, classes, sizedFields }: Reader,
): FieldDefinition {
  const field = {
    name: node.name.value,
    ...readTypeReference(node.type),
    weight: readWeight([node], names.cost),
    args: (node.arguments ?? []).map((input) => readInput(input, names)),
    listSizes: readListSizes(node, names.listSize, sizedFields),
    requires: requiresOf(node),
  };
  return { ...field, coordinate: `${parent}.${field.name}`, costClass: classes.classOf(field) };
}

function readInput(node: InputValueDefinitionNode, names: DirectiveNames): InputDefinition {
  return {
    name: node.name.value,
    ...readTypeReference(node.type),
    weight: readWeight([node], names.cost),
    byDefault: node.defaultValue === undefined ? undefined : valueOf(node.defaultValue),
  };
}

function readTypeReference(node: FieldDefinitionNode['type']): Pick<FieldDefinition, 'type' | 'isList'> {
  if (node.kind === Kind.NAMED_TYPE) return { type: node.name.value, isList: false };
  const inner = readTypeReference(node.type);
  return { type: inner.type, isList: inner.isList || node.kind === Kind.LIST_TYPE };
}

/** The field sets that the router fetches with the field (join spec v0.3). */
function requiresOf({ directives = [] }: FieldDefinitionNode): readonly string[] {
  return directives
    .filter((directive) => directive.name.value === 'join__field')
    .map((directive) => argumentOf(directive, 'requires'))
    .flatMap((value) => (value?.kind === Kind.STRING ? [value.value] : []));
}
