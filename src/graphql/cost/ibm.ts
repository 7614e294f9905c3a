import { booleanCases } from './conditions.ts';
import { contributionsOf } from './contributions.ts';
import { typeNamed } from './definitions.ts';
import type { ReadOperation } from './document.ts';
import { costOfItem, fieldPayment, typePayment, type ScopeCost } from './ibm-group.ts';
import { Scopes } from './ibm-scope.ts';
import type { Sizing } from './list-size.ts';
import type { Payment } from './payment.ts';
import type { CostTotal } from './types.ts';

/** Both quantities of the `ibm` profile. */
export interface IbmCost {
  readonly typeCost: CostTotal;
  readonly fieldCost: CostTotal;
  /** Whether every combination was tried. */
  readonly isExact: boolean;
}

/**
 * Static query analysis (IBM GraphQL cost specification, 6.1.1): the largest cost over every concrete type that each
 * selection can meet and every value of the unknown booleans. The two quantities have maxima of their own.
 */
export function ibmCost(operation: ReadOperation, rootName: string, sizing: Sizing): IbmCost {
  const root = typeNamed(sizing.graph, rootName);
  const { selections } = operation;
  const { cases, mixed, areAll, either } = booleanCases(selections, sizing.variables);
  const scopes = Scopes.merging(sizing, mixed);
  let found: readonly ScopeCost[] = cases.map((booleans) => scopes.cost(root, selections, booleans));
  if (scopes.isExhausted) {
    sizing.ledger.assumeUnmerged();
    found = [Scopes.adding(sizing).cost(root, selections, either)];
  }
  const weight = costOfItem(root, !scopes.isExhausted);
  return {
    typeCost: contributionsOf(largest(found.map(({ type }) => typePayment(1, weight, type))), rootName),
    fieldCost: contributionsOf(largest(found.map(({ field }) => fieldPayment(0, 1, field))), rootName),
    isExact: areAll && !scopes.isExhausted,
  };
}

function largest(payments: readonly Payment[]): Payment {
  return payments.reduce((most, payment) => (payment.total > most.total ? payment : most));
}
