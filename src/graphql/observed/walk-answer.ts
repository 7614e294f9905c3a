import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** A field that an answer holds. */
export interface AnsweredField {
  readonly node: FieldNode;
  /** The type it was selected on, and the type of what holds it as far as the answer tells. */
  readonly declared: GraphQLCompositeType;
  readonly parent: GraphQLCompositeType;
  readonly value: unknown;
}

interface Walk {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  readonly visit: (field: AnsweredField) => void;
}

/** Visits every field of an operation's answer, as often as it came. */
export function walkAnswer(
  document: DocumentNode,
  schema: GraphQLSchema,
  data: unknown,
  visit: (field: AnsweredField) => void,
): void {
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return;
  const root = schema.getRootType(operation.operation);
  if (root) walkObject(operation.selectionSet, root, data, { document, schema, visit });
}

function walkObject(set: SelectionSetNode, type: GraphQLCompositeType, value: unknown, walk: Walk): void {
  if (typeof value !== 'object' || value === null) return;
  const name = (value as Readonly<Record<string, unknown>>)['__typename'];
  const own = typeof name === 'string' ? walk.schema.getType(name) : undefined;
  const parent = isCompositeType(own) ? own : type;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) walkField(selection, type, parent, value, walk);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      walkFragment(selection.selectionSet, selection.typeCondition?.name.value, parent, value, walk);
    else {
      const fragment = walk.document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === selection.name.value,
      );
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION)
        walkFragment(fragment.selectionSet, fragment.typeCondition.name.value, parent, value, walk);
    }
  }
}

/** A fragment on another type has left no keys in the answer; where types are not told, keys decide. */
function walkFragment(
  set: SelectionSetNode,
  condition: string | undefined,
  parent: GraphQLCompositeType,
  value: object,
  walk: Walk,
): void {
  const type = condition === undefined ? parent : walk.schema.getType(condition);
  if (!isCompositeType(type)) return;
  const isKnown = !isAbstractType(parent);
  const applies = !isKnown || type === parent || (isAbstractType(type) && walk.schema.isSubType(type, parent));
  if (applies) walkObject(set, isKnown ? parent : type, value, walk);
}

function walkField(
  node: FieldNode,
  declared: GraphQLCompositeType,
  parent: GraphQLCompositeType,
  value: object,
  walk: Walk,
): void {
  const key = (node.alias ?? node.name).value;
  const definition = walk.schema.getField(parent, node.name.value);
  if (!definition || !Object.hasOwn(value, key)) return;
  const answer = (value as Readonly<Record<string, unknown>>)[key];
  walk.visit({ node, declared, parent, value: answer });
  const below = getNamedType(definition.type);
  if (node.selectionSet === undefined || !isCompositeType(below)) return;
  for (const item of flat(answer)) walkObject(node.selectionSet, below, item, walk);
}

/** Nested lists are sized once. */
function flat(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flat(8) : [value];
}
