import { parse, Source } from 'graphql';

import { readCostGraph } from '../../../src/graphql/cost/graph.ts';
import { costOperation } from '../../../src/graphql/cost/operation.ts';
import type { Contribution, CostSettings, CostTotal, OperationCost } from '../../../src/graphql/cost/types.ts';

const SETTINGS: CostSettings = { profile: 'ibm', listSize: Infinity, variables: {}, unknownVariables: false };

/** The cost of the only operation of a document. */
export function costOf(sdl: string, operation: string, settings: Partial<CostSettings> = {}): OperationCost {
  const graph = readCostGraph(parse(new Source(sdl, 'schema.graphql')));
  const document = parse(new Source(operation, 'operation.graphql'));
  return costOperation(graph, document, null, { ...SETTINGS, ...settings });
}

/** Type cost and field cost of the `ibm` profile. */
export function ibm(
  sdl: string,
  operation: string,
  settings: Partial<CostSettings> = {},
): [type: number, field: number] {
  const { totals } = costOf(sdl, operation, settings);
  return [totalOf(totals['type-cost']), totalOf(totals['field-cost'])];
}

/** The estimate of the `apollo-router` profile, with lists of 100. */
export function router(sdl: string, operation: string, settings: Partial<CostSettings> = {}): number {
  return totalOf(costOf(sdl, operation, { profile: 'apollo-router', listSize: 100, ...settings }).totals.cost);
}

/** `path coordinate cost`, one text for each contribution. */
export function lines(total: CostTotal | undefined): string[] {
  return (total?.contributions ?? []).map(
    ({ path, coordinate, cost }: Contribution) => `/${path.join('/')} ${coordinate ?? '-'} ${cost}`,
  );
}

function totalOf(total: CostTotal | undefined): number {
  if (total === undefined) throw new Error('the profile gives no such total');
  return total.total;
}
