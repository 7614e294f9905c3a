import { isActive, type Booleans } from './conditions.ts';
import type { TypeDefinition, TypeSet } from './definitions.ts';
import type { SelectedField, Selections } from './selections.ts';

/** A response key, and the selections that one set of types merges there. Fields of one key have one name (FieldsInSetCanMerge). */
export interface Keyed {
  readonly key: string;
  readonly name: string;
  /** The key's place in the document. */
  readonly order: number;
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

/** The selections of one key, each with the types that make it. */
interface Entries {
  readonly fields: SelectedField[];
  readonly types: TypeSet[];
  isCommon: boolean;
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
  for (const { fields, types, isCommon } of byKey.values()) {
    const { key = '', name = '' } = fields[0] ?? {};
    order += 1;
    if (isCommon) common.push({ key, name, order, fields });
    else
      for (const [type, { fields: own }] of variants(fields, types)) {
        const keyed = special.get(type);
        const one = { key, name: own[0]?.name ?? name, order, fields: own };
        if (keyed === undefined) special.set(type, [one]);
        else keyed.push(one);
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
): { readonly byKey: ReadonlyMap<string, Entries>; readonly count: number } {
  const byKey = new Map<string, Entries>();
  const expanded = new Map<TypeSet, Set<Selections>>();
  let count = 0;
  const isNew = (selections: Selections, types: TypeSet): boolean => {
    const done = expanded.get(types) ?? new Set();
    if (done.has(selections)) return false;
    expanded.set(types, done.add(selections));
    return true;
  };
  const walk = (selections: Selections, types: TypeSet): void => {
    for (const item of selections.items) {
      count += 1;
      if (!isActive(item.conditions, booleans)) continue;
      if (item.kind === 'fragment') {
        const narrowed = item.onType === null ? types : types.narrow(item.onType);
        if (narrowed.members.length > 0 && (!isMerging || isNew(item.selections, narrowed)))
          walk(item.selections, narrowed);
      } else if (!item.name.startsWith('__')) {
        const key = isMerging ? item.key : `${item.key} ${count}`;
        const entries = byKey.get(key) ?? { fields: [], types: [], isCommon: true };
        entries.fields.push(item);
        entries.types.push(types);
        entries.isCommon &&= types === possible;
        byKey.set(key, entries);
      }
    }
  };
  for (const selections of sets) walk(selections, possible);
  return { byKey, count };
}

/** The fields that one set of types makes of one key. */
interface Variant {
  readonly fields: readonly SelectedField[];
  /** The variant with one more field, by the field's place. */
  next: Map<number, Variant> | null;
}

/** For each type the fields that apply to it. Types with the same fields share a variant: the classes are split by one field at a time. */
function variants(fields: readonly SelectedField[], types: readonly TypeSet[]): ReadonlyMap<TypeDefinition, Variant> {
  const nothing: Variant = { fields: [], next: null };
  const current = new Map<TypeDefinition, Variant>();
  for (const [at, field] of fields.entries())
    for (const type of types[at]?.members ?? []) {
      const before = current.get(type) ?? nothing;
      before.next ??= new Map();
      const after = before.next.get(at) ?? { fields: [...before.fields, field], next: null };
      before.next.set(at, after);
      current.set(type, after);
    }
  return current;
}
