/**
 * The indexes of at most `most` values that lie as far apart as they can, in ascending order: beginning with `kept`, the
 * value whose nearest chosen one is the furthest away is chosen next (T. F. Gonzalez, "Clustering to minimize the maximum
 * intercluster distance", Theoretical Computer Science 38, 1985).
 *
 * @param kept indexes that are always among them, however many they are
 */
export function spread(values: readonly number[], most: number, kept: readonly number[]): number[] {
  const chosen = new Set(kept.filter((index) => index in values));
  const apart = values.map((value) => Math.min(...[...chosen].map((index) => Math.abs(value - (values[index] ?? 0)))));
  while (chosen.size < Math.min(most, values.length)) {
    const next = apart.reduce((best, distance, index) => {
      if (chosen.has(index)) return best;
      return best === -1 || distance > (apart[best] ?? 0) ? index : best;
    }, -1);
    chosen.add(next);
    for (const [index, value] of values.entries())
      apart[index] = Math.min(apart[index] ?? Infinity, Math.abs(value - (values[next] ?? 0)));
  }
  return [...chosen].toSorted((one, other) => one - other);
}
