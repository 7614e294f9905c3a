import {
  Kind,
  specifiedDirectives,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DirectiveDefinitionNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';

import type { CostGraph, TypeDefinition } from './definitions.ts';

/** All that a document says about one type, in its definition and in extensions. */
export interface TypeParts {
  readonly name: string;
  readonly kind: TypeDefinition['kind'];
  readonly nodes: { readonly directives?: readonly ConstDirectiveNode[] | undefined }[];
  readonly fields: FieldDefinitionNode[];
  readonly inputs: InputValueDefinitionNode[];
  readonly interfaces: string[];
  /** The values of an enum. */
  readonly values: EnumValueDefinitionNode[];
  /** Of a union. */
  readonly members: string[];
}

const SCALARS = ['Int', 'Float', 'String', 'Boolean', 'ID'];
const SPECIFIED = new Set(specifiedDirectives.map(({ name }) => name));
/** The places of a directive in an operation that count: on fields. */
const ON_FIELD = 'FIELD';

type TypeNode = Extract<DefinitionNode, { readonly kind: `${string}Type${'Definition' | 'Extension'}` }>;

const KINDS: Readonly<Record<TypeNode['kind'], TypeParts['kind']>> = {
  [Kind.OBJECT_TYPE_DEFINITION]: 'object',
  [Kind.OBJECT_TYPE_EXTENSION]: 'object',
  [Kind.INTERFACE_TYPE_DEFINITION]: 'interface',
  [Kind.INTERFACE_TYPE_EXTENSION]: 'interface',
  [Kind.UNION_TYPE_DEFINITION]: 'union',
  [Kind.UNION_TYPE_EXTENSION]: 'union',
  [Kind.INPUT_OBJECT_TYPE_DEFINITION]: 'input',
  [Kind.INPUT_OBJECT_TYPE_EXTENSION]: 'input',
  [Kind.SCALAR_TYPE_DEFINITION]: 'leaf',
  [Kind.SCALAR_TYPE_EXTENSION]: 'leaf',
  [Kind.ENUM_TYPE_DEFINITION]: 'leaf',
  [Kind.ENUM_TYPE_EXTENSION]: 'leaf',
};

/** Every type of a schema document, in its order, and the scalars that need no definition. */
export function collectTypes({ definitions }: DocumentNode): ReadonlyMap<string, TypeParts> {
  const types = new Map<string, TypeParts>();
  const partsOf = (name: string, kind: TypeParts['kind']): TypeParts => {
    const parts = types.get(name) ?? {
      name,
      kind,
      nodes: [],
      fields: [],
      inputs: [],
      values: [],
      interfaces: [],
      members: [],
    };
    types.set(name, parts);
    return parts;
  };
  for (const name of SCALARS) partsOf(name, 'leaf');
  for (const node of definitions) {
    if (!isTypeNode(node)) continue;
    const parts = partsOf(node.name.value, KINDS[node.kind]);
    parts.nodes.push(node);
    if (isInputNode(node)) parts.inputs.push(...(node.fields ?? []));
    else if ('fields' in node) parts.fields.push(...(node.fields ?? []));
    if ('values' in node) parts.values.push(...(node.values ?? []));
    if ('interfaces' in node) parts.interfaces.push(...(node.interfaces ?? []).map(({ name }) => name.value));
    if ('types' in node) parts.members.push(...(node.types ?? []).map(({ name }) => name.value));
  }
  return types;
}

function isTypeNode(node: DefinitionNode): node is TypeNode {
  return /Type(?:Definition|Extension)$/.test(node.kind);
}

function isInputNode(node: TypeNode): node is Extract<TypeNode, { readonly kind: `InputObject${string}` }> {
  return node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === Kind.INPUT_OBJECT_TYPE_EXTENSION;
}

/** The root types: those the schema names, else those with the usual names (GraphQL specification, 3.3.1). */
export function rootTypes(
  { definitions }: DocumentNode,
  types: ReadonlyMap<string, TypeDefinition>,
): CostGraph['roots'] {
  const usual = (name: string): string | null => (types.get(name)?.kind === 'object' ? name : null);
  const isDefined = definitions.some(({ kind }) => kind === Kind.SCHEMA_DEFINITION);
  const roots: Record<keyof CostGraph['roots'], string | null> = isDefined
    ? { query: null, mutation: null, subscription: null }
    : { query: usual('Query'), mutation: usual('Mutation'), subscription: usual('Subscription') };
  for (const node of definitions)
    if (node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION)
      for (const { operation, type } of node.operationTypes ?? []) roots[operation] = type.name.value;
  return roots;
}

/** The directives a field of an operation can carry, without those every schema has. */
export function executableDirectives({ definitions }: DocumentNode): readonly DirectiveDefinitionNode[] {
  return definitions.filter(
    (node): node is DirectiveDefinitionNode =>
      node.kind === Kind.DIRECTIVE_DEFINITION &&
      node.locations.some(({ value }) => value === ON_FIELD) &&
      !SPECIFIED.has(node.name.value),
  );
}
