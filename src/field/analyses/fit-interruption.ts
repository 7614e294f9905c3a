import type { Estimate } from '../../stats/autoregression.ts';
import type { Column } from '../../stats/least-squares.ts';
import { placeboRank } from '../../stats/placebo.ts';
import type { CovariateColumn } from './covariate-columns.ts';
import { inputOf, selectSteps, spreadBeside } from './fit-steps.ts';
import type { Moment } from './moments.ts';
import { placeboTimes, type Placebo } from './placebo-times.ts';
import { seasonOf, yearOf } from './season.ts';
import { fitCommon, statisticOf } from './step-model.ts';
import type { Timeline } from './timeline.ts';
import { notToldApart } from './told-apart.ts';

/** What an interruption is estimated from. */
export interface InterruptionModel {
  readonly timeline: Timeline;
  readonly moments: readonly Moment[];
  /** The moment that is looked at, and its instant (ISO). */
  readonly target: number;
  readonly at: string;
  /** Those that vary. */
  readonly covariates: readonly CovariateColumn[];
  /** Whether the model has a trend that changes at the instant. */
  readonly hasSlope: boolean;
}

/** In the integers of the series. Errors have not been multiplied by `spread` yet. */
export interface FittedInterruption {
  readonly step: Estimate;
  /** The change of the trend, per day; null if the model has none, or it cannot be told. */
  readonly slope: Estimate | null;
  readonly covariates: readonly CovariateEffect[];
  readonly rho: number;
  /** How much wider steps spread where nothing happened than the model says; at least 1. */
  readonly spread: number;
  readonly placebos: number;
  /** 1 if no placebo is as large; null without placebos. */
  readonly rank: number | null;
}

interface CovariateEffect {
  readonly name: string;
  /** Null if it cannot be told from the rest of the model. */
  readonly effect: Estimate | null;
}

const HOURS_A_DAY = 24;
const DAY_MS = 86_400_000;

/** Null if the data are too few. */
export function fitInterruption(model: InterruptionModel): FittedInterruption | null {
  const { timeline, moments, target, covariates } = model;
  const season = seasonColumns(timeline);
  const slopes = slopesOf(model);
  const common = [...season, ...covariates.map(({ column }) => column), ...slopes];
  const input = inputOf(timeline, { common, moments, placebos: earlierPlacebos(model) });
  if (input === null) return null;
  const selection = selectSteps(input, target);
  const { estimates, placebos, rho } = selection.model;
  const step = estimates[target] ?? null;
  if (step === null) return null;
  const places = [...covariates, ...slopes.slice(1)].map((_, index) => placeOf(index, season, covariates));
  const effects = fitCommon(input, selection.selected, { places, rho });
  return {
    step,
    slope: effects[covariates.length] ?? null,
    covariates: covariates.map(({ name }, index) => ({ name, effect: effects[index] ?? null })),
    rho,
    spread: spreadBeside(selection),
    placebos: placebos.length,
    rank: placebos.length === 0 ? null : placeboRank(statisticOf(step), placebos),
  };
}

/** The place among the common columns of a covariate, and after them of the change of the trend, which follows the trend. */
const placeOf = (index: number, season: readonly Column[], covariates: readonly unknown[]): number =>
  season.length + (index < covariates.length ? index : index + 1);

/** The names of covariates that cannot be told from the step. */
export function covariatesLikeStep(model: InterruptionModel): string[] {
  const { timeline, moments, target, covariates } = model;
  const steps = moments.map(({ column }) => column);
  const beside = [target - 1, target + 1].flatMap((each) => steps[each] ?? []);
  const others = [...seasonColumns(timeline), ...slopesOf(model), ...beside];
  const step = steps[target];
  return step === undefined ? [] : notToldApart(step, covariates, others).map(({ name }) => name);
}

const seasonColumns = (timeline: Timeline): Column[] => [...seasonOf(timeline), ...yearOf(timeline)];

/** Days since the instant, and the same from it on. */
function slopesOf({ timeline: { points, width }, at, hasSlope }: InterruptionModel): Column[] {
  if (!hasSlope) return [];
  const days = Float64Array.from(points, ({ time }) => (time * width) / HOURS_A_DAY - Date.parse(at) / DAY_MS);
  return [days, days.map((since) => Math.max(0, since))];
}

function earlierPlacebos({ timeline, moments, target, hasSlope }: InterruptionModel): Placebo[] {
  const steps = moments.map(({ column }) => column);
  const { points, width } = timeline;
  const first = (at: number): number => points[at]?.time ?? 0;
  const slopeFrom = (at: number): Column =>
    Float64Array.from(points, ({ time }) => (Math.max(0, time - first(at)) * width) / HOURS_A_DAY);
  return placeboTimes(timeline, steps)
    .filter(({ at }) => (steps[target]?.[at] ?? 0) < 0.5)
    .map((placebo) => (hasSlope ? { ...placebo, beside: [slopeFrom(placebo.at)] } : placebo));
}
