import type { ArmSums } from '../../../stats/experiments/arms.ts';
import type { SessionSums } from '../../questions/experiment.ts';

export function sumsOfCells(cells: readonly SessionSums[]): SessionSums {
  const sum = (column: keyof SessionSums): number => cells.reduce((total, cell) => total + cell[column], 0);
  return {
    landed: sum('landed'),
    starts: sum('starts'),
    ended: sum('ended'),
    n: sum('n'),
    total: sum('total'),
    squares: sum('squares'),
  };
}

/** Sessions as clusters of one outcome each. @param steps integers of the answer that are one of the outcome's unit */
export function armSums({ n, total, squares }: SessionSums, steps: number): ArmSums {
  const y = total / steps;
  return { clusters: n, m: n, y, yy: squares / steps ** 2, ym: y, mm: n };
}

/** Null without an outcome. */
export const meanOf = ({ n, total }: SessionSums, steps: number): number | null => (n === 0 ? null : total / steps / n);

/** The share of landing views that ended; null where none began. */
export const coverageOf = ({ starts, ended }: SessionSums): number | null => (starts === 0 ? null : ended / starts);
