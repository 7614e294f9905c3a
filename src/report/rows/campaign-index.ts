import { keyOf, type Place } from '../../model/place.ts';

/** What tells the items of one place apart. */
type Field = 'metric' | 'path';
type Index = ReadonlyMap<string, readonly Place[]>;

/** What each list holds where: a report of thousands of rows asks its lists about every one of them. */
const byPlace = new WeakMap<readonly Place[], Index>();
const byField: Readonly<Record<Field, WeakMap<readonly Place[], Index>>> = {
  metric: new WeakMap(),
  path: new WeakMap(),
};

/** The items of a list about one route under one condition, in their order. The list is as it was when first asked. */
export function forCampaign<Item extends Place>(items: readonly Item[], place: Place): readonly Item[] {
  return found(byPlace, items, keyOf, keyOf(place));
}

/** Those of them that are about this metric, or this path. */
export function itemsAt<Key extends Field, Item extends Place & Readonly<Record<Key, string>>>(
  items: readonly Item[],
  place: Place,
  field: Key,
  value: string,
): readonly Item[] {
  return found(byField[field], items, (item) => keyWith(item, item[field]), keyWith(place, value));
}

function keyWith(place: Place, value: string): string {
  return JSON.stringify([keyOf(place), value]);
}

function found<Item extends Place>(
  indexes: WeakMap<readonly Place[], Index>,
  items: readonly Item[],
  keyOfItem: (item: Item) => string,
  key: string,
): readonly Item[] {
  const index = indexes.get(items) ?? Map.groupBy(items, keyOfItem);
  indexes.set(items, index);
  return (index.get(key) ?? []) as readonly Item[];
}

/** The first item at each place, in order. */
export function distinctCampaigns<Item extends Place>(items: readonly Item[]): Item[] {
  const places = new Map<string, Item>();
  for (const item of items) if (!places.has(keyOf(item))) places.set(keyOf(item), item);
  return [...places.values()];
}
