import type { Unit } from '../../../model/metric.ts';
import { changeAlone, quantity } from '../../../report/words/format.ts';
import { ticksOf, type Scale } from './scale.ts';

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
  const ticks = ticksOf(scale, MOST);
  return ticks.map((at) => {
    const others = ticks.filter((tick) => tick !== at);
    const text = isSigned
      ? changeAlone({ value: at, low: null, high: null }, unit, others)
      : quantity(at, unit, others);
    return { at, text: at === 0 ? '0' : text };
  });
}
