import type { Estimate } from '../../stats/autoregression.ts';
import { studentQuantile } from '../../stats/distributions.ts';
import { nullSpread } from '../../stats/placebo.ts';
import type { Moment } from './moments.ts';
import { placeboTimes } from './placebo-times.ts';
import { seasonOf } from './season.ts';
import { FEWEST_DEGREES, fitModel, statisticOf, type ModelInput, type StepModel } from './step-model.ts';
import type { Timeline } from './timeline.ts';
import { weightedSeries } from './weighted-series.ts';

/** The step of a moment. */
export interface FittedStep {
  readonly estimate: Estimate;
  /** How much wider steps spread where nothing happened than the model says; at least 1. */
  readonly spread: number;
  /** Steps of times without a deploy over their standard errors. */
  readonly placebos: readonly number[];
}

/** Fewer statistics do not say how far they spread. */
const FEWEST_FOR_SPREAD = 8;
/** Steps that are larger than this among all of their series are part of the model when others are looked at. */
const SELECTED_RISK = 0.001;
const MOST_SELECTED = 8;

/**
 * Each step is that of the model: season, steps that stand out, the steps of the deploys on both sides, and its own, with
 * AR(1) errors. So it compares what was served between this deploy and the next with what was served since the one
 * before, while the noise is learnt from the whole window.
 *
 * @returns a step for each moment; null if the data cannot say
 */
export function fitSteps(timeline: Timeline, moments: readonly Moment[]): (FittedStep | null)[] {
  const placebos = placeboTimes(
    timeline,
    moments.map(({ column }) => column),
  );
  const input = inputOf(timeline, { common: seasonOf(timeline), moments, placebos });
  if (input === null) return moments.map(() => null);
  const selection = selectSteps(input);
  const spread = spreadBeside(selection);
  return selection.model.estimates.map((estimate) =>
    estimate === null ? null : { estimate, spread, placebos: selection.model.placebos },
  );
}

/** Null if there are too few stretches for these columns. */
export function inputOf(
  timeline: Timeline,
  { common, moments, placebos }: Omit<ModelInput, 'series'>,
): ModelInput | null {
  if (timeline.points.length < common.length + 3 + FEWEST_DEGREES) return null;
  return { series: weightedSeries(timeline, common), common, moments, placebos };
}

export interface Selection {
  readonly model: StepModel;
  /** The moments whose steps stand out, and then the one that is looked at. */
  readonly selected: readonly number[];
}

/** How much wider the steps of times and deploys that are not in the model spread than it says; at least 1. */
export function spreadBeside({ model: { estimates, placebos }, selected }: Selection): number {
  const quiet = estimates.flatMap((each, index) =>
    each === null || selected.includes(index) ? [] : [statisticOf(each)],
  );
  return Math.max(1, spreadOf(quiet), spreadOf(placebos));
}

/**
 * Takes into the model the largest step, as long as it is large with all that were taken before.
 *
 * @param target a moment whose step is in the model, however large it is
 */
export function selectSteps(input: ModelInput, target: number | null = null): Selection {
  const always = target === null ? [] : [target];
  let others: readonly number[] = [];
  let found: Selection = { model: fitModel(input, always), selected: always };
  while (others.length < MOST_SELECTED) {
    const next = largest(found);
    if (next === null) break;
    const taken = [...others, next];
    const selected = [...taken, ...always];
    const model = fitModel(input, selected);
    const step = model.estimates[next] ?? null;
    if (step === null || !isLarge(step, input.moments.length)) break;
    others = taken;
    found = { model, selected };
  }
  return found;
}

function largest({ model, selected }: Selection): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [index, estimate] of model.estimates.entries()) {
    const size = estimate === null ? 0 : Math.abs(statisticOf(estimate));
    if (selected.includes(index) || size <= most) continue;
    best = index;
    most = size;
  }
  return best;
}

function isLarge({ value, se, degrees }: Estimate, among: number): boolean {
  return Math.abs(value) > studentQuantile(1 - SELECTED_RISK / among, degrees) * se;
}

const spreadOf = (statistics: readonly number[]): number =>
  statistics.length < FEWEST_FOR_SPREAD ? 1 : nullSpread(statistics);
