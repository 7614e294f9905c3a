import type { ArmSums } from './arms.ts';
import { choices } from './drawable.ts';
import { CONFIDENCE, FEWEST, FEWEST_FOR_ERRORS, FEWEST_OF_AN_ARM } from './effect.ts';
import { increasingRoot, noncentralStudentUpper, studentUpperQuantile } from './student.ts';

/** Two arms by cluster (session or user): A/B, or a holdback with a small share of control. */
interface ArmsPower {
  readonly kind: 'arms';
  /** New clusters a day, of both arms together. */
  readonly clustersPerDay: number;
  /** Of control, between 0 and 1. */
  readonly controlShare: number;
  /** Of one cluster's linearised value: `linearisedVariance`. */
  readonly variance: number;
}

interface DifferencePower {
  readonly kind: 'did';
  readonly treated: number;
  readonly control: number;
  readonly variance: DaysVariance;
}

interface SwitchbackPower {
  readonly kind: 'switchback';
  /** Draws a day: pairs of periods, times the regions unless these switch together. */
  readonly blocksPerDay: number;
  /** Of the difference of the two periods of a block. */
  readonly variance: number;
}

export type PowerDesign = ArmsPower | DifferencePower | SwitchbackPower;

/** The variance of a cluster's change between two periods of so many days: `fixed + perDay / days`. */
interface DaysVariance {
  readonly fixed: number;
  readonly perDay: number;
}

export interface PowerTerms {
  /** 0.8 unless given. */
  readonly power?: number;
  /** Two-sided; 0.05 unless given. Divide it by the number of arms that are compared with control. */
  readonly risk?: number;
}

export interface Detectable {
  /** In the outcome's unit. */
  readonly effect: number;
  readonly se: number;
  readonly degrees: number;
}

const POWER = 0.8;
/** Ten years: what takes longer is not run. */
const MOST_DAYS = 3650;

/**
 * The variance σ² over clusters of `y − r m`, divided by the square of the mean m: the ratio r = Σy/Σm of G clusters has the
 * variance σ²/G. How alike the views of a cluster are is in it. Where each has one view it is the variance of y.
 */
export function linearisedVariance({ clusters, m, y, yy, ym, mm }: ArmSums): number {
  const mean = y / m;
  const squares = Math.max(0, yy - 2 * mean * ym + mean * mean * mm);
  return ((clusters / m) ** 2 * squares) / (clusters - 1);
}

/** The parts of a variance that was `short` between periods of one day, and `long` between periods of `days` > 1 days. */
export function daysVariance(short: number, long: number, days: number): DaysVariance {
  const perDay = Math.min(short, Math.max(0, (short - long) / (1 - 1 / days)));
  return { fixed: Math.max(0, short - perDay), perDay };
}

/**
 * The smallest effect that is found with the asked power after so many days: noncentral t, as R's `power.t.test`. Null where
 * there are too few clusters, or so few assignments that none can be rejected.
 */
export function minimumDetectable(design: PowerDesign, days: number, terms: PowerTerms = {}): Detectable | null {
  const { power = POWER, risk = 1 - CONFIDENCE } = terms;
  const error = errorOf(design, days, risk);
  if (error === null) return null;
  const limit = studentUpperQuantile(risk / 2, error.degrees);
  const noncentrality = increasingRoot((at) => noncentralStudentUpper(limit, error.degrees, at) - power);
  return { effect: noncentrality * error.se, ...error };
}

/** How likely an effect of this size is found after so many days, in the right direction; null as above. */
export function powerOf(
  design: PowerDesign,
  days: number,
  effect: number,
  { risk = 1 - CONFIDENCE }: PowerTerms = {},
): number | null {
  const error = errorOf(design, days, risk);
  if (error === null) return null;
  if (error.se === 0) return effect === 0 ? risk / 2 : 1;
  return noncentralStudentUpper(
    studentUpperQuantile(risk / 2, error.degrees),
    error.degrees,
    Math.abs(effect) / error.se,
  );
}

/** The fewest whole days after which an effect of this size is found with the asked power; null if ten years are not enough. */
export function daysNeeded(design: PowerDesign, effect: number, terms: PowerTerms = {}): number | null {
  const isEnough = (days: number): boolean => (powerOf(design, days, effect, terms) ?? 0) >= (terms.power ?? POWER);
  if (!isEnough(MOST_DAYS)) return null;
  let low = 0;
  let high = MOST_DAYS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The standard error that the design has after so many days, and the degrees of freedom of its t. */
function errorOf(design: PowerDesign, days: number, risk: number): Omit<Detectable, 'effect'> | null {
  if (design.kind === 'did')
    return twoMeans(design.control, design.treated, design.variance.fixed + design.variance.perDay / days, risk);
  if (design.kind === 'arms') {
    const clusters = design.clustersPerDay * days;
    return twoMeans(design.controlShare * clusters, (1 - design.controlShare) * clusters, design.variance, risk);
  }
  const blocks = Math.floor(design.blocksPerDay * days);
  if (blocks < FEWEST || 2 / 2 ** blocks > risk) return null;
  return { se: Math.sqrt(design.variance / blocks), degrees: blocks - 1 };
}

function twoMeans(control: number, treated: number, variance: number, risk: number): Omit<Detectable, 'effect'> | null {
  const [few, all] = [Math.floor(Math.min(control, treated)), control + treated];
  if (few < 1 || all < FEWEST) return null;
  const isRandomised = all < FEWEST_FOR_ERRORS || few < FEWEST_OF_AN_ARM;
  // Where arms are of one size, the assignment that exchanges them has a t as large.
  const least = (control === treated ? 2 : 1) / choices(Math.floor(all), few);
  if (isRandomised && least > risk) return null;
  return { se: Math.sqrt(variance * (1 / control + 1 / treated)), degrees: all - 2 };
}
