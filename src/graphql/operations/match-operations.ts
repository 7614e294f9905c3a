import type { Operation } from './operation.ts';

/** An operation of head with what it was on base. */
interface OperationPair {
  readonly head: Operation;
  /** Null: it is new. */
  readonly base: Operation | null;
  /** The operation's name on base, if it was different. */
  readonly renamedFrom: string | null;
}

export interface MatchedOperations {
  /** In head's order. */
  readonly pairs: readonly OperationPair[];
  readonly removed: readonly Operation[];
}

/**
 * Finds each operation of head on base: the identical one; otherwise the one with its client and name; otherwise a
 * renamed one with the same text. Names are not unique, so each operation of base is matched once.
 */
export function matchOperations(base: readonly Operation[], head: readonly Operation[]): MatchedOperations {
  const left = new Set(base);
  const found = new Map<Operation, Operation>();
  for (const keyOf of [identity, namesake, body]) {
    const candidates = Map.groupBy(left, keyOf);
    for (const operation of head) {
      if (found.has(operation)) continue;
      const match = candidates.get(keyOf(operation))?.shift();
      if (match === undefined) continue;
      left.delete(match);
      found.set(operation, match);
    }
  }
  const pairs = head.map((operation): OperationPair => {
    const match = found.get(operation) ?? null;
    return { head: operation, base: match, renamedFrom: match?.name === operation.name ? null : (match?.name ?? null) };
  });
  return { pairs, removed: [...left] };
}

function identity({ client, name, hash }: Operation): string {
  return JSON.stringify([client, name, hash]);
}

function namesake({ client, name }: Operation): string {
  return JSON.stringify([client, name]);
}

function body({ client, hash }: Operation): string {
  return JSON.stringify([client, hash]);
}
