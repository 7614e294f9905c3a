import type { Cell } from './logistic.ts';

/** A step of coefficients. */
export interface Step {
  readonly direction: Float64Array;
  /** By how much it changes the linear predictor of each cell. */
  readonly moves: Float64Array;
}

/** A linear predictor that a step moves less than this is kept. Newton's steps move those that run away by about 1. */
const UNMOVED = 1e-8;
/** A column takes part in a step where it moves a linear predictor by more than this share of the most. */
const TAKES_PART = 1e-3;

/**
 * Whether the likelihood grows without end in the direction of a step, so that the estimate does not exist (Albert &
 * Anderson 1984, "On the existence of maximum likelihood estimates in logistic regression models", Biometrika 71): every
 * cell without conversions has its linear predictor lowered or kept, every cell of conversions alone raised or kept, every
 * other cell kept.
 *
 * @param moves the change of the linear predictor of each cell
 */
export function isEndless(cells: readonly Cell[], moves: Float64Array): boolean {
  const tolerance = UNMOVED * Math.min(1, largest(moves));
  return cells.every(({ n, y }, index) => {
    const move = moves[index] ?? 0;
    return (y === 0 || move >= -tolerance) && (y === n || move <= tolerance);
  });
}

/**
 * The columns that a direction is made of, by their effect on the linear predictor. A column that is constant separates
 * nothing; it only balances the others.
 */
export function columnsOf(cells: readonly Cell[], { direction, moves }: Step): number[] {
  const least = TAKES_PART * largest(moves);
  return Array.from(direction.keys()).filter((column) => {
    const [low, high] = rangeOf(cells, column);
    return low < high && Math.abs(direction[column] ?? 0) * Math.max(high, -low) > least;
  });
}

function rangeOf(cells: readonly Cell[], column: number): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const { x } of cells) {
    low = Math.min(low, x[column] ?? 0);
    high = Math.max(high, x[column] ?? 0);
  }
  return [low, high];
}

export function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
