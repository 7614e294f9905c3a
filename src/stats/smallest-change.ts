import { BLOCK_OF_FOUR } from './estimator.ts';
import { smallestFound, type Hurdles } from './noise-floor.ts';
import { median } from './numbers.ts';
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
  {
    change,
    base,
    step,
    tolerances,
    ...hurdles
  }: {
    readonly change: number;
    readonly base: number;
    readonly step: number;
    readonly tolerances: readonly Tolerance[];
  } & Hurdles,
): number {
  const residuals = blockResiduals(mapSeries(series, (value, head) => value - (head ? change : 0)));
  const sigma = Math.max(MAD_TO_SIGMA * BLOCK_OF_FOUR * median(valuesOf(residuals).map(Math.abs)), step / 2);
  const amounts = tolerances.map((limit) => (limit.kind === 'absolute' ? limit.amount : limit.fraction * base));
  return smallestFound({ sigma, blocks: series.length, tolerance: Math.max(...amounts) }, hurdles);
}
