import { Kind, visit, type DefinitionNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';

/** Fragments by name. Duplicates are reported where they are spread. */
export type Fragments = ReadonlyMap<string, readonly FragmentDefinitionNode[]>;

export function isFragment(definition: DefinitionNode): definition is FragmentDefinitionNode {
  return definition.kind === Kind.FRAGMENT_DEFINITION;
}

export function isOperation(definition: DefinitionNode): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

export function fragmentsByName(definitions: readonly DefinitionNode[]): Fragments {
  return Map.groupBy(definitions.filter(isFragment), ({ name }) => name.value);
}

/** In the order in which they are first spread. Missing ones are for validation to name. */
export function reachableFragments(operation: OperationDefinitionNode, fragments: Fragments): FragmentDefinitionNode[] {
  const reached = new Map<string, FragmentDefinitionNode>();
  const queue: (OperationDefinitionNode | FragmentDefinitionNode)[] = [operation];
  for (const definition of queue)
    visit(definition, {
      FragmentSpread: ({ name }) => {
        const [fragment] = fragments.get(name.value) ?? [];
        if (fragment === undefined || reached.has(name.value)) return;
        reached.set(name.value, fragment);
        queue.push(fragment);
      },
    });
  return [...reached.values()];
}
