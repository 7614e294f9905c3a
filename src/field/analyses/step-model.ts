import { autocorrelation, coefficientOf, growthByRho, whiten, type Estimate } from '../../stats/autoregression.ts';
import { basisOf, dot, extendBasis, leftOver, type Basis, type Column } from '../../stats/least-squares.ts';
import type { Moment } from './moments.ts';
import type { Placebo } from './placebo-times.ts';
import type { WeightedSeries } from './weighted-series.ts';

/** Beside what the model takes, so many stretches must be left. */
export const FEWEST_DEGREES = 8;

/** What a model of a timeline says. */
export interface StepModel {
  /** The step of each moment; null if the data cannot say. */
  readonly estimates: readonly (Estimate | null)[];
  /** Steps of times without a deploy over their standard errors. */
  readonly placebos: readonly number[];
  readonly rho: number;
}

/** What steps are estimated from. */
export interface ModelInput {
  readonly series: WeightedSeries;
  /** Season, covariates, a trend: what is in the model whatever the step. */
  readonly common: readonly Column[];
  readonly moments: readonly Moment[];
  readonly placebos: readonly Placebo[];
}

/** @param selected the moments whose steps are part of the model when others are looked at */
export function fitModel(input: ModelInput, selected: readonly number[]): StepModel {
  const steps = input.moments.map(({ column }) => column);
  const rho = rhoOf(input, selected);
  const white = whiteModel(input, selected, { steps: [...steps, ...input.placebos.flatMap(columnsOf)], rho });
  const free = (indices: readonly number[]): number[] =>
    indices.filter((each) => each >= 0 && each < steps.length && !selected.includes(each));
  let next = steps.length;
  return {
    estimates: steps.map((_, index) => {
      const beside = free([index - 1, index + 1]);
      const at = selected.indexOf(index);
      return at < 0 ? estimateBeside(white, index, beside) : estimateWithin(white, white.common.length + at, beside);
    }),
    placebos: input.placebos.flatMap(({ beside, between }) => {
      const own = next;
      next += 1 + beside.length;
      const estimate = estimateBeside(white, own, [...free(between), ...beside.map((__, index) => own + 1 + index)]);
      return estimate === null ? [] : [statisticOf(estimate)];
    }),
    rho,
  };
}

const columnsOf = ({ column, beside }: Placebo): Column[] => [column, ...beside];

/**
 * The coefficients of common columns in the model of the last of the selected moments, by their place; null if a column says
 * nothing that the others do not say.
 *
 * @param rho what `fitModel` found with these
 */
export function fitCommon(
  input: ModelInput,
  selected: readonly number[],
  { places, rho }: { readonly places: readonly number[]; readonly rho: number },
): (Estimate | null)[] {
  const steps = input.moments.map(({ column }) => column);
  const white = whiteModel(input, selected, { steps, rho });
  const last = selected.at(-1) ?? Number.NaN;
  const beside = [last - 1, last + 1].filter((each) => each in steps && !selected.includes(each));
  return places.map((place) => estimateWithin(white, place, beside));
}

/** How many standard errors a step is from 0. */
export const statisticOf = ({ value, se }: Estimate): number => value / se;

/** Values and columns with independent errors. */
interface WhiteModel {
  readonly values: Column;
  readonly common: readonly Column[];
  /** Of the steps that are part of the model. */
  readonly kept: readonly Column[];
  readonly steps: readonly Column[];
  /** Of common columns and kept steps. */
  readonly base: Basis;
  /** What the base leaves of values and steps. */
  readonly left: { readonly values: Column; readonly steps: readonly Column[] };
  readonly rho: number;
  /** The smallest variance of an error that is believed. */
  readonly least: number;
}

/** The likeliest, with the steps on both sides of the one that was taken last. */
function rhoOf({ series, common, moments }: ModelInput, selected: readonly number[]): number {
  const last = selected.at(-1) ?? Number.NaN;
  const steps = [...selected, last - 1, last + 1].flatMap((index) => moments[index]?.column ?? []);
  return autocorrelation(series, [...common, ...steps], 0);
}

function whiteModel(
  { series, common, moments }: ModelInput,
  selected: readonly number[],
  { steps, rho }: { readonly steps: readonly Column[]; readonly rho: number },
): WhiteModel {
  const kept = selected.flatMap((index) => moments[index]?.column ?? []);
  const { values, columns } = whiten(series, [...common, ...kept, ...steps], rho);
  const taken = common.length + kept.length;
  const base = basisOf(columns.slice(0, taken));
  const white = columns.slice(taken);
  return {
    values,
    common: columns.slice(0, common.length),
    kept: columns.slice(common.length, taken),
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

/** A common column or a step that is part of the model, by its place among both, with the steps next to it. */
function estimateWithin(white: WhiteModel, place: number, beside: readonly number[]): Estimate | null {
  const { values, common, kept, steps } = white;
  const within = [...common, ...kept];
  const column = within[place];
  if (column === undefined) return null;
  const without = basisOf(within.filter((_, each) => each !== place));
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
