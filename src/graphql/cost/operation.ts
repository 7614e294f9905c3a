import type { DocumentNode } from 'graphql';

import { routerCost } from './router.ts';
import type { CostGraph } from './definitions.ts';
import { readOperation } from './document.ts';
import { ibmCost } from './ibm.ts';
import { Ledger } from './ledger.ts';
import type { Sizing } from './list-size.ts';
import type { CostSettings, OperationCost } from './types.ts';
import { variableValues, type MissingKind } from './values.ts';

/**
 * The cost of one operation of a document that is valid on the graph's schema; null names the only one. Throws a
 * RangeError if the document is not what it should be.
 */
export function costOperation(
  graph: CostGraph,
  document: DocumentNode,
  operationName: string | null,
  settings: CostSettings,
): OperationCost {
  const operation = readOperation(document, operationName);
  const root = graph.roots[operation.node.operation];
  if (root === null) throw new RangeError(`the schema has no ${operation.node.operation}`);
  const ledger = new Ledger();
  const sizing: Sizing = {
    graph,
    variables: variableValues(operation.node, settings.variables, missing(settings)),
    isDeclared: settings.unknownVariables,
    listSize: settings.listSize,
    ledger,
  };
  if (settings.profile === 'apollo-router') {
    const cost = routerCost(operation, root, sizing);
    return { totals: { cost }, precision: 'exact', assumptions: ledger.assumptions, violations: ledger.violations };
  }
  const { typeCost, fieldCost, isExact } = ibmCost(operation, root, sizing);
  return {
    totals: { 'type-cost': typeCost, 'field-cost': fieldCost },
    precision: isExact ? 'exact' : 'upper-bound',
    assumptions: ledger.assumptions,
    violations: ledger.violations,
  };
}

/** The router reads the request's variables as they come, without the operation's defaults. */
function missing({ profile, unknownVariables }: CostSettings): MissingKind {
  if (unknownVariables) return 'unknown';
  return profile === 'apollo-router' ? 'absent' : 'default';
}
