/** The middle value; the mean of the middle two where their number is even. Throws on an empty list. */
export function median(values: readonly number[]): number {
  const sorted = new Float64Array(values).toSorted();
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  const upper = sorted[Math.floor(sorted.length / 2)];
  if (lower === undefined || upper === undefined) throw new RangeError('the median of nothing');
  return lower === upper ? lower : (lower + upper) / 2;
}

/** Rounds to the nearest integer, ties to the even one (IEEE 754): no bias up or down, so no bias towards a side. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const excess = value - floor;
  if (excess !== 0.5) return excess < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
