import { differenceInDifferences } from '../../../stats/experiments/difference-in-differences.ts';
import type { Effect } from '../../../stats/experiments/effect.ts';
import type { ExperimentCell } from '../../questions/experiment.ts';
import { coverageDiffers } from './coverage-differs.ts';
import { armRow } from './flag-arms.ts';
import { flagsIn } from './flags.ts';
import { holdsZero, NOTHING, type ExperimentFound, type ExperimentReason } from './found.ts';
import { cellsOf, clustersOf, placeCells, type GroupedPlan, type PlacedCells } from './group-parts.ts';
import { sumsOfCells } from './sums.ts';

export interface GroupedTreatment extends GroupedPlan {
  /** What says that a session was treated; null: it is not recorded. */
  readonly flag: { readonly name: string; readonly value: string } | null;
  readonly steps: number;
}

/** More treated sessions where none should be, and the difference is not that of the treatment. */
const MOST_MIXED = 0.01;
const TREND_RISK = 0.05;

/** How the change of the treated groups differs from that of the others: a difference in differences. */
export function compareGroups(cells: readonly ExperimentCell[], treatment: GroupedTreatment): ExperimentFound {
  const placed = placeCells(cells, treatment);
  const sums = sumsOfParts(placed);
  const { steps } = treatment;
  const found = {
    ...NOTHING,
    control: 'control',
    arms: PARTS.map((name) => armRow({ name, sums: sums[name] }, steps)),
    exposed: sums['treated, after'].n,
  };
  const refused = refusalOf(placed, treatment);
  if (refused !== null) return { ...found, reason: refused };
  const { effect, trend, dropped } = differenceInDifferences(clustersOf(placed, steps), 'experiment');
  const leftOut = sumsOfCells(cells).landed - sumsOfCells(placed.cells.map(({ cell }) => cell)).landed;
  const measured = { ...found, trend, dropped: { groups: dropped, sessions: leftOut } };
  if (effect.refused !== null) return { ...measured, reason: effect.refused };
  const reason = reasonOf(effect, trend, sums);
  return { ...measured, comparisons: [{ arm: 'treated', effect, reason }], reason };
}

const PARTS = ['control, before', 'control, after', 'treated, before', 'treated, after'] as const;
type PartSums = Readonly<Record<(typeof PARTS)[number], ReturnType<typeof sumsOfCells>>>;

function sumsOfParts(placed: PlacedCells): PartSums {
  return {
    'control, before': sumsOfCells(cellsOf(placed, false, 'before')),
    'control, after': sumsOfCells(cellsOf(placed, false, 'after')),
    'treated, before': sumsOfCells(cellsOf(placed, true, 'before')),
    'treated, after': sumsOfCells(cellsOf(placed, true, 'after')),
  };
}

function refusalOf(placed: PlacedCells, { flag }: GroupedTreatment): ExperimentReason | null {
  const parts = (['before', 'after'] as const).map((when) =>
    [false, true].map((isTreated) => cellsOf(placed, isTreated, when)),
  );
  const [before = [], after = []] = parts;
  if (before.flat().length === 0) return 'no-sessions-before';
  if (after.flat().length === 0) return 'no-sessions-after';
  if (shareOfFlag(after[0] ?? [], flag) > MOST_MIXED) return 'control-treated';
  return shareOfFlag(before[1] ?? [], flag) > MOST_MIXED ? 'treated-before' : null;
}

/** Of all sessions, those whose flag had the value at any time. */
function shareOfFlag(cells: readonly ExperimentCell[], flag: GroupedTreatment['flag']): number {
  if (flag === null) return 0;
  const has = (variant: string | null): boolean => flagsIn(variant).get(flag.name) === flag.value;
  const those = cells.filter(({ lowest, highest }) => has(lowest) || has(highest));
  return sumsOfCells(those).landed / Math.max(1, sumsOfCells(cells).landed);
}

function reasonOf(effect: Effect, trend: ExperimentFound['trend'], sums: PartSums): ExperimentReason | null {
  const treated = [sums['treated, after'], sums['treated, before']] as const;
  if (coverageDiffers(treated, [sums['control, after'], sums['control, before']])) return 'coverage-differs';
  if (trend === null) return 'trends-unknown';
  if (trend.p < TREND_RISK) return 'trends-differ';
  return holdsZero(effect) ? 'not-certain' : null;
}
