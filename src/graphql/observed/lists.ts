import {
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** How long a list was in an answer, every time it came. */
export interface ObservedList {
  /** `Type.field`, and the same of the types that implement it. */
  readonly coordinates: readonly string[];
  readonly lengths: readonly number[];
}

export function mean(lengths: readonly number[]): number {
  return lengths.length === 0 ? 0 : lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
}

/** The lists of an operation's answer, by the coordinate of the field as it was asked for. */
export function observedLists(document: DocumentNode, schema: GraphQLSchema, data: unknown): Map<string, ObservedList> {
  const lists = new Map<string, ObservedList>();
  const [operation] = document.definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return lists;
  const root = schema.getRootType(operation.operation);
  if (root) walkObject(operation.selectionSet, root, data, { document, schema, lists });
  return lists;
}

interface Walk {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
  readonly lists: Map<string, ObservedList>;
}

function walkObject(set: SelectionSetNode, type: GraphQLCompositeType, value: unknown, walk: Walk): void {
  if (typeof value !== 'object' || value === null) return;
  const name = (value as Readonly<Record<string, unknown>>)['__typename'];
  const own = typeof name === 'string' ? walk.schema.getType(name) : undefined;
  const parent = isCompositeType(own) ? own : type;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) walkField(selection, parent, value, walk);
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

function walkField(field: FieldNode, parent: GraphQLCompositeType, value: object, walk: Walk): void {
  const key = (field.alias ?? field.name).value;
  const definition = walk.schema.getField(parent, field.name.value);
  if (!definition || !Object.hasOwn(value, key)) return;
  const answer = (value as Readonly<Record<string, unknown>>)[key];
  const type = getNullableType(definition.type);
  if (isListType(type) && Array.isArray(answer)) note(field.name.value, parent, answer.length, walk);
  for (const item of flat(answer)) {
    const below = named(type);
    if (field.selectionSet !== undefined && isCompositeType(below)) walkObject(field.selectionSet, below, item, walk);
  }
}

function note(field: string, parent: GraphQLCompositeType, length: number, { schema, lists }: Walk): void {
  const coordinate = `${parent.name}.${field}`;
  const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
  const before = lists.get(coordinate)?.lengths ?? [];
  const coordinates = [coordinate, ...possible.map(({ name }) => `${name}.${field}`)];
  lists.set(coordinate, { coordinates, lengths: [...before, length] });
}

/** Nested lists are sized once. */
function flat(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.flat(8) : [value];
}

function named(type: GraphQLOutputType): unknown {
  let inner: unknown = type;
  while (typeof inner === 'object' && inner !== null && 'ofType' in inner) inner = inner.ofType;
  return inner;
}
