import { normalUpperQuantile } from './distributions.ts';
import { BLOCK_OF_FOUR } from './estimator.ts';
import { EFFICIENCY, POWER_Z } from './noise-floor.ts';
import { median } from './numbers.ts';
import type { Thresholds } from './plan.ts';
import { blockResiduals, MAD_TO_SIGMA } from './scores.ts';
import { mapSeries, valuesOf } from './series.ts';
import type { Series } from './series.ts';
import type { Tolerance } from './views.ts';

/**
 * The smallest increase of a part (a phase, a layer, a script) that is found in 80 % of runs, ms: that of a
 * whole metric (docs/statistics.md#what-a-run-can-see), on the scale of the part, which may be 0 and so has no logarithm. `change` and `base` in ms.
 */
export function smallestChangeMs(
  series: Series,
  about: {
    readonly change: number;
    readonly base: number;
    readonly step: number;
    readonly tolerances: readonly Tolerance[];
    readonly thresholds: Thresholds;
  },
): number {
  const { change, base, step, tolerances, thresholds } = about;
  const residuals = blockResiduals(mapSeries(series, (value, head) => value - (head ? change : 0)));
  const sigma = Math.max(MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs)), step / 2);
  const q = sigma * Math.sqrt(2 / (EFFICIENCY * 2 * series.length));
  const reach = (level: number): number => (normalUpperQuantile(level) + POWER_Z) * q;
  const amounts = tolerances.map((limit) => (limit.kind === 'absolute' ? limit.amount : limit.fraction * base));
  return Math.max(reach(thresholds.zero), Math.max(...amounts) + reach(thresholds.tolerance));
}
