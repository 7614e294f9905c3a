import {
  autocorrelation,
  coefficientOf,
  growthByRho,
  whiten,
  type Estimate,
  type TimedSeries,
} from '../../stats/autoregression.ts';
import { basisOf, dot, extendBasis, leftOver, type Column } from '../../stats/least-squares.ts';
import { studentQuantile } from '../../stats/distributions.ts';
import { nullSpread } from '../../stats/placebo.ts';
import { seasonOf } from './season.ts';
import type { TimedDeploy, Timeline } from './timeline.ts';

/** The step at one deploy, in the integers of the series. */
export type StepEstimate =
  | {
      readonly outcome: 'estimated';
      readonly deploy: TimedDeploy;
      readonly estimate: Estimate;
      /** How much wider steps spread where nothing happened than the model says; at least 1. */
      readonly spread: number;
      /** Steps of times without a deploy over their standard errors. */
      readonly placebos: readonly number[];
      /** Whether the step is that of several deploys together. */
      readonly together: boolean;
    }
  | {
      readonly outcome: 'no-data-before' | 'no-data-after' | 'too-few-data';
      readonly deploy: TimedDeploy;
    };

type Fitted = Pick<Extract<StepEstimate, { outcome: 'estimated' }>, 'estimate' | 'spread' | 'placebos'>;

/** Deploys with less than one stretch of time between them are one. */
interface Moment {
  readonly members: readonly number[];
  readonly column: Column;
}

/** Fewer statistics do not say how far they spread. */
const FEWEST_FOR_SPREAD = 8;
/** Beside what the model takes, so many stretches must be left. */
const FEWEST_DEGREES = 8;
/** Steps that are larger than this among all of their series are part of the model when others are looked at. */
const SELECTED_RISK = 0.001;
const MOST_SELECTED = 8;

/** The step of every deploy of the timeline. */
export function estimateSteps(timeline: Timeline): StepEstimate[] {
  const moments = momentsOf(timeline);
  const fitted = fitSteps(timeline, moments);
  return timeline.deploys.map((deploy, index): StepEstimate => {
    const at = moments.findIndex(({ members }) => members.includes(index));
    const own = fitted[at];
    const outcome = own === undefined || own === null ? missing(timeline, index) : null;
    if (outcome !== null || own === undefined || own === null) return { outcome: outcome ?? 'too-few-data', deploy };
    return { outcome: 'estimated', deploy, ...own, together: (moments[at]?.members.length ?? 1) > 1 };
  });
}

function missing({ points }: Timeline, index: number): 'no-data-before' | 'no-data-after' | 'too-few-data' {
  const served = points.reduce((total, { doses }) => total + (doses[index] ?? 0), 0);
  if (points.length - served < 1) return 'no-data-before';
  return served < 1 ? 'no-data-after' : 'too-few-data';
}

function momentsOf({ points, deploys }: Timeline): Moment[] {
  const moments: { members: number[]; column: Column }[] = [];
  for (const index of deploys.keys()) {
    const column = Float64Array.from(points, ({ doses }) => doses[index] ?? 0);
    const served = total(column);
    if (served < 1 || points.length - served < 1) continue;
    const before = moments.at(-1);
    if (before !== undefined && total(before.column) - served < 1) {
      before.members.push(index);
      before.column = column;
    } else moments.push({ members: [index], column });
  }
  return moments;
}

const total = (column: Column): number => column.reduce((sum, value) => sum + value, 0);

/**
 * Each step is that of the model: season, steps that stand out, the steps of the deploys on both sides, and its own, with
 * AR(1) errors. So it compares what was served between this deploy and the next with what was served since the one
 * before, while the noise is learnt from the whole window.
 */
function fitSteps(timeline: Timeline, moments: readonly Moment[]): (Fitted | null)[] {
  const { points } = timeline;
  const season = seasonOf(timeline);
  if (points.length < season.length + 3 + FEWEST_DEGREES) return moments.map(() => null);
  const series = seriesOf(timeline, season);
  const selected: number[] = [];
  let model = modelOf(timeline, series, season, moments, selected);
  for (;;) {
    const next = largest(model.estimates, selected);
    if (next === null || selected.length >= MOST_SELECTED) break;
    const trial = modelOf(timeline, series, season, moments, [...selected, next]);
    const found = trial.estimates[next];
    if (found === undefined || found === null || !isLarge(found, moments.length)) break;
    selected.push(next);
    model = trial;
  }
  const quiet = model.estimates.filter((_, index) => !selected.includes(index)).flatMap((each) => statisticOf(each));
  const spread = Math.max(1, spreadOf(quiet), spreadOf(model.placebos));
  return model.estimates.map((estimate) => (estimate === null ? null : { estimate, spread, placebos: model.placebos }));
}

const spreadOf = (statistics: readonly number[]): number =>
  statistics.length < FEWEST_FOR_SPREAD ? 1 : nullSpread(statistics);

function isLarge({ value, se, degrees }: Estimate, among: number): boolean {
  return Math.abs(value) > studentQuantile(1 - SELECTED_RISK / among, degrees) * se;
}

function largest(estimates: readonly (Estimate | null)[], but: readonly number[]): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [index, estimate] of estimates.entries()) {
    const [statistic = 0] = statisticOf(estimate);
    if (but.includes(index) || Math.abs(statistic) <= most) continue;
    best = index;
    most = Math.abs(statistic);
  }
  return best;
}

const statisticOf = (estimate: Estimate | null): number[] => (estimate === null ? [] : [estimate.value / estimate.se]);

interface Model {
  readonly estimates: readonly (Estimate | null)[];
  readonly placebos: readonly number[];
}

function modelOf(
  timeline: Timeline,
  series: WeightedSeries,
  season: readonly Column[],
  moments: readonly Moment[],
  selected: readonly number[],
): Model {
  const steps = moments.map(({ column }) => column);
  const around = selected.length === 0 ? [] : neighbours(selected.at(-1) ?? 0, steps);
  const kept = selected.flatMap((index) => steps[index] ?? []);
  const rho = autocorrelation(series, [...season, ...kept, ...around], 0);
  const times = placeboTimes(timeline, steps);
  const { values, columns } = whiten(series, [...season, ...kept, ...steps, ...times.map(({ column }) => column)], rho);
  const base = basisOf(columns.slice(0, season.length + kept.length));
  const left = (column: Column): Column => leftOver(column, base.vectors);
  const rest = columns.slice(season.length + kept.length).map(left);
  const own = left(values);
  const least = series.least * (1 - rho * rho);
  const degreesTaken = base.vectors.length;
  const estimateOf = (column: Column | undefined, beside: readonly number[]): Estimate | null => {
    if (column === undefined) return null;
    const local = extendBasis(
      { vectors: [], logDeterminant: 0 },
      beside.flatMap((index) => rest[index] ?? []),
    );
    return corrected(coefficientOf(own, column, local, 0), local.vectors.length + degreesTaken, own.length, {
      least,
      rho,
      column,
      vectors: local.vectors,
    });
  };
  return {
    estimates: steps.map((column, index) => {
      const beside = [index - 1, index + 1].filter(
        (each) => each >= 0 && each < steps.length && !selected.includes(each),
      );
      if (!selected.includes(index)) return estimateOf(rest[index], beside);
      const others = season.length + selected.indexOf(index);
      const without = basisOf(columns.slice(0, season.length + kept.length).filter((_, at) => at !== others));
      const local = extendBasis(
        without,
        beside.flatMap((each) => columns[season.length + kept.length + each] ?? []),
      );
      const white = columns[others];
      if (white === undefined || column.length === 0) return null;
      return corrected(coefficientOf(values, white, local, 0), local.vectors.length, values.length, {
        least,
        rho,
        column: white,
        vectors: local.vectors,
      });
    }),
    placebos: times.flatMap(({ between }, index) =>
      statisticOf(
        estimateOf(
          rest[steps.length + index],
          between.filter((each) => !selected.includes(each)),
        ),
      ),
    ),
  };
}

interface Correction {
  /** The smallest variance of an error that is believed. */
  readonly least: number;
  readonly rho: number;
  readonly column: Column;
  readonly vectors: readonly Column[];
}

/** The estimate with the degrees of the whole model, the variance that views alone give, and an estimated ρ. */
function corrected(
  estimate: Estimate | null,
  taken: number,
  n: number,
  { least, rho, column, vectors }: Correction,
): Estimate | null {
  const degrees = n - taken - 1;
  if (estimate === null || degrees < FEWEST_DEGREES) return null;
  const own = leftOver(column, vectors);
  const se = estimate.se * Math.sqrt(estimate.degrees / degrees);
  return {
    value: estimate.value,
    se: Math.max(se, Math.sqrt(least / dot(own, own))) * growthByRho(rho, degrees),
    degrees,
  };
}

function neighbours(index: number, steps: readonly Column[]): Column[] {
  return [index - 1, index + 1].flatMap((each) => steps[each] ?? []);
}

interface Placebo {
  readonly column: Column;
  /** The deploys before and after it. */
  readonly between: readonly number[];
}

/** Every beginning of a stretch without a deploy in it or in the stretch before. */
function placeboTimes({ points }: Timeline, steps: readonly Column[]): Placebo[] {
  const isSteady = (index: number): boolean =>
    steps.every((step) => step[index] === step[index - 1] && Number.isInteger(step[index] ?? 0));
  const placebos: Placebo[] = [];
  for (let at = 2; at < points.length - 1; at += 1) {
    if (!isSteady(at)) continue;
    const after = steps.findIndex((step) => (step[at] ?? 0) < 0.5);
    const next = after < 0 ? steps.length : after;
    placebos.push({
      column: Float64Array.from(points, (_, index) => (index >= at ? 1 : 0)),
      between: [next - 1, next].filter((each) => each >= 0 && each < steps.length),
    });
  }
  return placebos;
}

interface WeightedSeries extends TimedSeries {
  /** The smallest variance that an error of these weights can have: that of the views alone. */
  readonly least: number;
}

/**
 * Weights are the inverse variances of the means: that of the views in a stretch, and what stretches vary beyond that, by
 * the method of moments (DerSimonian & Laird 1986). Where all is explained by the views, their number weighs.
 */
function seriesOf({ points, within }: Timeline, season: readonly Column[]): WeightedSeries {
  const values = Float64Array.from(points, ({ mean }) => mean);
  const times = points.map(({ time }) => time);
  const byViews = points.map(({ n }) => n / within);
  const { values: scaled, columns } = whiten({ times, weights: byViews, values }, season, 0);
  const basis = basisOf(columns);
  const rest = leftOver(scaled, basis.vectors);
  const degrees = values.length - basis.vectors.length;
  const excess =
    Math.max(0, dot(rest, rest) - degrees) / Math.max(1, sum(byViews) - sum(byViews.map((w) => w * w)) / sum(byViews));
  const weights = byViews.map((weight) => 1 / (excess + 1 / weight));
  const least = Math.min(
    1,
    sum(points.map((_, index) => (weights[index] ?? 0) / (byViews[index] ?? 1))) / points.length,
  );
  return { times, weights, values, least };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
