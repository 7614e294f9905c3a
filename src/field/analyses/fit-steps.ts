import type { Estimate } from '../../stats/autoregression.ts';
import { studentQuantile } from '../../stats/distributions.ts';
import { nullSpread } from '../../stats/placebo.ts';
import type { Moment } from './moments.ts';
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
  const season = seasonOf(timeline);
  if (timeline.points.length < season.length + 3 + FEWEST_DEGREES) return moments.map(() => null);
  const series = weightedSeries(timeline, season);
  const { model, selected } = selectSteps({ timeline, series, season, moments });
  const quiet = model.estimates.flatMap((each, index) =>
    each === null || selected.includes(index) ? [] : [statisticOf(each)],
  );
  const { placebos } = model;
  const spread = Math.max(1, spreadOf(quiet), spreadOf(placebos));
  return model.estimates.map((estimate) => (estimate === null ? null : { estimate, spread, placebos }));
}

interface Selection {
  readonly model: StepModel;
  /** The moments whose steps stand out. */
  readonly selected: readonly number[];
}

/** Takes into the model the largest step, as long as it is large with all that were taken before. */
function selectSteps(input: ModelInput): Selection {
  let found: Selection = { model: fitModel(input, []), selected: [] };
  while (found.selected.length < MOST_SELECTED) {
    const next = largest(found);
    if (next === null) break;
    const selected = [...found.selected, next];
    const model = fitModel(input, selected);
    const step = model.estimates[next] ?? null;
    if (step === null || !isLarge(step, input.moments.length)) break;
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
