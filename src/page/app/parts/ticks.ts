import type { Unit } from '../../../model/metric.ts';
import { changeAlone, quantity } from '../../../report/words/format.ts';
import { ticksOf, type Scale } from '../../data/scale.ts';

/** A value of an axis, and how it is written there. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

/** More of them touch each other on a phone. */
const MOST = 4;

/**
 * Round values of a scale, written as any number of the report but exactly: rounding would move a mark of the axis.
 *
 * @param isSigned whether they are changes: `+50 ms`
 */
export function labelledTicks(scale: Scale, unit: Unit, isSigned = false): Tick[] {
  return ticksOf(scale, MOST).map((at) => {
    // A number that is its own limit is not rounded across it.
    const text = isSigned ? changeAlone({ value: at, low: null, high: null }, unit, [at]) : quantity(at, unit, [at]);
    return { at, text: at === 0 ? '0' : text };
  });
}
