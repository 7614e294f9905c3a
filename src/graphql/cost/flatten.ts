import { isActive, type Booleans } from './conditions.ts';
import type { TypeDefinition, TypeSet } from './definitions.ts';
import type { SelectedField, Selections } from './document.ts';

/** The selections of one response key that one set of types makes of a scope. */
export interface Variant {
  readonly fields: readonly SelectedField[];
}

/** A scope's selections by response key. */
export interface FlatScope {
  /** Keys that every possible type answers alike. */
  readonly common: readonly Keyed[];
  /** The other keys of each type; a type without any is not in it. */
  readonly special: ReadonlyMap<TypeDefinition, readonly Keyed[]>;
  /** How many selections were looked at. */
  readonly count: number;
}

export interface Keyed {
  readonly key: string;
  /** The key's place in the document. */
  readonly order: number;
  readonly variant: Variant;
}

interface Entry {
  readonly field: SelectedField;
  readonly types: TypeSet;
}

/**
 * Collects the fields that values of the possible types would answer (GraphQL specification, CollectFields), once for all
 * types. Introspection costs nothing. Where selections are not merged, each one has a key of its own.
 */
export function flatten(
  possible: TypeSet,
  sets: readonly Selections[],
  booleans: Booleans,
  isMerging: boolean,
): FlatScope {
  const { byKey, count } = collect(possible, sets, booleans, isMerging);
  const common: Keyed[] = [];
  const special = new Map<TypeDefinition, Keyed[]>();
  let order = 0;
  for (const entries of byKey.values()) {
    const key = entries[0]?.field.key ?? '';
    order += 1;
    if (entries.every(({ types }) => types === possible)) {
      common.push({ key, order, variant: { fields: entries.map(({ field }) => field) } });
      continue;
    }
    for (const [type, variant] of variants(entries)) {
      const keyed = special.get(type) ?? [];
      keyed.push({ key, order, variant });
      special.set(type, keyed);
    }
  }
  return { common, special, count };
}

/** A fragment is expanded once for each set of types that it is spread on. */
function collect(
  possible: TypeSet,
  sets: readonly Selections[],
  booleans: Booleans,
  isMerging: boolean,
): { readonly byKey: ReadonlyMap<string, readonly Entry[]>; readonly count: number } {
  const byKey = new Map<string, Entry[]>();
  let count = 0;
  const expanded = new Map<Selections, Set<TypeSet>>();
  const walk = (selections: Selections, types: TypeSet): void => {
    for (const item of selections.items) {
      count += 1;
      if (!isActive(item.conditions, booleans)) continue;
      if (item.kind === 'field') {
        if (item.name.startsWith('__')) continue;
        const key = isMerging ? item.key : `${item.key} ${count}`;
        const entries = byKey.get(key);
        if (entries === undefined) byKey.set(key, [{ field: item, types }]);
        else entries.push({ field: item, types });
        continue;
      }
      const narrowed = item.onType === null ? types : types.narrow(item.onType);
      const done = expanded.get(item.selections) ?? new Set();
      if (narrowed.members.length === 0 || done.has(narrowed)) continue;
      expanded.set(item.selections, done.add(narrowed));
      walk(item.selections, narrowed);
    }
  };
  for (const selections of sets) walk(selections, possible);
  return { byKey, count };
}

/** For each type the fields that apply to it. Types with the same fields share a variant: the classes are split by one entry at a time. */
function variants(entries: readonly Entry[]): ReadonlyMap<TypeDefinition, Variant> {
  const nothing: Draft = { fields: [], next: new Map() };
  const current = new Map<TypeDefinition, Draft>();
  for (const [at, { field, types }] of entries.entries())
    for (const type of types.members) {
      const before = current.get(type) ?? nothing;
      const after = before.next.get(at) ?? { fields: [...before.fields, field], next: new Map() };
      before.next.set(at, after);
      current.set(type, after);
    }
  return current;
}

interface Draft extends Variant {
  readonly next: Map<number, Draft>;
}
