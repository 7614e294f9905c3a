import { Kind, visit, type DirectiveNode, type DocumentNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';

import { fragmentsByName, isFragment, isOperation, reachableFragments } from './fragments.ts';

/** Apollo Client and what is linked to it, Apollo iOS and Kotlin. */
const APOLLO =
  'client connection export nonreactive unmask rest type live catch nonnull optional import typePolicy fieldPolicy targetName semanticNonNull apollo_client_ios_localCacheMutation';
const RELAY =
  'arguments argumentDefinitions uncheckedArguments_DEPRECATED relay refetchable required inline match module no_inline raw_response_type stream_connection updatable assignable alias appendNode prependNode appendEdge prependEdge deleteRecord deleteEdge preloadable waterfall throwOnFieldError dangerously_unaliased_fixme static exec_time_resolvers live_query persist';
const URQL = 'populate _optional _required _relayPagination _simplePagination mask';

/** Directives that the clients' compilers understand and servers never see. */
const CLIENT_DIRECTIVES = new Set([APOLLO, RELAY, URQL].flatMap((names) => names.split(' ')));

/** Without what clients keep to themselves: `@client` fields, and directives that the schema does not have. */
export function withoutClientDirectives(document: DocumentNode, schema: GraphQLSchema): DocumentNode {
  if (!hasClientDirective(document, schema)) return document;
  const isForeign = (directive: DirectiveNode): boolean => isClientOnly(directive.name.value, schema);
  const isLocal = (directives: readonly DirectiveNode[] | undefined): boolean =>
    directives?.some((directive) => directive.name.value === 'client' && isForeign(directive)) ?? false;
  const selections = (set: SelectionSetNode): SelectionSetNode => ({
    ...set,
    selections: set.selections.filter(({ directives }) => !isLocal(directives)),
  });
  const stripped = visit(document, {
    SelectionSet: (set) => selections(set),
    Directive: (directive) => (isForeign(directive) ? null : undefined),
  });
  return withoutUnusedVariables(withoutUnusedFragments(stripped));
}

function hasClientDirective(document: DocumentNode, schema: GraphQLSchema): boolean {
  let found = false;
  visit(document, {
    Directive: ({ name }) => {
      if (isClientOnly(name.value, schema)) found = true;
    },
  });
  return found;
}

function isClientOnly(name: string, schema: GraphQLSchema): boolean {
  return CLIENT_DIRECTIVES.has(name) && !schema.getDirective(name);
}

/** Fragments that only stripped parts spread may be on types that only the client knows. */
function withoutUnusedFragments(document: DocumentNode): DocumentNode {
  const fragments = fragmentsByName(document.definitions);
  const used = new Set(
    document.definitions.filter(isOperation).flatMap((operation) => reachableFragments(operation, fragments)),
  );
  return { ...document, definitions: document.definitions.filter((each) => !isFragment(each) || used.has(each)) };
}

/** Clients drop the variables that only stripped parts used. */
function withoutUnusedVariables(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  return {
    ...document,
    definitions: document.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION && definition.variableDefinitions !== undefined
        ? {
            ...definition,
            variableDefinitions: definition.variableDefinitions.filter(({ variable }) => used.has(variable.name.value)),
          }
        : definition,
    ),
  };
}
