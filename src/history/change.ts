import type { Limit } from '../model/limit.ts';
import type { Observation } from '../stats/drift/cusum.ts';
import { median } from '../stats/numbers.ts';
import type { EpochSeries } from './epochs.ts';

/** A change against the anchor build with its 95 % interval. */
export interface HistoryChange {
  /** `relative`: a fraction, 0.1 is +10 %; else in the metric's unit. */
  readonly kind: 'relative' | 'absolute';
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** z of a 95 % interval, and of a 95 % bound on one side. */
const INTERVAL_Z = 1.959964;
export const BOUND_Z = 1.644854;

/** A change as a reader knows it, of an estimate on the series' own scale. */
export function changeOf({ scale }: Pick<EpochSeries, 'scale'>, { estimate, error }: Observation): HistoryChange {
  const at = (z: number): number => onReadersScale(scale, estimate + z * error);
  return {
    kind: scale === 'log' ? 'relative' : 'absolute',
    value: at(0),
    low: at(-INTERVAL_Z),
    high: at(INTERVAL_Z),
  };
}

/** The size of a change without an interval. */
export function sizeOf({ scale }: Pick<EpochSeries, 'scale'>, size: number): number {
  return onReadersScale(scale, size);
}

function onReadersScale(scale: EpochSeries['scale'], value: number): number {
  return scale === 'log' ? Math.expm1(value) : value;
}

/** A limit on the change of a series, on its own scale. A percentage is one of the anchor build's level. */
export function limitOnScale(series: Pick<EpochSeries, 'scale' | 'anchors'>, { value, unit }: Limit): number {
  const anchor = median(series.anchors);
  if (series.scale === 'log') return Math.log1p(unit === '%' ? value / 100 : value / anchor);
  return unit === '%' ? (value / 100) * Math.abs(anchor) : value;
}
