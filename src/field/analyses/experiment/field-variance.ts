import { sidesOf, type Unit } from '../../../stats/experiments/contrast.ts';
import { daysVariance } from '../../../stats/experiments/power.ts';
import { slopeOf } from '../../../stats/experiments/trend.ts';
import type { ExperimentCell } from '../../questions/experiment.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A week has every day of the week, so that two of them differ by less than days do. */
const LONG_DAYS = 7;

interface Totals {
  readonly m: number;
  readonly y: number;
}

/** Sums of each group, or of all sessions together, in stretches of equal length. */
type Stretches = ReadonlyMap<string, readonly Totals[]>;

/** @param firstMs where the first stretch begins; what is before it, or in an unfinished one at the end, is left out */
function stretchesOf(
  cells: readonly ExperimentCell[],
  { firstMs, untilMs, lengthMs, isGrouped }: { firstMs: number; untilMs: number; lengthMs: number; isGrouped: boolean },
): Stretches {
  const count = Math.max(0, Math.floor((untilMs - firstMs) / lengthMs));
  const groups = Map.groupBy(
    cells.filter(({ group }) => !isGrouped || group !== null),
    ({ group }) => (isGrouped ? (group ?? '') : ''),
  );
  return new Map(
    [...groups].map(([name, those]) => {
      const totals = Array.from({ length: count }, () => ({ m: 0, y: 0 }));
      for (const { hour, n, total } of those) {
        const at = totals[Math.floor((Date.parse(hour ?? '') - firstMs) / lengthMs)];
        if (at === undefined) continue;
        at.m += n;
        at.y += total;
      }
      return [name, totals];
    }),
  );
}

/** What stretches are made of. */
export interface FieldSpan {
  /** When the first session of the window may have landed, and the end of the window. */
  readonly fromMs: number;
  readonly untilMs: number;
}

/**
 * How much the change of a group differs between groups that nobody treats, from one day to the next and from one week to the
 * next; in the squared integers of the cells. Null where fewer than two groups or four days have sessions.
 */
export function changeVariance(cells: readonly ExperimentCell[], { fromMs, untilMs }: FieldSpan) {
  const days = Math.floor((untilMs - fromMs) / DAY_MS);
  const long = Math.min(LONG_DAYS, Math.floor(days / 2));
  if (long < 2) return null;
  const ofDays = stretchesOf(cells, { firstMs: untilMs - days * DAY_MS, untilMs, lengthMs: DAY_MS, isGrouped: true });
  const variances = [1, long].map((length) => {
    const found = Array.from({ length: days - 2 * length + 1 }, (_, first) => changeSpread(ofDays, first, length));
    const known = found.filter((each) => each !== null);
    return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length;
  });
  const [ofDay = null, ofLong = null] = variances;
  return ofDay === null || ofLong === null ? null : daysVariance(ofDay, ofLong, long);
}

/** Between `length` days from `first` on and as many after them: the variance of a weighted mean of changes, times their number. */
function changeSpread(ofDays: Stretches, first: number, length: number): number | null {
  const units = [...ofDays.values()].flatMap((days): Unit[] => {
    const [before, after] = [days.slice(first, first + length), days.slice(first + length, first + 2 * length)];
    const slope = slopeOf([sumOf(before), sumOf(after)]);
    return slope === null ? [] : [{ treated: false, ...slope }];
  });
  if (units.length < 2) return null;
  const [{ scatter }] = sidesOf(units);
  return (units.length ** 2 / (units.length - 1)) * scatter;
}

const sumOf = (totals: readonly Totals[]): Totals =>
  totals.reduce((sum, { m, y }) => ({ m: sum.m + m, y: sum.y + y }), { m: 0, y: 0 });

/**
 * The variance of the difference of two periods in a row, one of which, drawn at random, would have been treated: so what differs
 * between them by the time of the day is a part of it. In the squared integers of the cells; null where no two periods of a region
 * have sessions.
 *
 * @param isTogether whether all regions are one draw
 */
export function blockVariance(
  cells: readonly ExperimentCell[],
  { fromMs, untilMs }: FieldSpan,
  { periodHours, isGrouped, isTogether }: { periodHours: number; isGrouped: boolean; isTogether: boolean },
): number | null {
  const lengthMs = periodHours * HOUR_MS;
  const firstMs = Math.ceil(fromMs / (2 * lengthMs)) * 2 * lengthMs;
  const stretches = [...stretchesOf(cells, { firstMs, untilMs, lengthMs, isGrouped })];
  const differences = stretches.flatMap(([region, periods]) =>
    Array.from({ length: Math.floor(periods.length / 2) }, (_, block) => {
      const slope = slopeOf(periods.slice(2 * block, 2 * block + 2));
      return { draw: isTogether ? String(block) : `${block} ${region}`, slope };
    }),
  );
  const draws = [...Map.groupBy(differences, ({ draw }) => draw).values()]
    .map((those) => those.flatMap(({ slope }) => slope ?? []))
    .filter((slopes) => slopes.length > 0);
  const sums = draws.map((slopes) => slopes.reduce((sum, { value, weight }) => sum + value * weight, 0));
  const weights = draws.flat().reduce((sum, { weight }) => sum + weight, 0);
  return weights === 0 ? null : (draws.length * sums.reduce((sum, each) => sum + each ** 2, 0)) / weights ** 2;
}

/** How many groups have sessions. */
export const groupsOf = (cells: readonly ExperimentCell[]): string[] =>
  [...new Set(cells.flatMap(({ group, n }) => (group === null || n === 0 ? [] : [group])))].toSorted();
