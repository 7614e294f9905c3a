import type { ExperimentCell } from '../../questions/experiment.ts';
import type { FlagCells } from './flags.ts';
import { sumsOfCells } from './sums.ts';

/** A flag that is switched for all sessions of a region, at times that are whole periods apart. */
export interface SwitchedPlan {
  readonly control: string;
  readonly periodHours: number;
  /** When a period begins, at a whole hour. */
  readonly startMs: number;
  /** Whether sessions are grouped by region; otherwise there is one. */
  readonly isGrouped: boolean;
}

/** The sessions that landed in a period of a region. */
export interface PeriodCells {
  readonly region: string;
  /** From the one that begins at `startMs`, in the order of time. */
  readonly period: number;
  readonly startMs: number;
  readonly treated: boolean;
  readonly cells: readonly ExperimentCell[];
}

export interface Periods {
  readonly periods: readonly PeriodCells[];
  /** Periods of a region in which the flag has both values. */
  readonly mixed: number;
  /** Sessions without a region. */
  readonly ungrouped: number;
}

/** More sessions of a period with the other value than this are more than those that landed as it switched. */
const MOST_OTHERS = 0.02;
const HOUR_MS = 3_600_000;

interface Placed {
  readonly cell: ExperimentCell;
  /** Null: it changed within the sessions. */
  readonly value: string | null;
  readonly region: string;
  readonly period: number;
}

/**
 * A period has the value of most of its sessions, and they all count as that: which value a session had as it landed near the
 * switch, or whether it saw both, may depend on what the visitor did.
 */
export function periodsOf(cells: FlagCells, plan: SwitchedPlan): Periods {
  const valued = [
    ...[...cells.arms].flatMap(([value, those]) => those.map((cell) => ({ cell, value }))),
    ...cells.changed.map((cell) => ({ cell, value: null })),
  ];
  const placed = valued.flatMap(({ cell, value }) => placedIn(cell, value, plan));
  const periods = [...Map.groupBy(placed, ({ region, period }) => JSON.stringify([region, period])).values()].flatMap(
    (those) => periodOf(those, plan),
  );
  return {
    periods,
    mixed: periods.filter(({ isMixed }) => isMixed).length,
    ungrouped: landedOf(valued) - landedOf(placed),
  };
}

function placedIn(
  cell: ExperimentCell,
  value: string | null,
  { periodHours, startMs, isGrouped }: SwitchedPlan,
): Placed[] {
  const region = isGrouped ? cell.group : '';
  const period = Math.floor((Date.parse(cell.hour ?? '') - startMs) / (periodHours * HOUR_MS));
  return region === null ? [] : [{ cell, value, region, period }];
}

/** None where the flag changed within all of its sessions. */
function periodOf(
  those: readonly Placed[],
  { control, periodHours, startMs }: SwitchedPlan,
): (PeriodCells & { readonly isMixed: boolean })[] {
  const [first] = those;
  const others = landedOf(those.filter(({ value }) => value === control));
  const treated = landedOf(those.filter(({ value }) => value !== null && value !== control));
  if (first === undefined || others + treated === 0) return [];
  const fewer = Math.min(others, treated);
  const { region, period } = first;
  return [
    {
      region,
      period,
      startMs: startMs + period * periodHours * HOUR_MS,
      treated: treated > others,
      cells: those.map(({ cell }) => cell),
      isMixed: fewer > 1 && fewer > MOST_OTHERS * (others + treated),
    },
  ];
}

const landedOf = (those: readonly { readonly cell: ExperimentCell }[]): number =>
  sumsOfCells(those.map(({ cell }) => cell)).landed;
