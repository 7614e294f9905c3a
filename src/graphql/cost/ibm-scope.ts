import { bitsOf, dependencies, type Booleans } from './conditions.ts';
import type { TypeDefinition } from './definitions.ts';
import { flatten } from './flatten.ts';
import { Candidates } from './ibm-candidates.ts';
import { NOTHING, type ScopeCost } from './ibm-group.ts';
import type { SizedField, Sizing } from './list-size.ts';
import type { Selections } from './selections.ts';

/** How many selections may be looked at. Documents that merge in exponentially many ways exist; nobody writes them by hand. */
const MAX_SELECTIONS = 2_000_000;

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
    const candidates = new Candidates(flat, {
      sizing: this.#sizing,
      inherited,
      isMerging: this.#isMerging,
      scope: (...below) => this.cost(...below, booleans),
    });
    return candidates.dearest(type.possible.members);
  }
}
