import type { Column } from '../../stats/least-squares.ts';
import type { Timeline } from './timeline.ts';

const SEASONS = ['time of day', 'day of week', 'week of year'] as const;
export type SeasonName = (typeof SEASONS)[number];

const DAY_HOURS = 24;
const DAYS_OF_WEEK = 7;
/** Fewer days do not tell an hour of the day, or a day of the week, from what happened then. */
const FEWEST_DAYS = 3;
const FEWEST_DAYS_OF_WEEKS = 14;
/** In less than a year, a wave of a year is not told from a trend. */
const FEWEST_DAYS_OF_YEARS = 366;
const YEAR_DAYS = 365.2425;
/** Waves a year. Fifty-two indicators would leave nothing to estimate from (Bernal, Cummins & Gasparrini 2017). */
const WAVES = [1, 2];

/** A constant; indicators of the time of the day, and of the day of the week, where the data span enough of them. */
export function seasonOf({ points, width }: Timeline): Column[] {
  const perDay = DAY_HOURS / width;
  const days = daysOf({ points, width });
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

/** Waves of the year by its weeks, where the data span more than one year. */
export function yearOf({ points, width }: Timeline): Column[] {
  if (daysOf({ points, width }) < FEWEST_DAYS_OF_YEARS) return [];
  const week = (time: number): number => Math.floor((time * width) / DAY_HOURS / DAYS_OF_WEEK);
  const wave = (shape: (angle: number) => number, each: number): Column =>
    Float64Array.from(points, ({ time }) => shape((2 * Math.PI * each * week(time) * DAYS_OF_WEEK) / YEAR_DAYS));
  return WAVES.flatMap((each) => [wave(Math.sin, each), wave(Math.cos, each)]);
}

/** What of the season the data are too short for. */
export function missingSeasons(timeline: Pick<Timeline, 'points' | 'width'>): SeasonName[] {
  const days = daysOf(timeline);
  const fewest: Readonly<Record<SeasonName, number>> = {
    'time of day': timeline.width === DAY_HOURS ? 0 : FEWEST_DAYS,
    'day of week': FEWEST_DAYS_OF_WEEKS,
    'week of year': FEWEST_DAYS_OF_YEARS,
  };
  return SEASONS.filter((name) => days < fewest[name]);
}

function daysOf({ points, width }: Pick<Timeline, 'points' | 'width'>): number {
  return (((points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0) + 1) * width) / DAY_HOURS;
}
