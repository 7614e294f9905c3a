import type { TypeDefinition, TypeSet } from './definitions.ts';

/** The type sets of one graph. A set is made once and remembered, so that sets can be compared by identity. */
export interface TypeSets {
  readonly of: (members: readonly TypeDefinition[]) => TypeSet;
}

/**
 * `possibleOf` gives the possible types of a named type; it is asked when a set is narrowed, so the types may still be
 * under construction when the first sets are made.
 */
export function typeSets(possibleOf: (typeName: string) => TypeSet): TypeSets {
  const byKey = new Map<string, TypeSet>();
  const ids = new Map<TypeDefinition, number>();
  const idOf = (type: TypeDefinition): number => {
    const id = ids.get(type) ?? ids.size;
    ids.set(type, id);
    return id;
  };
  const of = (members: readonly TypeDefinition[]): TypeSet => {
    const key = members
      .map(idOf)
      .toSorted((a, b) => a - b)
      .join();
    const set = byKey.get(key) ?? typeSet(byKey.size, members, possibleOf, of);
    byKey.set(key, set);
    return set;
  };
  return { of };
}

function typeSet(
  id: number,
  members: readonly TypeDefinition[],
  possibleOf: (typeName: string) => TypeSet,
  of: TypeSets['of'],
): TypeSet {
  const narrowed = new Map<string, TypeSet>();
  let lookup: ReadonlySet<TypeDefinition> | null = null;
  const set: TypeSet = {
    id,
    members,
    has: (member) => (lookup ??= new Set(members)).has(member),
    narrow: (typeName) => {
      const known = narrowed.get(typeName) ?? intersect(set, possibleOf(typeName), of);
      narrowed.set(typeName, known);
      return known;
    },
  };
  return set;
}

/** Walks the smaller of the two; keeps the order of the larger one's members only where it must not look at them. */
function intersect(set: TypeSet, possible: TypeSet, of: TypeSets['of']): TypeSet {
  if (set === possible) return set;
  const [small, large] = set.members.length <= possible.members.length ? [set, possible] : [possible, set];
  const common = small.members.filter((member) => large.has(member));
  return common.length === small.members.length ? small : of(common);
}
