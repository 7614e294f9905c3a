/** A matrix by its rows. */
export type Matrix = readonly ArrayLike<number>[];

/** A square matrix of zeros that is filled row by row. */
export const zeros = (size: number): Float64Array[] => Array.from({ length: size }, () => new Float64Array(size));

/** What remains of a diagonal element beneath this share of it is rounding error. */
const SINGULAR = 1e-14;

/** Adds `weight · x xᵀ` to the lower triangle. Zeros are skipped: most of a design are indicators. */
export function addOuter(lower: readonly Float64Array[], x: ArrayLike<number>, weight: number): void {
  for (let row = 0; row < x.length; row += 1) {
    const scaled = weight * (x[row] ?? 0);
    const into = lower[row];
    if (scaled === 0 || into === undefined) continue;
    for (let column = 0; column <= row; column += 1) into[column] = (into[column] ?? 0) + scaled * (x[column] ?? 0);
  }
}

/** Copies the lower triangle to the upper one. */
export function mirrored(lower: readonly Float64Array[]): Float64Array[] {
  return lower.map((own, row) => own.map((value, column) => (column <= row ? value : at(lower, column, row))));
}

/**
 * The inverse of a symmetric, positive definite matrix whose lower triangle is given, by Cholesky's factors (Golub & Van
 * Loan 2013, "Matrix Computations", 4.2).
 *
 * @returns null if the matrix is singular up to rounding
 */
export function inverseOf(lower: Matrix): Float64Array[] | null {
  const factor = choleskyOf(lower);
  if (factor === null) return null;
  const inverse = zeros(lower.length);
  for (let column = 0; column < lower.length; column += 1) {
    const solution = solved(factor, column);
    for (let row = 0; row < lower.length; row += 1) put(inverse, row, column, solution[row] ?? 0);
  }
  return inverse;
}

function choleskyOf(lower: Matrix): Float64Array[] | null {
  const factor = zeros(lower.length);
  for (let row = 0; row < lower.length; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let rest = at(lower, row, column);
      for (let before = 0; before < column; before += 1) rest -= at(factor, row, before) * at(factor, column, before);
      if (row === column && !(rest > SINGULAR * at(lower, row, row))) return null;
      put(factor, row, column, row === column ? Math.sqrt(rest) : rest / at(factor, column, column));
    }
  return factor;
}

/** The column of the inverse: L Lᵀ z = e. */
function solved(factor: Matrix, unit: number): Float64Array {
  const size = factor.length;
  const z = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    let rest = row === unit ? 1 : 0;
    for (let before = 0; before < row; before += 1) rest -= at(factor, row, before) * (z[before] ?? 0);
    z[row] = rest / at(factor, row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = z[row] ?? 0;
    for (let after = row + 1; after < size; after += 1) rest -= at(factor, after, row) * (z[after] ?? 0);
    z[row] = rest / at(factor, row, row);
  }
  return z;
}

export function timesVector(matrix: Matrix, vector: ArrayLike<number>): Float64Array {
  return Float64Array.from(matrix, (row) => inner(row, vector));
}

/** The product of a matrix and a symmetric one. */
export function timesSymmetric(matrix: Matrix, symmetric: Matrix): Float64Array[] {
  return matrix.map((row) => timesVector(symmetric, row));
}

/** vᵀ M v. */
export function quadraticForm(matrix: Matrix, vector: ArrayLike<number>): number {
  return inner(timesVector(matrix, vector), vector);
}

export function inner(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < one.length; index += 1) total += (one[index] ?? 0) * (other[index] ?? 0);
  return total;
}

export function at(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0;
}

function put(matrix: readonly Float64Array[], row: number, column: number, value: number): void {
  const own = matrix[row];
  if (own !== undefined) own[column] = value;
}
