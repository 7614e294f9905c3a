/** A column of a regression: one number per observation. */
export type Column = Float64Array;

/** An orthonormal basis of what columns span. */
export interface Basis {
  readonly vectors: readonly Column[];
  /** log |X′X| of the columns that are independent. */
  readonly logDeterminant: number;
}

/** A column of which others leave less than this share of its length says nothing of its own. */
const DEPENDENT = 1e-7;

/** Beneath this share of its length, what one round leaves of a column is not orthogonal to all digits. */
const TWICE = Math.SQRT1_2;

/** Gram–Schmidt. A column that depends on those before it is left out. */
export function basisOf(columns: readonly Column[]): Basis {
  return extendBasis({ vectors: [], logDeterminant: 0 }, columns);
}

export function extendBasis(basis: Basis, columns: readonly Column[]): Basis {
  const vectors = [...basis.vectors];
  let { logDeterminant } = basis;
  for (const column of columns) {
    const rest = leftOver(column, vectors);
    const length = Math.sqrt(dot(rest, rest));
    if (length <= DEPENDENT * Math.sqrt(dot(column, column))) continue;
    logDeterminant += 2 * Math.log(length);
    vectors.push(rest.map((value) => value / length));
  }
  return { vectors, logDeterminant };
}

/**
 * What is left of a column when its projection on the basis is taken off: twice where much of it goes (Daniel, Gragg, Kaufman
 * & Stewart 1976; Giraud & Langou 2003: "twice is enough").
 */
export function leftOver(column: Column, vectors: readonly Column[]): Column {
  const rest = column.slice();
  takeOff(rest, vectors);
  if (dot(rest, rest) < TWICE ** 2 * dot(column, column)) takeOff(rest, vectors);
  return rest;
}

function takeOff(rest: Column, vectors: readonly Column[]): void {
  for (const vector of vectors) {
    const share = dot(rest, vector);
    for (let index = 0; index < rest.length; index += 1) rest[index] = at(rest, index) - share * at(vector, index);
  }
}

export function dot(one: Column, other: Column): number {
  let total = 0;
  for (let index = 0; index < one.length; index += 1) total += at(one, index) * at(other, index);
  return total;
}

function at(column: Column, index: number): number {
  return column[index] ?? 0;
}
