import { bitsOf, dependencies, type Booleans } from './conditions.ts';
import type { TypeDefinition } from './definitions.ts';
import { flatten } from './flatten.ts';
import { Candidates } from './ibm-candidates.ts';
import { NOTHING, type ScopeCost } from './ibm-group.ts';
import type { SizedBelow, Sizing } from './list-size.ts';
import type { Selections } from './selections.ts';

/**
 * How many selections may be visited. Hand-written documents stay far below; hostile ones can merge in exponentially
 * many ways.
 */
const MAX_SELECTIONS = 2_000_000;

/** How many scopes may wait for each other on the stack. */
const MAX_STACKED = 200;

/** Merged selection sets on a type, with the list sizes from above. */
interface Request {
  readonly type: TypeDefinition;
  readonly sets: readonly Selections[];
  readonly inherited: readonly SizedBelow[];
  readonly booleans: Booleans;
}

/** The costs of selection sets on types, each found once. */
export class Scopes {
  readonly #sizing: Sizing;
  readonly #isMerging: boolean;
  readonly #mixed: readonly string[];
  readonly #dependencies: (selections: Selections) => number;
  readonly #known = new Map<string, ScopeCost>();
  /** What was found in this round without all that lies below. */
  readonly #tentative = new Map<string, ScopeCost>();
  /** What was put off in this round. */
  readonly #putOff = new Map<string, Request>();
  #gaps = 0;
  #stacked = 0;
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

  /**
   * The cost of the selections on a value of the type. Scopes may nest deeper than the stack allows. A scope that is
   * too deep is deferred until the stack is clear, and computed before the scopes that need it are retried.
   */
  cost(type: TypeDefinition, selections: Selections, booleans: Booleans): ScopeCost {
    const waiting: Request[] = [{ type, sets: [selections], inherited: [], booleans }];
    let cost = NOTHING;
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      this.#tentative.clear();
      this.#putOff.clear();
      cost = this.#cost(last);
      if (this.#putOff.size === 0) waiting.pop();
      else waiting.push(...this.#putOff.values());
    }
    return cost;
  }

  #cost(request: Request): ScopeCost {
    if (this.isExhausted) return NOTHING;
    const key = this.#keyOf(request);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const tentative = this.#tentative.get(key);
    if (tentative !== undefined || this.#stacked >= MAX_STACKED) {
      this.#gaps += 1;
      if (tentative === undefined) this.#putOff.set(key, request);
      return tentative ?? NOTHING;
    }
    const before = this.#gaps;
    this.#stacked += 1;
    const cost = this.#find(request);
    this.#stacked -= 1;
    (this.#gaps === before ? this.#known : this.#tentative).set(key, cost);
    return cost;
  }

  #keyOf({ type, sets, inherited, booleans }: Request): string {
    const ids = sets.length === 1 ? sets[0]?.id : sets.map(({ id }) => id).toSorted((a, b) => a - b);
    const sizes = inherited.map(({ fields, size }) => `${fields.id}=${size}`).join();
    const mask = sets.reduce((bits, selections) => bits | this.#dependencies(selections), 0);
    return `${type.name} ${String(ids)} ${sizes} ${mask === 0 ? 0 : bitsOf(booleans, this.#mixed) & mask}`;
  }

  #find({ type, sets, inherited, booleans }: Request): ScopeCost {
    const flat = flatten(type.possible, sets, booleans, this.#isMerging);
    this.#left -= flat.count;
    const candidates = new Candidates(flat, {
      sizing: this.#sizing,
      inherited,
      isMerging: this.#isMerging,
      scope: (below, merged, sizes) => this.#cost({ type: below, sets: merged, inherited: sizes, booleans }),
    });
    return candidates.dearest(type.possible.members);
  }
}
