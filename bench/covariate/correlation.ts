/** What of each value is not the mean of its block, of so many values each. */
export function withoutMean(values: readonly number[], perBlock: number): number[] {
  return values.map((value, index) => {
    const first = index - (index % perBlock);
    const block = values.slice(first, first + perBlock);
    return value - block.reduce((sum, each) => sum + each, 0) / block.length;
  });
}

/** Pearson's correlation of values whose mean is 0; null if one of them never differs from it. */
export function correlation(one: readonly number[], other: readonly number[]): number | null {
  const scale = Math.sqrt(product(one, one) * product(other, other));
  return scale === 0 ? null : product(one, other) / scale;
}

function product(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
}
