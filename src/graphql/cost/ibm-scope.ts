import { bitsOf, dependencies, type Booleans } from './conditions.ts';
import type { FieldDefinition, TypeDefinition } from './definitions.ts';
import type { Selections } from './document.ts';
import { flatten, type FlatScope, type Keyed, type Variant } from './flatten.ts';
import { groupCost, type GroupContext, type GroupCost } from './ibm-group.ts';
import type { SizedField, Sizing } from './list-size.ts';
import type { Part } from './payment.ts';

/** The parts of a scope's dearest candidate, by each quantity. */
export interface ScopeCost {
  readonly type: readonly Part[];
  readonly field: readonly Part[];
}

/** How many selections may be looked at. Documents that merge in exponentially many ways exist; nobody writes them by hand. */
const MAX_SELECTIONS = 5_000_000;

const NOTHING: ScopeCost = { type: [], field: [] };

/** The costs of selection sets on types, each found once. */
export class Scopes {
  readonly #known = new Map<string, ScopeCost>();
  readonly #sizing: Sizing;
  readonly #isMerging: boolean;
  readonly #mixed: readonly string[];
  readonly #dependencies: (selections: Selections) => number;
  #left = MAX_SELECTIONS;

  private constructor(sizing: Sizing, isMerging: boolean, mixed: readonly string[]) {
    this.#sizing = sizing;
    this.#isMerging = isMerging;
    this.#mixed = mixed;
    this.#dependencies = dependencies(mixed);
  }

  /** Exact: selections of one response key are merged, as a response does. */
  static merging(sizing: Sizing, mixed: readonly string[]): Scopes {
    return new Scopes(sizing, true, mixed);
  }

  /** An upper bound, in time proportional to the document: selections of one response key are added up. */
  static adding(sizing: Sizing): Scopes {
    return new Scopes(sizing, false, []);
  }

  /** Whether it gave up: then its costs mean nothing. */
  get isExhausted(): boolean {
    return this.#isMerging && this.#left < 0;
  }

  /** The cost of what the merged selection sets select of a value of the type. `inherited` are list sizes from above. */
  cost(
    type: TypeDefinition,
    sets: readonly Selections[],
    inherited: readonly SizedField[],
    booleans: Booleans,
  ): ScopeCost {
    if (this.isExhausted) return NOTHING;
    const key = this.#keyOf(type, sets, inherited, booleans);
    const cost = this.#known.get(key) ?? this.#find(type, sets, inherited, booleans);
    this.#known.set(key, cost);
    return cost;
  }

  #keyOf(type: TypeDefinition, sets: readonly Selections[], inherited: readonly SizedField[], booleans: Booleans) {
    const ids =
      sets.length === 1
        ? sets[0]?.id
        : sets
            .map(({ id }) => id)
            .toSorted((a, b) => a - b)
            .join();
    const sizes = inherited.map(({ path, size }) => `${path.join('.')}=${size}`).join();
    const mask = sets.reduce((bits, selections) => bits | this.#dependencies(selections), 0);
    return `${type.name} ${ids} ${sizes} ${mask === 0 ? 0 : bitsOf(booleans, this.#mixed) & mask}`;
  }

  #find(
    type: TypeDefinition,
    sets: readonly Selections[],
    inherited: readonly SizedField[],
    booleans: Booleans,
  ): ScopeCost {
    const flat = flatten(type.possible, sets, booleans, this.#isMerging);
    this.#left -= flat.count;
    const groups = new Groups({
      sizing: this.#sizing,
      inherited,
      isMerging: this.#isMerging,
      scope: (...below) => this.cost(...below, booleans),
    });
    return dearest(type.possible.members, flat, groups);
  }
}

/** The costs of the response keys in one scope; types whose fields cost alike share them. */
class Groups {
  readonly #known = new Map<Variant, Map<number, GroupCost>>();
  readonly #context: GroupContext;

  constructor(context: GroupContext) {
    this.#context = context;
  }

  of(type: TypeDefinition, { variant }: Keyed): GroupCost {
    const definition = definitionOf(type, variant);
    const byClass = this.#known.get(variant) ?? new Map<number, GroupCost>();
    const cost = byClass.get(definition.costClass) ?? groupCost(definition, variant.fields, this.#context);
    byClass.set(definition.costClass, cost);
    this.#known.set(variant, byClass);
    return cost;
  }
}

/** The type that makes each quantity largest, the first one of equals. */
function dearest(types: readonly TypeDefinition[], flat: FlatScope, groups: Groups): ScopeCost {
  const most = { type: { total: -1, of: types[0] }, field: { total: -1, of: types[0] } };
  for (const type of types) {
    let typeTotal = 0;
    let fieldTotal = 0;
    for (const keyed of keysOf(type, flat)) {
      const cost = groups.of(type, keyed);
      typeTotal += cost.type.total;
      fieldTotal += cost.field.total;
    }
    if (typeTotal > most.type.total) most.type = { total: typeTotal, of: type };
    if (fieldTotal > most.field.total) most.field = { total: fieldTotal, of: type };
  }
  return { type: partsOf(most.type.of, 'type', flat, groups), field: partsOf(most.field.of, 'field', flat, groups) };
}

function partsOf(
  type: TypeDefinition | undefined,
  quantity: keyof GroupCost,
  flat: FlatScope,
  groups: Groups,
): readonly Part[] {
  if (type === undefined) return [];
  return keysOf(type, flat).map((keyed) => ({
    key: keyed.key,
    coordinate: definitionOf(type, keyed.variant).coordinate,
    payment: groups.of(type, keyed)[quantity],
    count: 1,
  }));
}

/** In the order of the document. */
function keysOf(type: TypeDefinition, { common, special }: FlatScope): readonly Keyed[] {
  const own = special.get(type);
  return own === undefined ? common : [...common, ...own].toSorted((a, b) => a.order - b.order);
}

/** The field's definition in the type itself. Throws where it has none: the documents have been validated before. */
function definitionOf(type: TypeDefinition, { fields: [first] }: Variant): FieldDefinition {
  const definition = type.fields.get(first?.name ?? '');
  if (definition === undefined) throw new RangeError(`no field ${first?.name} in ${type.name}`);
  return definition;
}
