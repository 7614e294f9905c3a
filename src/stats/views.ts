import { median } from './numbers.ts';
import { blockScores, gridScores } from './scores.ts';
import { mapSeries, valuesOf } from './series.ts';
import type { Series } from './series.ts';
import { constantsOf, type DecisionVersion } from './versions.ts';

/**
 * What is being compared, and the smallest step it can change by.
 * `time`: a whole LCP or INP in ms, always above 0, so that a relative change is a shift of its logarithm.
 * `part`: a phase, layer or script in ms, which may be 0. `score`: CLS and its parts. `size`: bytes and their parts.
 */
export interface Quantity {
  readonly kind: 'time' | 'part' | 'score' | 'size';
  readonly step: number;
}

/** How much slower head may be: a fraction of base (0.05 is 5 %), or an amount in the quantity's own unit. */
export type Tolerance =
  | { readonly kind: 'relative'; readonly fraction: number }
  | { readonly kind: 'absolute'; readonly amount: number };

/** Floors the scale where an exact quantity has a median of 0. */
const SMALLEST_FLOOR = 1e-9;

/** Scores for "head is slower at all": outliers ignored, so that one bad visit can neither make nor hide a difference. */
export function zeroScores(series: Series, quantity: Quantity, version?: DecisionVersion): Series {
  if (isExact(quantity)) return gridScores(series, quantity.step);
  const shape = { clip: constantsOf(version).clip, redescending: true };
  return quantity.kind === 'time'
    ? blockScores(logView(series, 0), { ...shape, floor: logFloor(series, quantity.step) })
    : blockScores(series, { ...shape, floor: rawFloor(quantity) });
}

/** Scores for "head is slower by more than the tolerance": head is shifted by it, so that this reads "head > base". */
export function toleranceScores(
  series: Series,
  quantity: Quantity,
  tolerance: Tolerance,
  version?: DecisionVersion,
): Series {
  if (isExact(quantity)) return gridScores(exactView(series, quantity, tolerance), quantity.step);
  const options = { ...shapeOf(version), floor: rawFloor(quantity) };
  if (tolerance.kind === 'absolute') return blockScores(rawView(series, tolerance.amount), options);
  return quantity.kind === 'time'
    ? logScores(logView(series, Math.log1p(tolerance.fraction)), logFloor(series, quantity.step), version)
    : blockScores(ratioView(series, tolerance.fraction), options);
}

/** Scores for "head is slower", of logarithms and the floor of their scale. */
export function logScores(logs: Series, floor: number, version?: DecisionVersion): Series {
  return blockScores(logs, { ...shapeOf(version), floor });
}

/** Of the scores that a tolerance is tested by. */
function shapeOf(version: DecisionVersion | undefined) {
  const { clip, ignoresOutliersOfTolerances } = constantsOf(version);
  return { clip, redescending: ignoresOutliersOfTolerances };
}

/** Half the step of the values, on the log scale. */
export function logFloor(series: Series, step: number): number {
  return Math.max((0.5 * step) / median(valuesOf(series)), SMALLEST_FLOOR);
}

function rawFloor({ step }: Quantity): number {
  return 0.5 * step;
}

/** ln x, with `shift` taken off head. Throws on values that have no logarithm. */
export function logView(series: Series, shift: number): Series {
  const logs = mapSeries(series, (value) => {
    if (!(value > 0)) throw new RangeError(`a whole metric of ${value} ms`);
    return Math.log(value);
  });
  return shiftHead(logs, shift);
}

/** The same with `shift` taken off head. */
export function shiftHead(series: Series, shift: number): Series {
  return mapSeries(series, (value, head) => value - (head ? shift : 0));
}

function ratioView(series: Series, fraction: number): Series {
  return mapSeries(series, (value, head) => (head ? value / (1 + fraction) : value));
}

function rawView(series: Series, amount: number): Series {
  return mapSeries(series, (value, head) => (head ? value - amount : value));
}

/** Whether every size of a value means something, however rare it is. */
function isExact({ kind }: Quantity): boolean {
  return kind === 'score' || kind === 'size';
}

function exactView(series: Series, { kind }: Quantity, tolerance: Tolerance): Series {
  if (tolerance.kind === 'absolute') return rawView(series, tolerance.amount);
  if (kind === 'score') throw new RangeError('a score has no relative tolerance');
  return ratioView(series, tolerance.fraction);
}
