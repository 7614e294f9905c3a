import { isActive, type Booleans } from './conditions.ts';
import type { TypeDefinition, TypeSet } from './definitions.ts';
import type { SelectedField, Selections } from './selections.ts';

/** A response key, and the selections that one set of types merges there. Fields of one key have one name (FieldsInSetCanMerge). */
export interface KeyedSelections {
  readonly key: string;
  readonly name: string;
  /** The key's place in the document. */
  readonly order: number;
  readonly fields: readonly SelectedField[];
}

/** Response keys that some types answer alike. */
export interface Answers {
  readonly keys: readonly KeyedSelections[];
}

/** A scope's selections by response key. */
export interface FlatScope {
  /** What every possible type answers. */
  readonly common: Answers;
  /** What a type answers besides; null if it is nothing. Types that answer the same get the same object. */
  readonly special: (type: TypeDefinition) => Answers | null;
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
  const entries = [...byKey.values()];
  const keys = entries.flatMap(({ fields, isCommon }, order) => (isCommon ? keyed(fields, order) : []));
  const regions = regionsOf(entries);
  const answers = new Map([...new Set(regions.values())].map((region) => [region, answersOf(region)]));
  const special = (type: TypeDefinition): Answers | null => {
    const region = regions.get(type);
    return (region && answers.get(region)) ?? null;
  };
  return { common: { keys }, special, count };
}

function keyed(fields: readonly SelectedField[], order: number): KeyedSelections[] {
  const [first] = fields;
  return first === undefined ? [] : [{ key: first.key, name: first.name, order, fields }];
}

/** More selection sets than a document can hold in memory; two ids stay exact in one number (below 2⁵³). */
const MAX_IDS = 2 ** 28;

/** A fragment is expanded once for each set of types that it is spread on. */
function collect(
  possible: TypeSet,
  sets: readonly Selections[],
  booleans: Booleans,
  isMerging: boolean,
): { readonly byKey: ReadonlyMap<string, Entries>; readonly count: number } {
  const byKey = new Map<string, Entries>();
  const expanded = new Set<number>();
  let count = 0;
  const isNew = (selections: Selections, types: TypeSet): boolean => {
    const before = expanded.size;
    return expanded.add(types.id * MAX_IDS + selections.id).size > before;
  };
  const walk = (selections: Selections, types: TypeSet): void => {
    for (const item of selections.items) {
      count += 1;
      if (!isActive(item.conditions, booleans)) continue;
      if (item.kind === 'fragment') {
        const narrowed = item.onType === null ? types : types.narrow(item.onType);
        if (narrowed.members.length > 0 && isNew(item.selections, narrowed)) walk(item.selections, narrowed);
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

/** A class of types that make the same special selections: those of `before`, and one more. */
interface Region {
  readonly before: Region | null;
  readonly field: SelectedField | null;
  readonly order: number;
  next: Map<SelectedField, Region> | null;
}

/** Splits the types into regions, by one special selection at a time. A type that makes none has no region. */
function regionsOf(entries: readonly Entries[]): ReadonlyMap<TypeDefinition, Region> {
  const whole: Region = { before: null, field: null, order: 0, next: null };
  const regions = new Map<TypeDefinition, Region>();
  for (const [order, { fields, types, isCommon }] of entries.entries()) {
    if (isCommon) continue;
    for (const [at, field] of fields.entries())
      for (const type of types[at]?.members ?? []) {
        const before = regions.get(type) ?? whole;
        before.next ??= new Map();
        const region = before.next.get(field) ?? { before, field, order, next: null };
        before.next.set(field, region);
        regions.set(type, region);
      }
  }
  return regions;
}

function answersOf(region: Region): Answers {
  const byOrder = new Map<number, SelectedField[]>();
  for (let at: Region | null = region; at !== null; at = at.before)
    if (at.field !== null) byOrder.set(at.order, [at.field, ...(byOrder.get(at.order) ?? [])]);
  return { keys: [...byOrder].toReversed().flatMap(([order, fields]) => keyed(fields, order)) };
}
