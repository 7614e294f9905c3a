import { percentileOf } from '../../stats/clustered-quantile.ts';
import type { Cap, Distribution } from '../questions/rows.ts';

/** A value counts at most as this percentile, so that a few visitors with very slow devices do not make a step. */
const CAPPED_FROM = 98;

/** None without values. */
export function capOf({ route, device, by, path, values }: Distribution): Cap[] {
  const value = percentileOf(values, CAPPED_FROM);
  return value === undefined ? [] : [{ route, device, by, path, value }];
}
