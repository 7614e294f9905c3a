import { validate, type GraphQLError } from 'graphql';

import type { Graph } from '../graph/graph.ts';
import { placeOfError } from '../graph/parse.ts';
import { withoutClientDirectives } from './client-directives.ts';
import type { Operation, OperationProblem } from './operation.ts';

/** An operation as the server sees it, or why a server refuses it. */
export type Checked =
  | { readonly valid: true; readonly operation: Operation }
  | { readonly valid: false; readonly operation: Operation; readonly problems: readonly OperationProblem[] };

/** What was found out before, per operation and per what clients can see of a graph. */
const known = new WeakMap<Operation, Map<string, Checked>>();

/** Validates an operation on a graph, without what the client keeps to itself. */
export function checkOperation(operation: Operation, graph: Graph): Checked {
  const results = known.get(operation) ?? new Map<string, Checked>();
  known.set(operation, results);
  const checked = results.get(graph.visible) ?? validated(operation, graph);
  results.set(graph.visible, checked);
  return checked;
}

function validated(operation: Operation, { schema }: Graph): Checked {
  if (operation.problems.length > 0) return { valid: false, operation, problems: operation.problems };
  const document = withoutClientDirectives(operation.document, schema);
  const stripped = { ...operation, document };
  const errors = validate(schema, document, undefined, { hideSuggestions: false });
  if (errors.length === 0) return { valid: true, operation: stripped };
  return { valid: false, operation: stripped, problems: errors.map((error) => problemOf(error, operation)) };
}

function problemOf(error: GraphQLError, { where, located }: Operation): OperationProblem {
  return { message: error.message, where: (located ? placeOfError(error) : null) ?? where, error };
}
