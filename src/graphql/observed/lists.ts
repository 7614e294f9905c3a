import {
  getNullableType,
  isAbstractType,
  isListType,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
} from 'graphql';

import { walkAnswer } from './walk-answer.ts';

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
  walkAnswer(document, schema, data, ({ node, parent, value }) => {
    const field = node.name.value;
    const type = getNullableType(schema.getField(parent, field)?.type);
    if (isListType(type) && Array.isArray(value)) note(field, parent, value.length, schema, lists);
  });
  return lists;
}

function note(
  field: string,
  parent: GraphQLCompositeType,
  length: number,
  schema: GraphQLSchema,
  lists: Map<string, ObservedList>,
): void {
  const coordinate = `${parent.name}.${field}`;
  const possible = isAbstractType(parent) ? schema.getPossibleTypes(parent) : [];
  const before = lists.get(coordinate)?.lengths ?? [];
  const coordinates = [coordinate, ...possible.map(({ name }) => `${name}.${field}`)];
  lists.set(coordinate, { coordinates, lengths: [...before, length] });
}
