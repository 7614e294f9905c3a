import { Kind, type DocumentNode } from 'graphql';

/** The enum that a composed supergraph lists its subgraphs in (join spec v0.1 and later). */
const GRAPHS = 'join__Graph';

/** Whether a document is a composed supergraph rather than one graph. */
export function isSupergraph(document: DocumentNode): boolean {
  return document.definitions.some(
    (definition) => definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === GRAPHS,
  );
}

/** The subgraphs' names by the ids that `@join__…` directives use; empty for a graph that is not composed. */
export function graphNames(document: DocumentNode): ReadonlyMap<string, string> {
  const names = document.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === GRAPHS ? (definition.values ?? []) : [],
  );
  return new Map(
    names.map(({ name, directives }) => {
      const graph = directives?.find((directive) => directive.name.value === 'join__graph');
      const value = graph?.arguments?.find((argument) => argument.name.value === 'name')?.value;
      return [name.value, value?.kind === Kind.STRING ? value.value : name.value];
    }),
  );
}
