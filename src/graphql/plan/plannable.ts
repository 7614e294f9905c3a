import { Kind, visit, type DocumentNode, type SelectionNode } from 'graphql';

/** What a router answers without asking a subgraph. */
const OWN_FIELDS = ['__schema', '__type'];
const TYPENAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * An operation as a planner accepts it: without introspection, which a router answers itself, and without parts that
 * are never selected, which some planners refuse. Null if no subgraph request is left.
 */
export function plannable(document: DocumentNode): DocumentNode | null {
  const needed = visit(document, {
    Field: { enter: (node) => (isNeeded(node) ? undefined : null) },
    FragmentSpread: { enter: (node) => (isNeeded(node) ? undefined : null) },
    InlineFragment: { enter: (node) => (isNeeded(node) ? undefined : null) },
    SelectionSet: {
      leave: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
    },
  });
  const isAsking = needed.definitions.some(
    (node) => node.kind === Kind.OPERATION_DEFINITION && !node.selectionSet.selections.every(isTypename),
  );
  return isAsking ? needed : null;
}

function isTypename(node: SelectionNode): boolean {
  if (node.kind === Kind.INLINE_FRAGMENT) return node.selectionSet.selections.every(isTypename);
  return node.kind === Kind.FIELD && node.name.value === '__typename';
}

function isNeeded(node: SelectionNode): boolean {
  if (node.kind === Kind.FIELD && OWN_FIELDS.includes(node.name.value)) return false;
  return !node.directives?.some((directive) => {
    const value = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    if (value?.kind !== Kind.BOOLEAN) return false;
    return directive.name.value === 'skip' ? value.value : directive.name.value === 'include' && !value.value;
  });
}
