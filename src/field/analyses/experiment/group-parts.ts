import type { DifferenceCluster } from '../../../stats/experiments/difference-in-differences.ts';
import type { ExperimentCell } from '../../questions/experiment.ts';
import { sumsOfCells } from './sums.ts';

/** Groups of sessions that are treated as a whole or not at all, from an instant on. */
export interface GroupedPlan {
  readonly treated: readonly string[];
  readonly atMs: number;
  /** When the window begins. */
  readonly fromMs: number;
}

interface PlacedCell {
  readonly cell: ExperimentCell;
  readonly group: string;
  readonly isTreated: boolean;
  /** Of the days before the instant, from the earliest one; null: after it. */
  readonly day: number | null;
}

export interface PlacedCells {
  readonly cells: readonly PlacedCell[];
  /** Whole days before the instant. */
  readonly days: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * Cells before and after the instant. Days are counted back from it, and less than a day before them is left out; so is the hour
 * that the instant lies within, and sessions without a group.
 */
export function placeCells(cells: readonly ExperimentCell[], { treated, atMs, fromMs }: GroupedPlan): PlacedCells {
  const days = Math.max(0, Math.floor((atMs - fromMs) / DAY_MS));
  const firstMs = days === 0 ? fromMs - HOUR_MS : atMs - days * DAY_MS;
  const placed = cells.flatMap((cell): PlacedCell[] => {
    const hourMs = Date.parse(cell.hour ?? '');
    const isSplit = hourMs < atMs && hourMs + HOUR_MS > atMs;
    if (cell.group === null || hourMs < firstMs || isSplit) return [];
    const day = days === 0 ? 0 : Math.floor((hourMs - firstMs) / DAY_MS);
    return [{ cell, group: cell.group, isTreated: treated.includes(cell.group), day: hourMs >= atMs ? null : day }];
  });
  return { cells: placed, days };
}

export function cellsOf({ cells }: PlacedCells, isTreated: boolean, when: 'before' | 'after'): ExperimentCell[] {
  return cells
    .filter((each) => each.isTreated === isTreated && (each.day === null) === (when === 'after'))
    .map(({ cell }) => cell);
}

/** @param steps integers of a cell that are one of the outcome's unit */
export function clustersOf({ cells, days }: PlacedCells, steps: number): DifferenceCluster[] {
  return [...Map.groupBy(cells, ({ group }) => group).values()].map((those) => {
    const ofDay = Map.groupBy(those, ({ day }) => day);
    const totals = (day: number | null) => {
      const { n, total } = sumsOfCells((ofDay.get(day) ?? []).map(({ cell }) => cell));
      return { m: n, y: total / steps };
    };
    return {
      treated: those[0]?.isTreated === true,
      before: Array.from({ length: Math.max(1, days) }, (_, day) => totals(day)),
      after: totals(null),
    };
  });
}
