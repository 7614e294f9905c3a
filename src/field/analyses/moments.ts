import type { Column } from '../../stats/least-squares.ts';
import type { Timeline } from './timeline.ts';

/** Deploys with less than one stretch of time between them are one. */
export interface Moment {
  /** Their places in the timeline. */
  readonly members: readonly number[];
  /** The share of each stretch that was served the last of them or a later deploy. */
  readonly column: Column;
}

/** The deploys of a timeline that have at least one stretch before them and one after. */
export function momentsOf({ points, deploys }: Timeline): Moment[] {
  const moments: { members: number[]; column: Column }[] = [];
  for (const index of deploys.keys()) {
    const column = Float64Array.from(points, ({ doses }) => doses[index] ?? 0);
    const served = total(column);
    if (served < 1 || points.length - served < 1) continue;
    const before = moments.at(-1);
    if (before !== undefined && total(before.column) - served < 1) {
      before.members.push(index);
      before.column = column;
    } else moments.push({ members: [index], column });
  }
  return moments;
}

const total = (column: Column): number => column.reduce((sum, value) => sum + value, 0);
