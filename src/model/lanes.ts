import { measuresInput } from './input.ts';
import { definitionOf } from './metric.ts';
import type { Route } from './route.ts';

/** How many routes may be visited at a time, as configured. */
export const LANE_SETTINGS = [1, 2, 'auto'] as const;
export type LaneSetting = (typeof LANE_SETTINGS)[number];

/**
 * On fewer cores two visits at a time disturb each other: on two, the robust coefficient of variation of LCP was 7.2 %
 * instead of 2.8 %, its level 8 to 10 % and that of INP 33 to 36 % higher.
 */
export const CORES_FOR_TWO_LANES = 4;

/** How many routes are visited at a time on a machine of so many cores. */
export function laneCount(setting: LaneSetting, cores: number): 1 | 2 {
  if (setting !== 'auto') return setting;
  return cores >= CORES_FOR_TWO_LANES ? 2 : 1;
}

/** In how many lanes these routes are visited, each as often as it has campaigns: one, where no two can keep company. */
export function lanesOf(
  setting: LaneSetting,
  campaigns: readonly Pick<Route, 'budgets' | 'interactions'>[],
  cores: number,
): 1 | 2 {
  const sociable = campaigns.filter((route) => !needsLaneAlone(route)).length;
  return sociable < 2 ? 1 : laneCount(setting, cores);
}

/**
 * Whether a route is visited while nothing else is: another visit raises the level of INP, and every level that an
 * absolute budget is about. Increases are compared between visits that had the same company.
 */
export function needsLaneAlone({ budgets, interactions }: Pick<Route, 'budgets' | 'interactions'>): boolean {
  const hasInput = measuresInput(interactions);
  return budgets.some(({ metric, max }) => max !== null || (hasInput && definitionOf(metric).needsInput));
}
