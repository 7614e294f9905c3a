/** Solves a small symmetric positive definite system: Gaussian elimination with row pivoting. Throws if it is singular. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let column = 0; column < rows.length; column += 1) {
    const pivot = pivotRow(rows, column);
    for (const [index, row] of rows.entries()) if (index !== column) eliminate(row, pivot, column);
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] ?? 1));
}

/** Brings the row with the largest entry of a column to the diagonal. */
function pivotRow(rows: number[][], column: number): readonly number[] {
  const size = (index: number): number => Math.abs(rows[index]?.[column] ?? 0);
  let best = column;
  for (let index = column + 1; index < rows.length; index += 1) if (size(index) > size(best)) best = index;
  const pivot = rows[best];
  const here = rows[column];
  if (pivot === undefined || here === undefined || size(best) < 1e-9)
    throw new RangeError('arms that no block connects');
  rows[best] = here;
  rows[column] = pivot;
  return pivot;
}

function eliminate(row: number[], pivot: readonly number[], column: number): void {
  const factor = (row[column] ?? 0) / (pivot[column] ?? 1);
  for (const [index, value] of pivot.entries()) row[index] = (row[index] ?? 0) - factor * value;
}
