import { median } from './numbers.ts';
import { blockPermutationTest } from './permutation.ts';
import { gridScores } from './scores.ts';
import { mapSeries, valuesOf } from './series.ts';
import type { Series } from './series.ts';

/** A visit this far above the pooled median counts as one of the tail. */
const EXCEEDANCE = 1.25;
/** Advisory: it changes no verdict, so it spends no α. */
const LEVEL = 0.01;

/**
 * Whether head has slow visits that base does not have: the exact test on 1 = "more than 1.25 times the median of all
 * visits". An intermittent regression moves the tail and leaves the centre where it was.
 */
export function isUnstableOnHead(series: Series): boolean {
  const limit = EXCEEDANCE * median(valuesOf(series));
  const exceeds = mapSeries(series, (value) => (value > limit ? 1 : 0));
  return blockPermutationTest(gridScores(exceeds, 1)).upper <= LEVEL;
}
