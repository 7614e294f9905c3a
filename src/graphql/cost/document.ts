import { Kind, parse, type DocumentNode, type OperationDefinitionNode } from 'graphql';

import { SelectionReader } from './selection-reader.ts';
import type { Selections } from './selections.ts';

export interface ReadOperation {
  readonly node: OperationDefinitionNode;
  readonly selections: Selections;
}

/** One document is costed on several graphs, and several times on each. */
const known = new WeakMap<DocumentNode, readonly ReadOperation[]>();

/** The operation of that name in a document, or the only one for null. Throws a RangeError if it does not exist. */
export function readOperation(document: DocumentNode, name: string | null): ReadOperation {
  const operations = known.get(document) ?? readOperations(document);
  known.set(document, operations);
  const found = operations.filter(({ node }) => name === null || node.name?.value === name);
  const [operation] = found;
  if (operation === undefined || found.length > 1) throw new RangeError(`${found.length} operations named ${name}`);
  return operation;
}

/**
 * The selections of a field set such as `@requires` holds: `price size { unit }`. Their ids are those of a document of its
 * own. Throws if it does not parse.
 */
export function readFieldSet(fieldSet: string): Selections {
  return readOperation(parse(`{ ${fieldSet} }`), null).selections;
}

function readOperations({ definitions }: DocumentNode): readonly ReadOperation[] {
  const reader = new SelectionReader(definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION));
  return definitions
    .filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    .map((node) => ({ node, selections: reader.read(node.selectionSet) }));
}
