import type { Estimate } from '../../stats/autoregression.ts';
import { studentQuantile } from '../../stats/distributions.ts';
import type { FittedInterruption } from './fit-interruption.ts';
import type { Interruption, NoInterruption } from './interruption.ts';
import { FEWEST_PLACEBOS, isRemarkable } from './judge-step.ts';

/** A coefficient with its interval of 95 %, in ms, of CLS in score. */
export interface Coefficient {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly se: number;
}

/** Why an interruption is not established. */
export type NotEstablished =
  | NoInterruption
  /** Another deploy is so near that the step is of both. */
  | 'near-another-deploy'
  /** The share of views with a final differs before and after, so other views are compared. */
  | 'coverage-changed'
  | 'contains-zero'
  /** Fewer than ten earlier times without a deploy. */
  | 'too-few-placebos'
  /** Earlier times without a deploy have steps as large. */
  | 'like-placebos';

const CONFIDENCE = 0.95;

/** Null if it is established: beyond its interval, and not like the steps of earlier times. It was asked for alone. */
export function notEstablished({ outcome }: Interruption, hasCoverageChanged: boolean): NotEstablished | null {
  if ('missing' in outcome) return outcome.missing;
  const { fitted, isTogether } = outcome;
  const { low, high } = coefficientOf(fitted.step, fitted, 1);
  if (hasCoverageChanged) return 'coverage-changed';
  if (isTogether) return 'near-another-deploy';
  if (low <= 0 && high >= 0) return 'contains-zero';
  if (fitted.placebos < FEWEST_PLACEBOS) return 'too-few-placebos';
  return isRemarkable(fitted.rank, fitted.placebos) ? null : 'like-placebos';
}

/** @param unit how many integers of the series are one of the metric's unit */
export function coefficientOf(
  { value, se: own, degrees }: Estimate,
  { spread }: Pick<FittedInterruption, 'spread'>,
  unit: number,
): Coefficient {
  const se = own * spread;
  const error = studentQuantile(CONFIDENCE, degrees) * se;
  return { value: value / unit, low: (value - error) / unit, high: (value + error) / unit, se: se / unit };
}
