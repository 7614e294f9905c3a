import {
  daysNeeded,
  linearisedVariance,
  minimumDetectable,
  type PowerDesign,
} from '../../../stats/experiments/power.ts';
import type { ExperimentCell } from '../../questions/experiment.ts';
import { blockVariance, changeVariance, groupsOf, type FieldSpan } from './field-variance.ts';
import type { Design } from '../../questions/experiment-names.ts';
import { armSums, sumsOfCells } from './sums.ts';

/** What is planned. */
export type PowerPlan =
  | { readonly design: 'ab' | 'holdback'; /** Of control, between 0 and 1. */ readonly controlShare: number }
  | { readonly design: 'did'; readonly treated: readonly string[] }
  | {
      readonly design: 'switchback';
      readonly periodHours: number;
      readonly isGrouped: boolean;
      readonly together: boolean;
    };

export interface PowerAsked {
  /** After so many days. */
  readonly days: readonly number[];
  /** As a fraction of the mean: 0.02 is 2 %. Null: none is asked. */
  readonly effect: number | null;
  readonly power: number;
  readonly steps: number;
}

export type PowerReason = 'no-sessions' | 'no-variation' | 'too-few-groups' | 'too-short';

/** What a design would find, by what the field's sessions differ by. */
export interface PowerFound {
  /** Null: there is an answer. */
  readonly reason: PowerReason | null;
  /** Of one session, in the outcome's unit, and in its square. */
  readonly baseline: {
    readonly mean: number;
    readonly variance: number;
    readonly sessionsPerDay: number;
  } | null;
  /** The smallest effects that are found with the power; null after days that are too few for any. */
  readonly detectable: readonly {
    readonly days: number;
    readonly effect: number | null;
    readonly relative: number | null;
  }[];
  /** Null where no effect is asked, or ten years are too short. */
  readonly daysNeeded: number | null;
  /** The asked effect in the outcome's unit. */
  readonly effect: { readonly value: number; readonly relative: number } | null;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const RISK = 0.05;

export function powerFound(
  cells: readonly ExperimentCell[],
  window: FieldSpan,
  plan: PowerPlan,
  { days, effect, power, steps }: PowerAsked,
): PowerFound {
  const sums = sumsOfCells(cells);
  if (sums.n < 2) return cannot('no-sessions', null);
  const span = spanOf(cells, window);
  const ofArm = armSums(sums, steps);
  const baseline = {
    mean: ofArm.y / ofArm.m,
    variance: linearisedVariance(ofArm),
    sessionsPerDay: sums.n / Math.max(1, (span.untilMs - span.fromMs) / DAY_MS),
  };
  if (baseline.variance === 0) return cannot('no-variation', baseline);
  const design = designOf(cells, span, plan, { ...baseline, steps });
  if (typeof design === 'string') return cannot(design, baseline);
  const found = days.map((each) => ({
    days: each,
    effect: minimumDetectable(design, each, { power })?.effect ?? null,
  }));
  const asked = effect === null ? null : { value: effect * baseline.mean, relative: effect };
  return {
    reason: null,
    baseline,
    detectable: found.map((each) => ({
      ...each,
      relative: each.effect === null || baseline.mean <= 0 ? null : each.effect / baseline.mean,
    })),
    daysNeeded: asked === null ? null : daysNeeded(design, asked.value, { power }),
    effect: asked,
  };
}

const cannot = (reason: PowerReason, baseline: PowerFound['baseline']): PowerFound => ({
  reason,
  baseline,
  detectable: [],
  daysNeeded: null,
  effect: null,
});

/** From the first hour that has sessions, because page views may be recorded for less than the window. */
function spanOf(cells: readonly ExperimentCell[], { fromMs, untilMs }: FieldSpan): FieldSpan {
  const first = cells.reduce((least, { hour }) => Math.min(least, Date.parse(hour ?? '')), Infinity);
  return { fromMs: Math.max(fromMs, first), untilMs };
}

const FEWEST_GROUPS = 4;

function designOf(
  cells: readonly ExperimentCell[],
  span: FieldSpan,
  plan: PowerPlan,
  { variance, sessionsPerDay, steps }: { variance: number; sessionsPerDay: number; steps: number },
): PowerDesign | PowerReason {
  if (plan.design === 'did') {
    const groups = groupsOf(cells);
    const treated = groups.filter((group) => plan.treated.includes(group)).length;
    const control = groups.length - treated;
    if (groups.length < FEWEST_GROUPS || treated === 0 || control === 0) return 'too-few-groups';
    const ofChange = changeVariance(cells, span);
    if (ofChange === null) return 'too-short';
    const { fixed, perDay } = ofChange;
    return { kind: 'did', treated, control, variance: { fixed: fixed / steps ** 2, perDay: perDay / steps ** 2 } };
  }
  if (plan.design === 'switchback') {
    const { periodHours, isGrouped, together: isTogether } = plan;
    const ofBlock = blockVariance(cells, span, { periodHours, isGrouped, isTogether });
    if (ofBlock === null) return 'too-short';
    const regions = isGrouped && !isTogether ? groupsOf(cells).length : 1;
    return { kind: 'switchback', blocksPerDay: (12 / periodHours) * regions, variance: ofBlock / steps ** 2 };
  }
  return { kind: 'arms', clustersPerDay: sessionsPerDay, controlShare: plan.controlShare, variance };
}

/** What `field power` says. */
export interface PowerResult extends PowerFound {
  readonly design: Design;
  readonly outcome: string;
  readonly route: string | null;
  readonly condition: string | null;
  readonly power: number;
  /** Two-sided. */
  readonly risk: number;
  /** Of a holdback while it runs, if the effect is as it was asked: what its control sessions are without. */
  readonly holdbackCost: HoldbackCost | null;
  readonly window: { readonly from: string; readonly to: string } | null;
  readonly sql: readonly string[];
  readonly writtenAt: string;
}

interface HoldbackCost {
  readonly sessionsPerWeek: number;
  /** Conversions, or money. */
  readonly lostPerWeek: number;
  /** Null: conversions, or the currency is not known. */
  readonly currency: string | null;
}

const DAYS_OF_WEEK = 7;

/** Null where nothing is withheld, no effect is asked, or the outcome is neither conversions nor money. */
export function holdbackCost(
  { baseline, effect }: PowerFound,
  plan: PowerPlan,
  { outcome, currency }: { readonly outcome: string; readonly currency: string | null },
): HoldbackCost | null {
  const isCounted = outcome === 'conversion' || outcome === 'value';
  if (plan.design !== 'holdback' || baseline === null || effect === null || !isCounted) return null;
  const sessionsPerWeek = plan.controlShare * baseline.sessionsPerDay * DAYS_OF_WEEK;
  return { sessionsPerWeek, lostPerWeek: sessionsPerWeek * effect.value, currency };
}
