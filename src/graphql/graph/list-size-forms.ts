import {
  Kind,
  print,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  type TypeNode,
} from 'graphql';

import { argumentOf, directiveNames } from '../cost/links.ts';

/** Subgraphs without the list sizes that a composer does not know, and the way to put them on the supergraph. */
export interface Composable {
  readonly documents: readonly DocumentNode[];
  readonly restore: (supergraph: DocumentNode) => DocumentNode;
  /** The fields that have such sizes. */
  readonly coordinates: readonly string[];
}

/**
 * Composers know slicing arguments that are whole numbers, and sized fields that are names. Lists, paths and selections,
 * which routers know, are kept as they are written: a field has those of all subgraphs.
 */
export function keepListSizes(documents: readonly DocumentNode[]): Composable {
  const kept = new Map<string, ConstDirectiveNode[]>();
  const known = documents.map((document) => withoutUnknown(document, kept));
  if (kept.size === 0) return { documents, restore: (supergraph) => supergraph, coordinates: [] };
  return { documents: known, restore: (supergraph) => withKept(supergraph, kept), coordinates: [...kept.keys()] };
}

function withoutUnknown(document: DocumentNode, kept: Map<string, ConstDirectiveNode[]>): DocumentNode {
  const { listSize: names } = directiveNames(document);
  const definitions = document.definitions.map((definition) => {
    if (!isFielded(definition)) return definition;
    const fields = (definition.fields ?? []).map((field) => {
      const unknown = field.directives?.filter((each) => names.has(each.name.value) && isUnknown(each, field)) ?? [];
      if (unknown.length === 0) return field;
      const coordinate = `${definition.name.value}.${field.name.value}`;
      kept.set(coordinate, [...(kept.get(coordinate) ?? []), ...unknown]);
      return { ...field, directives: (field.directives ?? []).filter((each) => !unknown.includes(each)) };
    });
    return { ...definition, fields };
  });
  return { ...document, definitions };
}

type NodeWithFields =
  | ObjectTypeDefinitionNode
  | ObjectTypeExtensionNode
  | InterfaceTypeDefinitionNode
  | InterfaceTypeExtensionNode;

function isFielded(node: DefinitionNode): node is NodeWithFields {
  return (
    node.kind === Kind.OBJECT_TYPE_DEFINITION ||
    node.kind === Kind.OBJECT_TYPE_EXTENSION ||
    node.kind === Kind.INTERFACE_TYPE_DEFINITION ||
    node.kind === Kind.INTERFACE_TYPE_EXTENSION
  );
}

function isUnknown(directive: ConstDirectiveNode, field: FieldDefinitionNode): boolean {
  return (
    stringsOf(directive, 'sizedFields').some((text) => !/^\w+$/.test(text)) ||
    stringsOf(directive, 'slicingArguments').some((path) => {
      const argument = field.arguments?.find(({ name }) => name.value === path);
      return path.includes('.') || (argument !== undefined && isList(argument.type));
    })
  );
}

function stringsOf(directive: ConstDirectiveNode, name: string): readonly string[] {
  const value = argumentOf(directive, name);
  const items = value?.kind === Kind.LIST ? value.values : value === undefined ? [] : [value];
  return items.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []));
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.NON_NULL_TYPE ? isList(type.type) : type.kind === Kind.LIST_TYPE;
}

/** Two that are written alike are one. */
function withKept(supergraph: DocumentNode, kept: ReadonlyMap<string, readonly ConstDirectiveNode[]>): DocumentNode {
  const [name = 'listSize'] = directiveNames(supergraph).listSize;
  const restored = (node: ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode) => {
    const fields = (node.fields ?? []).map((field) => {
      const own = kept.get(`${node.name.value}.${field.name.value}`) ?? [];
      const renamed = own.map((each) => ({ ...each, name: { ...each.name, value: name } }));
      const distinct = new Map(renamed.map((each) => [print(each), each]));
      return own.length === 0 ? field : { ...field, directives: [...(field.directives ?? []), ...distinct.values()] };
    });
    return { ...node, fields };
  };
  return visit(supergraph, { ObjectTypeDefinition: restored, InterfaceTypeDefinition: restored });
}
