import {
  OverlappingFieldsCanBeMergedRule,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';

import { GateError } from '../../errors.ts';
import { MOST_LEVELS } from '../files/scan.ts';
import type { Graph } from '../graph/graph.ts';
import { placeOfError } from '../graph/parse.ts';
import { withoutClientDirectives } from './client-directives.ts';
import type { Operation, OperationProblem } from './operation.ts';

/** An operation as the server sees it, or why a server refuses it. */
export type OperationCheck =
  | { readonly valid: true; readonly operation: Operation }
  | { readonly valid: false; readonly operation: Operation; readonly problems: readonly OperationProblem[] };

const OTHER_RULES = specifiedRules.filter((rule) => rule !== OverlappingFieldsCanBeMergedRule);

/** What was found out before, per operation and per what clients can see of a graph. */
const known = new WeakMap<Operation, Map<string, OperationCheck>>();

/**
 * Validates an operation on a graph, without what the client keeps to itself.
 *
 * @throws GateError `operation-too-deep`
 */
export function checkOperation(operation: Operation, graph: Graph): OperationCheck {
  const results = known.get(operation) ?? new Map<string, OperationCheck>();
  known.set(operation, results);
  const checked = results.get(graph.visible) ?? validated(operation, graph);
  results.set(graph.visible, checked);
  return checked;
}

function validated(operation: Operation, { schema }: Graph): OperationCheck {
  if (operation.problems.length > 0) return { valid: false, operation, problems: operation.problems };
  const document = withoutClientDirectives(operation.document, schema);
  const stripped = { ...operation, document };
  const errors = errorsOf(document, schema, operation);
  if (errors.length === 0) return { valid: true, operation: stripped };
  return { valid: false, operation: stripped, problems: errors.map((error) => problemOf(error, operation)) };
}

/** @throws GateError `operation-too-deep` if fragments lie deeper in each other than validation can follow */
function errorsOf(document: DocumentNode, schema: GraphQLSchema, { where }: Operation): GraphQLError[] {
  try {
    return [...validate(schema, document, OTHER_RULES), ...mergeConflicts(schema, document)];
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new GateError('operation-too-deep', { depth: MOST_LEVELS.selections }, { where, cause: error });
  }
}

/**
 * Fields that a response cannot merge. On a large document graphql-js gives the search up after a fixed number of steps
 * and reports that too, as the one error without nodes (`validationAbortedError`): nothing is wrong with the operation,
 * and servers that search faster answer it.
 */
function mergeConflicts(schema: GraphQLSchema, document: DocumentNode): GraphQLError[] {
  const errors = validate(schema, document, [OverlappingFieldsCanBeMergedRule]);
  return errors.filter(({ nodes }) => nodes !== undefined);
}

function problemOf(error: GraphQLError, { where, located }: Operation): OperationProblem {
  return { message: error.message, where: (located ? placeOfError(error) : null) ?? where, error };
}
