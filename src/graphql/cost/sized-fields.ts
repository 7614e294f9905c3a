import { readSizedText, type SizedNode } from './sized-text.ts';

/**
 * The fields below a field whose lists a `@listSize` sizes, as a tree of field names. Equal ones of one schema are one
 * object.
 */
export class SizedFields {
  /** No other tree of the schema, and no part of one, has it. */
  readonly id: number;
  /** The lists that are sized here. */
  readonly ends: ReadonlySet<string>;
  /** What is sized below a field. */
  readonly below: ReadonlyMap<string, SizedFields>;
  readonly #order: Order;
  readonly #first: number;
  readonly #last: number;

  constructor({ ends, below }: Draft, order: Order, nextId: () => number) {
    this.id = nextId();
    this.ends = ends;
    this.#order = order;
    this.#first = order.count++;
    for (const name of ends) {
      const places = order.places.get(name) ?? [];
      places.push(this.#first);
      order.places.set(name, places);
    }
    this.below = new Map(Array.from(below, ([name, draft]) => [name, new SizedFields(draft, order, nextId)]));
    this.#last = order.count - 1;
  }

  /** Whether a list of that name is sized here or anywhere below. */
  reaches(name: string): boolean {
    const places = this.#order.places.get(name) ?? [];
    let [from, to] = [0, places.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((places[middle] ?? 0) < this.#first) from = middle + 1;
      else to = middle;
    }
    return (places[from] ?? Infinity) <= this.#last;
  }

  /** What stands for it in a key. */
  toJSON(): number {
    return this.id;
  }
}

/** The parts of one tree, a part before those below it, and in which of them a list of each name is sized. */
interface Order {
  count: number;
  readonly places: Map<string, number[]>;
}

interface Draft {
  readonly ends: Set<string>;
  readonly below: Map<string, Draft>;
}

/**
 * Reads the `sizedFields` of one schema: null for an empty list. An entry that is not a field, a selection or a path
 * sizes nothing.
 */
export function sizedFieldsReader(): (texts: readonly string[]) => SizedFields | null {
  const known = new Map<string, SizedFields>();
  let ids = 0;
  return (texts) => {
    if (texts.length === 0) return null;
    const key = JSON.stringify(texts);
    const before = known.get(key);
    if (before !== undefined) return before;
    const draft = newDraft();
    for (const text of texts) add(draft, readSizedText(text) ?? []);
    const sized = new SizedFields(draft, { count: 0, places: new Map() }, () => ids++);
    known.set(key, sized);
    return sized;
  };
}

function add(draft: Draft, fields: readonly SizedNode[]): void {
  for (const { name, below } of fields) {
    if (below.length === 0) {
      draft.ends.add(name);
      continue;
    }
    const inner = draft.below.get(name) ?? newDraft();
    draft.below.set(name, inner);
    add(inner, below);
  }
}

function newDraft(): Draft {
  return { ends: new Set(), below: new Map() };
}
