import { Kind, print, type DefinitionNode, type DocumentNode } from 'graphql';

/** A definition of a schema that can change by itself: a type's head, or one field (with its arguments) of it. */
export type SchemaPart = DefinitionNode | Member;
type NodeWithFields = Extract<DefinitionNode, { readonly fields?: unknown }>;
type Member = NonNullable<NodeWithFields['fields']>[number];

/** The parts of a schema document by coordinate: `Type`, `Type.field`. A type's extensions come after it. */
export function schemaParts(document: DocumentNode): Map<string, SchemaPart[]> {
  const parts = new Map<string, SchemaPart[]>();
  const add = (coordinate: string, part: SchemaPart): void => {
    parts.set(coordinate, [...(parts.get(coordinate) ?? []), part]);
  };
  for (const definition of document.definitions) {
    const name = nameOf(definition);
    if (name === null) continue;
    add(name, definition);
    if (hasFields(definition)) for (const field of definition.fields ?? []) add(`${name}.${field.name.value}`, field);
  }
  return parts;
}

/** The coordinates at which two schemas differ, in the order of the second; a type of one side alone is one. */
export function changedCoordinates(base: DocumentNode, head: DocumentNode): string[] {
  const [before, after] = [schemaParts(base), schemaParts(head)];
  const isOfBoth = (coordinate: string): boolean => {
    const [type = ''] = coordinate.split('.');
    return type === coordinate || (before.has(type) && after.has(type));
  };
  return [...new Set([...after.keys(), ...before.keys()])].filter(
    (coordinate) => isOfBoth(coordinate) && textOf(before, coordinate) !== textOf(after, coordinate),
  );
}

function textOf(parts: ReadonlyMap<string, readonly SchemaPart[]>, coordinate: string): string {
  return (parts.get(coordinate) ?? []).map(printed).join('\n');
}

/** The base document with the definitions at `coordinates` taken from head, and what head imports for them. */
export function withCoordinates(
  base: DocumentNode,
  head: DocumentNode,
  coordinates: ReadonlySet<string>,
): DocumentNode {
  const [before, after] = [schemaParts(base), schemaParts(head)];
  const imports = head.definitions.filter(isSchema);
  const kept = base.definitions
    .filter((definition) => !isSchema(definition))
    .flatMap((definition) => mixed(definition, { before, after, coordinates }));
  const added = head.definitions.filter((definition) => {
    const name = nameOf(definition);
    return name !== null && !before.has(name) && coordinates.has(name);
  });
  return { ...base, definitions: [...imports, ...kept, ...added] };
}

function isSchema({ kind }: DefinitionNode): boolean {
  return kind === Kind.SCHEMA_DEFINITION || kind === Kind.SCHEMA_EXTENSION;
}

interface Mix {
  readonly before: ReadonlyMap<string, readonly SchemaPart[]>;
  readonly after: ReadonlyMap<string, readonly SchemaPart[]>;
  readonly coordinates: ReadonlySet<string>;
}

function mixed(definition: DefinitionNode, mix: Mix): DefinitionNode[] {
  const name = nameOf(definition);
  if (name === null) return [definition];
  const { before, after, coordinates } = mix;
  const heads = (after.get(name) ?? []).filter((part): part is DefinitionNode => part.kind === definition.kind);
  const replacement = heads[(before.get(name) ?? []).indexOf(definition)] ?? heads[0];
  const head = coordinates.has(name) ? replacement : definition;
  if (head === undefined) return [];
  if (!hasFields(definition) || !hasFields(head)) return [head];
  const own = (definition.fields ?? []).flatMap((field): Member[] => {
    const coordinate = `${name}.${field.name.value}`;
    return coordinates.has(coordinate) ? (after.get(coordinate) ?? []).filter(isMember).slice(0, 1) : [field];
  });
  const isFirst = before.get(name)?.[0] === definition;
  const added = !isFirst
    ? []
    : [...coordinates].flatMap((each) =>
        each.startsWith(`${name}.`) && !before.has(each) ? (after.get(each) ?? []).filter(isMember) : [],
      );
  return [{ ...head, fields: [...own, ...added] } as DefinitionNode];
}

function isMember(part: SchemaPart): part is Member {
  return part.kind === Kind.FIELD_DEFINITION || part.kind === Kind.INPUT_VALUE_DEFINITION;
}

const FIELDED: ReadonlySet<string> = new Set([
  Kind.OBJECT_TYPE_DEFINITION,
  Kind.OBJECT_TYPE_EXTENSION,
  Kind.INTERFACE_TYPE_DEFINITION,
  Kind.INTERFACE_TYPE_EXTENSION,
  Kind.INPUT_OBJECT_TYPE_DEFINITION,
  Kind.INPUT_OBJECT_TYPE_EXTENSION,
]);

function hasFields(definition: DefinitionNode): definition is NodeWithFields {
  return FIELDED.has(definition.kind);
}

function nameOf(definition: DefinitionNode): string | null {
  if (definition.kind === Kind.DIRECTIVE_DEFINITION || definition.kind === Kind.DIRECTIVE_EXTENSION) return null;
  return 'name' in definition && definition.name !== undefined ? definition.name.value : null;
}

/** A type without its fields, which have coordinates of their own, and nothing with a description: words cost nothing. */
function printed(part: SchemaPart): string {
  const silent = { ...part, description: undefined } as SchemaPart;
  return print(isMember(silent) || !hasFields(silent) ? silent : { ...silent, fields: [] });
}
