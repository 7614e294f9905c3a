import type { Row } from '../engines/engine.ts';
import type { Dimension, Group } from './scope.ts';

/** An integer of a row; 0 for the sum of nothing. */
export function numberOf(row: Row, column: string): number {
  const value = row[column];
  return typeof value === 'number' ? value : 0;
}

export function textOf(row: Row, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}

export function nullableText(row: Row, column: string): string | null {
  const value = row[column];
  return typeof value === 'string' ? value : null;
}

export function groupOf(row: Row, by: Dimension | null): Group {
  const device = nullableText(row, 'device');
  return {
    route: textOf(row, 'route'),
    device,
    by: by === 'device' ? device : by === null ? null : nullableText(row, 'slice'),
  };
}

/** Rows by the given keys, ascending and the same on every machine; null comes first. */
export function sortedBy<Item>(
  items: readonly Item[],
  keysOf: (item: Item) => readonly (string | number | null)[],
): Item[] {
  return items
    .map((item) => ({ item, keys: keysOf(item) }))
    .toSorted((one, other) => compareKeys(one.keys, other.keys))
    .map(({ item }) => item);
}

function compareKeys(one: readonly (string | number | null)[], other: readonly (string | number | null)[]): number {
  for (const [at, key] of one.entries()) {
    const against = other[at] ?? null;
    if (key === against) continue;
    if (key === null) return -1;
    return against !== null && key < against ? -1 : 1;
  }
  return 0;
}

export function groupKeys({ route, device, by }: Group): (string | null)[] {
  return [route, device, by];
}
