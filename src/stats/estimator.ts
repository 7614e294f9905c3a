import { studentQuantile } from './distributions.ts';
import { median, sum } from './numbers.ts';
import { MIN_BLOCKS } from './plan.ts';
import { blockResiduals, MAD_TO_SIGMA } from './scores.ts';
import { mapSeries, valuesOf, withinBlockDifferences, zipBlocks } from './series.ts';
import type { Series } from './series.ts';

/** What one visit weighs in every estimate made from a fit. */
interface VisitWeight {
  readonly head: boolean;
  /** Huber's weight, 0…1. */
  readonly weight: number;
  /** The effect of any part is Σ coefficient · value. */
  readonly coefficient: number;
}

/** The weights of a campaign, found from the total alone and shared by all its parts: so estimates add as parts do. */
export interface Fit {
  readonly visits: readonly (readonly VisitWeight[])[];
  /** Squared standard errors are multiplied by this: degrees of freedom, and the weight that outliers lost. */
  readonly inflation: number;
  /** The t quantile of a 95 % interval. */
  readonly quantile: number;
}

/** The robust mean of each side; 0 for a side that was never visited. In the values' unit. */
export interface Levels {
  readonly base: number;
  readonly head: number;
}

/** The change from base to head, head − base, with its standard error and 95 % t interval. In the values' unit. */
export interface Effect {
  readonly effect: number;
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

const HUBER = 1.5;
const CONFIDENCE = 0.95;
/** The median of a block of four takes part of the noise with it: its residuals spread 1.25 times too little. */
export const BLOCK_OF_FOUR = 1.25;

/**
 * Huber's M-estimator of a shift with block fixed effects, one reweighting from the within-block median difference
 * (Huber & Ronchetti 2009, ch. 7). Throws below 3 blocks.
 */
export function fitEffect(total: Series): Fit {
  if (total.length < MIN_BLOCKS) throw new RangeError(`an effect takes ${MIN_BLOCKS} blocks, not ${total.length}`);
  const weighted = weigh(total, median(withinBlockDifferences(total)));
  const contrasts = weighted.map(contrast);
  const scale = sum(contrasts.flat().map((visit) => (visit.head ? visit.coefficient : 0)));
  const visits = contrasts.map((block) => block.map((visit) => ({ ...visit, coefficient: visit.coefficient / scale })));
  return { visits, ...precision(visits) };
}

/** The same weights where every visit is on head: `head` is their weighted mean. */
export function fitLevel(total: Series): Fit {
  const weighted = weigh(total, 0);
  const scale = sum(weighted.flat().map((visit) => visit.weight));
  const visits = weighted.map((block) => block.map((visit) => ({ ...visit, coefficient: visit.weight / scale })));
  return { visits, ...precision(visits) };
}

/** The level of either side, of the total or a part: head − base is the effect. Throws if the shapes differ. */
export function levels(fit: Fit, part: Series): Levels {
  let base = 0;
  let head = 0;
  for (const [{ coefficient }, visit] of zipBlocks(fit.visits, part).flat())
    if (visit.head) head += coefficient * visit.value;
    else base -= coefficient * visit.value;
  return { base, head };
}

/** The change of the total or a part, with a sandwich standard error (White 1980) inflated for the weights' own cost. */
export function effect(fit: Fit, part: Series): Effect {
  const { base, head } = levels(fit, part);
  const change = head - base;
  const unexplained = zipBlocks(
    fit.visits,
    mapSeries(part, (value, onHead) => value - (onHead ? change : 0)),
  );
  const variance = sum(unexplained.map((block) => blockVariance(block)));
  const se = Math.sqrt(variance * fit.inflation);
  return { effect: change, se, low: change - fit.quantile * se, high: change + fit.quantile * se };
}

/** Huber's weights of the residuals that are left when `shift` is taken off head. */
function weigh(total: Series, shift: number): { head: boolean; weight: number }[][] {
  const residuals = blockResiduals(mapSeries(total, (value, head) => value - (head ? shift : 0)));
  const scale = MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs)) + 1e-9;
  return residuals.map((block) =>
    block.map(({ head, value }) => ({ head, weight: Math.min(1, (HUBER * scale) / Math.max(Math.abs(value), 1e-9)) })),
  );
}

/** Weights times the head indicator, centred in its block: what makes the block's own level cancel. */
function contrast(block: readonly { readonly head: boolean; readonly weight: number }[]): VisitWeight[] {
  const headShare =
    sum(block.map((visit) => (visit.head ? visit.weight : 0))) / sum(block.map((visit) => visit.weight));
  return block.map(({ head, weight }) => ({ head, weight, coefficient: weight * ((head ? 1 : 0) - headShare) }));
}

function precision(visits: Fit['visits']): Pick<Fit, 'inflation' | 'quantile'> {
  const all = visits.flat();
  const degrees = all.length - visits.length - 1;
  const full = all.filter((visit) => visit.weight === 1).length / all.length;
  return { inflation: all.length / degrees / full, quantile: studentQuantile(CONFIDENCE, degrees) };
}

/** Σ (coefficient · residual)² of one block, residuals from the block's weighted mean. */
function blockVariance(block: readonly (readonly [VisitWeight, { readonly value: number }])[]): number {
  const weights = sum(block.map(([{ weight }]) => weight));
  const mean = sum(block.map(([{ weight }, { value }]) => weight * value)) / weights;
  return sum(block.map(([{ coefficient }, { value }]) => (coefficient * (value - mean)) ** 2));
}
