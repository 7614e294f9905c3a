import { autocorrelation, coefficientOf, growthByRho, whiten, type Estimate } from '../../stats/autoregression.ts';
import { basisOf, dot, extendBasis, leftOver, type Basis, type Column } from '../../stats/least-squares.ts';
import type { Moment } from './moments.ts';
import { placeboTimes } from './placebo-times.ts';
import type { Timeline } from './timeline.ts';
import type { WeightedSeries } from './weighted-series.ts';

/** Beside what the model takes, so many stretches must be left. */
export const FEWEST_DEGREES = 8;

/** What a model of a timeline says. */
export interface StepModel {
  /** The step of each moment; null if the data cannot say. */
  readonly estimates: readonly (Estimate | null)[];
  /** Steps of times without a deploy over their standard errors. */
  readonly placebos: readonly number[];
}

/** What steps are estimated from. */
export interface ModelInput {
  readonly timeline: Timeline;
  readonly series: WeightedSeries;
  readonly season: readonly Column[];
  readonly moments: readonly Moment[];
}

/** @param selected the moments whose steps are part of the model when others are looked at */
export function fitModel(input: ModelInput, selected: readonly number[]): StepModel {
  const steps = input.moments.map(({ column }) => column);
  const times = placeboTimes(input.timeline, steps);
  const white = whiteModel(input, selected, [...steps, ...times.map(({ column }) => column)]);
  const free = (indices: readonly number[]): number[] =>
    indices.filter((each) => each >= 0 && each < steps.length && !selected.includes(each));
  return {
    estimates: steps.map((_, index) => {
      const beside = free([index - 1, index + 1]);
      const at = selected.indexOf(index);
      return at < 0 ? estimateBeside(white, index, beside) : estimateWithin(white, at, beside);
    }),
    placebos: times.flatMap(({ between }, index) => {
      const estimate = estimateBeside(white, steps.length + index, free(between));
      return estimate === null ? [] : [statisticOf(estimate)];
    }),
  };
}

/** How many standard errors a step is from 0. */
export const statisticOf = ({ value, se }: Estimate): number => value / se;

/** Values and columns with independent errors. */
interface WhiteModel {
  readonly values: Column;
  readonly season: readonly Column[];
  /** Of the steps that are part of the model. */
  readonly kept: readonly Column[];
  readonly steps: readonly Column[];
  /** Of season and kept steps. */
  readonly base: Basis;
  /** What the base leaves of values and steps. */
  readonly left: { readonly values: Column; readonly steps: readonly Column[] };
  readonly rho: number;
  /** The smallest variance of an error that is believed. */
  readonly least: number;
}

function whiteModel(
  { series, season, moments }: ModelInput,
  selected: readonly number[],
  steps: readonly Column[],
): WhiteModel {
  const kept = selected.flatMap((index) => moments[index]?.column ?? []);
  const last = selected.at(-1);
  const around = last === undefined ? [] : [last - 1, last + 1].flatMap((index) => moments[index]?.column ?? []);
  const rho = autocorrelation(series, [...season, ...kept, ...around], 0);
  const { values, columns } = whiten(series, [...season, ...kept, ...steps], rho);
  const taken = season.length + kept.length;
  const base = basisOf(columns.slice(0, taken));
  const white = columns.slice(taken);
  return {
    values,
    season: columns.slice(0, season.length),
    kept: columns.slice(season.length, taken),
    steps: white,
    base,
    left: { values: leftOver(values, base.vectors), steps: white.map((column) => leftOver(column, base.vectors)) },
    rho,
    least: series.least * (1 - rho * rho),
  };
}

/** A step that is not part of the model, with those next to it. */
function estimateBeside(white: WhiteModel, index: number, beside: readonly number[]): Estimate | null {
  const { left, base } = white;
  const column = left.steps[index];
  if (column === undefined) return null;
  const local = basisOf(beside.flatMap((each) => left.steps[each] ?? []));
  const taken = base.vectors.length + local.vectors.length;
  return corrected(coefficientOf(left.values, column, local), taken, white, leftOver(column, local.vectors));
}

/** A step that is part of the model, with those next to it. */
function estimateWithin(white: WhiteModel, at: number, beside: readonly number[]): Estimate | null {
  const { values, season, kept, steps } = white;
  const column = kept[at];
  if (column === undefined) return null;
  const without = basisOf([...season, ...kept.filter((_, each) => each !== at)]);
  const local = extendBasis(
    without,
    beside.flatMap((each) => steps[each] ?? []),
  );
  const own = leftOver(column, local.vectors);
  return corrected(coefficientOf(values, column, local), local.vectors.length, white, own);
}

/** The estimate with the degrees of the whole model, the variance that views alone give, and an estimated ρ. */
function corrected(
  estimate: Estimate | null,
  taken: number,
  { values, least, rho }: WhiteModel,
  own: Column,
): Estimate | null {
  const degrees = values.length - taken - 1;
  if (estimate === null || degrees < FEWEST_DEGREES) return null;
  const se = estimate.se * Math.sqrt(estimate.degrees / degrees);
  return {
    value: estimate.value,
    se: Math.max(se, Math.sqrt(least / dot(own, own))) * growthByRho(rho, degrees),
    degrees,
  };
}
