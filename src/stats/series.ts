/** One visit's value of one node of a breakdown: ms, or the score for CLS. */
interface Observation {
  readonly head: boolean;
  readonly value: number;
}

/** The visits of one block, in the order they were made: two on base and two on head (all on head without a base). */
export type ObservedBlock = readonly Observation[];

/** All blocks of a campaign, in the order they were made. */
export type Series = readonly ObservedBlock[];

export function valuesOf(series: Series): number[] {
  return series.flatMap((block) => block.map((visit) => visit.value));
}

export function headValues(series: Series): number[] {
  return series.flatMap((block) => block.filter((visit) => visit.head).map((visit) => visit.value));
}

/** The same visits with other values. */
export function mapSeries(series: Series, transform: (value: number, head: boolean) => number): Series {
  return series.map((block) => block.map(({ head, value }) => ({ head, value: transform(value, head) })));
}

/** All differences head − base between visits of one block: four per block. */
export function withinBlockDifferences(series: Series): number[] {
  return series.flatMap((block) => {
    const base = block.filter((visit) => !visit.head);
    return block.filter((visit) => visit.head).flatMap((head) => base.map((other) => head.value - other.value));
  });
}

/** Pairs what two lists of blocks say of the same visits. Throws if their shapes differ: an implementation error. */
export function zipBlocks<A, B>(left: readonly (readonly A[])[], right: readonly (readonly B[])[]): [A, B][][] {
  if (left.length !== right.length) throw new RangeError(`${left.length} blocks cannot be paired with ${right.length}`);
  return left.map((block, index) => zip(block, right[index] ?? []));
}

function zip<A, B>(left: readonly A[], right: readonly B[]): [A, B][] {
  if (left.length !== right.length) throw new RangeError(`${left.length} visits cannot be paired with ${right.length}`);
  return left.flatMap((value, index): [A, B][] => {
    const other = right[index];
    return other === undefined ? [] : [[value, other]];
  });
}

/** Throws on NaN and infinities: such a value is a failed visit, never a sample. */
export function assertFinite(series: Series): void {
  const odd = valuesOf(series).find((value) => !Number.isFinite(value));
  if (odd !== undefined) throw new RangeError(`${odd} is a failed visit, not a sample`);
}
