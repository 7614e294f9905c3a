/** Something of each visit, by side. */
export interface Sides<Item> {
  readonly base: readonly Item[];
  readonly head: readonly Item[];
}

/** By how much something is more on head: medians of both sides, and their difference. */
export interface Growth {
  readonly base: number;
  readonly head: number;
  readonly amount: number;
}

/** What a change must exceed besides what the visits of a side differ by: this, and this fraction of base. */
interface Floor {
  readonly least: number;
  readonly fraction: number;
}

const TIME_FLOOR: Floor = { least: 10, fraction: 0.1 };
export const BYTES_FLOOR: Floor = { least: 1000, fraction: 0.1 };
export const SCORE_FLOOR: Floor = { least: 0.005, fraction: 0.1 };

/** One visit says nothing about how much visits differ. */
export const LEAST_VISITS = 2;

export function sidesOf<Item, Value>({ base, head }: Sides<Item>, of: (item: Item) => Value): Sides<Value> {
  return { base: base.map(of), head: head.map(of) };
}

/**
 * By how much head is more than base. Null unless all visits have the value, there are two a side, and the medians differ
 * by more than the floor and by more than the visits of either side differ among themselves, both together: of two or three
 * visits a side some are apart by chance.
 */
export function growthOf({ base, head }: Sides<number | null>, floor: Floor = TIME_FLOOR): Growth | null {
  if (base.length < LEAST_VISITS || head.length < LEAST_VISITS) return null;
  const [before, after] = [known(base), known(head)];
  if (before === null || after === null) return null;
  const growth = { base: median(before), head: median(after), amount: median(after) - median(before) };
  const noise = Math.max(floor.least, floor.fraction * growth.base, range(before) + range(after));
  return growth.amount > noise ? growth : null;
}

function known(values: readonly (number | null)[]): number[] | null {
  const there = values.filter((value) => value !== null);
  return there.length === values.length ? there : null;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1] ?? 0, sorted[Math.floor(middle)] ?? 0];
  return (low + high) / 2;
}

function range(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

/** The value of each side where all of its visits have the same one, and the sides have different ones; else null. */
export function turned<Value>({ base, head }: Sides<Value>): { readonly base: Value; readonly head: Value } | null {
  const [before] = base;
  const [after] = head;
  if (before === undefined || after === undefined || before === after) return null;
  if (base.length < LEAST_VISITS || head.length < LEAST_VISITS) return null;
  return base.every((value) => value === before) && head.every((value) => value === after)
    ? { base: before, head: after }
    : null;
}

/** Whether it holds in every visit to head and in none to base. */
export function becameTrue(sides: Sides<boolean>): boolean {
  return turned(sides)?.head === true;
}
