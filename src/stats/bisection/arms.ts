import { studentQuantile } from '../distributions.ts';
import { BLOCK_OF_FOUR, type Effect } from '../estimator.ts';
import { median, sum } from '../numbers.ts';
import { MAD_TO_SIGMA } from '../scores.ts';
import { solve } from './linear.ts';

/** One visit on one of several deploys, which are numbered from base (0) to head. */
export interface ArmVisit {
  readonly arm: number;
  /** ms, or the score for CLS. */
  readonly value: number;
}

/** Consecutive visits on some of the arms, in the order they were made. */
export type ArmBlock = readonly ArmVisit[];

/** The change from one arm to another, and how many standard errors it is above 0. */
export interface Contrast extends Effect {
  readonly t: number;
  readonly degrees: number;
}

/** How often an arm's level is taken into a sum of levels. */
export interface ArmShare {
  readonly arm: number;
  readonly share: number;
}

/** What each arm adds to its blocks; contrasts of neighbours sum to the whole exactly. */
export interface ArmFit {
  readonly has: (arm: number) => boolean;
  /** Σ share · level, for shares that sum to 0: with another sum the level of the blocks would be in it. */
  readonly combination: (shares: readonly ArmShare[]) => Contrast;
  readonly contrast: (from: number, to: number) => Contrast;
}

const HUBER = 1.5;
const CONFIDENCE = 0.95;
/** Enough for medians of a few arms to settle. */
const SWEEPS = 6;

interface Residual {
  readonly arm: number;
  readonly value: number;
  readonly residual: number;
}

/**
 * What is left of each visit when the medians of its block and of its arm are taken out, in turn: median polish (Tukey
 * 1977, ch. 11), which outliers do not move.
 */
export function polish(blocks: readonly ArmBlock[]): Residual[][] {
  const visits = blocks.map((block) => block.map((visit) => ({ ...visit, residual: visit.value })));
  const arms = Map.groupBy(visits.flat(), ({ arm }) => arm);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const block of visits) takeMedian(block);
    for (const group of arms.values()) takeMedian(group);
  }
  return visits;
}

function takeMedian(group: readonly { residual: number }[]): void {
  const centre = median(group.map(({ residual }) => residual));
  for (const visit of group) visit.residual -= centre;
}

/** The robust standard deviation of one visit. */
export function scaleOf(residuals: readonly (readonly Residual[])[]): number {
  return MAD_TO_SIGMA * BLOCK_OF_FOUR * median(residuals.flat().map(({ residual }) => Math.abs(residual))) + 1e-9;
}

/**
 * The intra-block analysis of an incomplete block design (Yates 1936) with one Huber weight per visit: the estimator of
 * the gate's differences for any number of arms. Throws if blocks do not connect all arms, or leave no freedom.
 */
export function fitArms(blocks: readonly ArmBlock[]): ArmFit {
  const residuals = polish(blocks);
  const scale = scaleOf(residuals);
  const arms = [...new Set(blocks.flat().map(({ arm }) => arm))].toSorted((a, b) => a - b);
  const place = new Map(arms.slice(1).map((arm, index) => [arm, index]));
  const visits = residuals.map((block) =>
    block.map(({ arm, value, residual }) => ({
      column: place.get(arm) ?? -1,
      value,
      weight: Math.min(1, (HUBER * scale) / Math.max(Math.abs(residual), 1e-9)),
    })),
  );
  const size = arms.length - 1;
  const designs = visits.map((block) => centred(block, size));
  const matrix = normalMatrix(designs, size);
  const all = visits.flat();
  const degrees = all.length - blocks.length - size;
  const inflation = all.length / degrees / (all.filter(({ weight }) => weight === 1).length / all.length);
  const combination = (shares: readonly ArmShare[]): Contrast => {
    const wanted = Array.from({ length: size }, (_, column) =>
      sum(shares.map(({ arm, share }) => (place.get(arm) === column ? share : 0))),
    );
    return contrastOf(designs, solve(matrix, wanted), { degrees, inflation, fitted: effectsOf(designs, matrix, size) });
  };
  return { has: (arm) => arms.includes(arm), combination, contrast: (from, to) => combination(step(from, to)) };
}

/** The shares of a change from one arm to another. */
export function step(from: number, to: number): ArmShare[] {
  return [
    { arm: to, share: 1 },
    { arm: from, share: -1 },
  ];
}

interface DesignRow {
  readonly weight: number;
  /** Minus the weighted mean of the block. */
  readonly value: number;
  /** The arm's indicator minus its weighted mean in the block. */
  readonly row: readonly number[];
}

function centred(
  block: readonly { readonly column: number; readonly value: number; readonly weight: number }[],
  size: number,
): DesignRow[] {
  const weights = sum(block.map(({ weight }) => weight));
  const mean = sum(block.map(({ weight, value }) => weight * value)) / weights;
  const shares = Array.from(
    { length: size },
    (_, column) => sum(block.map((visit) => (visit.column === column ? visit.weight : 0))) / weights,
  );
  return block.map(({ column, value, weight }) => ({
    weight,
    value: value - mean,
    row: shares.map((share, index) => (index === column ? 1 : 0) - share),
  }));
}

type Designs = readonly (readonly DesignRow[])[];

function normalMatrix(designs: Designs, size: number): number[][] {
  const rows = designs.flat();
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (__, j) => sum(rows.map(({ weight, row }) => weight * (row[i] ?? 0) * (row[j] ?? 0)))),
  );
}

/** What each arm but the first adds to the first. */
function effectsOf(designs: Designs, matrix: readonly (readonly number[])[], size: number): number[] {
  const rows = designs.flat();
  const right = Array.from({ length: size }, (_, i) =>
    sum(rows.map(({ weight, value, row }) => weight * value * (row[i] ?? 0))),
  );
  return solve(matrix, right);
}

interface Precision {
  readonly degrees: number;
  readonly inflation: number;
  readonly fitted: readonly number[];
}

/** With the sandwich standard error (White 1980). */
function contrastOf(
  designs: Designs,
  direction: readonly number[],
  { degrees, inflation, fitted }: Precision,
): Contrast {
  const rows = designs.flat().map(({ weight, value, row }) => ({
    coefficient: weight * dot(row, direction),
    value,
    unexplained: value - dot(row, fitted),
  }));
  const effect = sum(rows.map(({ coefficient, value }) => coefficient * value));
  const variance = sum(rows.map(({ coefficient, unexplained }) => (coefficient * unexplained) ** 2));
  const se = Math.sqrt(variance * inflation) + 1e-9;
  const reach = studentQuantile(CONFIDENCE, degrees) * se;
  return { effect, se, low: effect - reach, high: effect + reach, t: effect / se, degrees };
}

function dot(left: readonly number[], right: readonly number[]): number {
  return sum(left.map((value, index) => value * (right[index] ?? 0)));
}
