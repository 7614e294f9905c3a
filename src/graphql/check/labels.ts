import type { Operation } from '../operations/operation.ts';

/** What reports call each operation: its name; where that is not unique also its client, or the beginning of its hash. */
export function labelsOf(operations: readonly Operation[]): ReadonlyMap<Operation, string> {
  const byName = Map.groupBy(operations, ({ name }) => name);
  return new Map(operations.map((operation) => [operation, labelOf(operation, byName.get(operation.name) ?? [])]));
}

function labelOf(operation: Operation, namesakes: readonly Operation[]): string {
  const { name, client, hash } = operation;
  const plain = (name ?? 'anonymous').slice(0, 100);
  if (name !== null && namesakes.length === 1) return plain;
  const ofClient = client === null ? plain : `${plain} of ${client.slice(0, 60)}`;
  const isUnique = namesakes.filter((each) => each.client === client).length === 1;
  return isUnique && client !== null ? ofClient : `${ofClient} #${hash.slice(0, 8)}`;
}
