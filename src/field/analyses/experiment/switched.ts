import { switchback, type SwitchbackCell } from '../../../stats/experiments/switchback.ts';
import { coverageDiffers } from './coverage-differs.ts';
import { armRow, changedOf } from './flag-arms.ts';
import type { FlagCells } from './flags.ts';
import { holdsZero, NOTHING, type ExperimentFound, type ExperimentReason } from './found.ts';
import { periodsOf, type PeriodCells, type SwitchedPlan } from './periods.ts';
import { sumsOfCells } from './sums.ts';

export interface SwitchedTreatment extends SwitchedPlan {
  readonly burnInHours: number;
  /** Whether all regions switch at the same time. */
  readonly together: boolean;
  readonly steps: number;
}

const MINUTES = 60;

/** Sessions by the value that a flag had in the period in which they landed. */
export function comparePeriods(cells: FlagCells, treatment: SwitchedTreatment): ExperimentFound {
  const { control, steps, burnInHours, together } = treatment;
  const { periods, mixed, ungrouped } = periodsOf(cells, treatment);
  const armSums = (isTreated: boolean) =>
    sumsOfCells(periods.filter((each) => each.treated === isTreated).flatMap((each) => each.cells));
  const [ofControl, ofTreated] = [armSums(false), armSums(true)];
  const treatedName = [...cells.arms.keys()].find((name) => name !== control) ?? 'treated';
  const found = {
    ...NOTHING,
    control,
    arms: [armRow({ name: control, sums: ofControl }, steps), armRow({ name: treatedName, sums: ofTreated }, steps)],
    changed: changedOf(cells, sumsOfCells([...cells.arms.values()].flat())),
    exposed: ofControl.n + ofTreated.n,
  };
  if (mixed > 0 || (together && regionsDiffer(periods))) return { ...found, reason: 'mixed-periods' };
  const { effect, dropped } = switchback(
    periods.flatMap((period) => statCells(period, steps)),
    { burnInMinutes: burnInHours * MINUTES, together, seed: 'experiment' },
  );
  const measured = { ...found, dropped: { ...dropped, ungrouped } };
  if (effect.refused !== null) return { ...measured, reason: effect.refused };
  const isOther = coverageDiffers([ofTreated, ofControl]);
  const reason: ExperimentReason | null = isOther ? 'coverage-differs' : holdsZero(effect) ? 'not-certain' : null;
  return { ...measured, comparisons: [{ arm: treatedName, effect, reason }], reason };
}

function regionsDiffer(periods: readonly PeriodCells[]): boolean {
  return [...Map.groupBy(periods, ({ period }) => period).values()].some(
    (those) => new Set(those.map(({ treated }) => treated)).size > 1,
  );
}

function statCells({ region, period, treated, startMs, cells }: PeriodCells, steps: number): SwitchbackCell[] {
  const block = String(Math.floor(period / 2));
  return cells.map(({ hour, n, total }) => ({
    region,
    block,
    period,
    treated,
    m: n,
    y: total / steps,
    minutesIntoPeriod: (Date.parse(hour ?? '') - startMs) / 60_000,
  }));
}
