import type { Column } from '../../stats/least-squares.ts';
import type { Timeline } from './timeline.ts';

const DAY_HOURS = 24;
const DAYS_OF_WEEK = 7;
/** Fewer days do not tell an hour of the day, or a day of the week, from what happened then. */
const FEWEST_DAYS = 3;
const FEWEST_DAYS_OF_WEEKS = 14;

/** A constant; indicators of the time of the day, and of the day of the week, where the data span enough of them. */
export function seasonOf({ points, width }: Timeline): Column[] {
  const perDay = DAY_HOURS / width;
  const days = ((points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0) + 1) / perDay;
  const indicators = (period: (time: number) => number, most: number): Column[] =>
    Array.from({ length: most - 1 }, (_, which) =>
      Float64Array.from(points, ({ time }) => (period(time) === which + 1 ? 1 : 0)),
    ).filter((column) => column.includes(1));
  return [
    Float64Array.from(points, () => 1),
    ...(days >= FEWEST_DAYS ? indicators((time) => time % perDay, perDay) : []),
    ...(days >= FEWEST_DAYS_OF_WEEKS
      ? indicators((time) => Math.floor(time / perDay) % DAYS_OF_WEEK, DAYS_OF_WEEK)
      : []),
  ];
}
