import type { Block, Campaign } from '../model/campaign.ts';
import { METRIC_STEP } from '../model/metric.ts';
import type { MeasuredOutcome } from '../model/sample.ts';
import { median } from '../stats/numbers.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import type { Series } from '../stats/series.ts';
import { zeroScores } from '../stats/views.ts';

/** The guard says "the hosts differ" at this level, either way. STATS.md, "Remote deploys". */
const LEVEL = 0.01;

/** What the visits of the control page, which the change does not touch, say of the two hosts. */
export type Hosts = 'alike' | 'differ' | 'not-compared';

/** The guard: the decision's own exact test on the control page's LCP, two-sided. */
export function compareHosts(campaign: Campaign): Hosts {
  const series = controlSeries(campaign.blocks);
  if (series === null || !campaign.hasBase || series.length === 0) return 'not-compared';
  const { upper, lower } = blockPermutationTest(zeroScores(series, { kind: 'time', step: METRIC_STEP.lcp }));
  return Math.min(upper, lower) <= LEVEL ? 'differ' : 'alike';
}

/**
 * How much slower or faster than usual the control page was at each visit: its LCP over the median of them all, so that
 * x divided by it has the differences of ln x − ln control and the size of x. Null where it was not measured throughout.
 */
export function slownessOf(blocks: readonly Block[]): number[][] | null {
  const series = controlSeries(blocks);
  if (series === null || series.length === 0) return null;
  const middle = median(series.flat().map(({ value }) => value));
  return series.map((block) => block.map(({ value }) => value / middle));
}

function controlSeries(blocks: readonly Block[]): Series | null {
  const series = blocks.map(({ visits }) =>
    visits.flatMap(({ side, control }) => {
      const value = lcpOf(control);
      return value === null ? [] : [{ head: side === 'head', value }];
    }),
  );
  return series.every((block, index) => block.length === blocks[index]?.visits.length) ? series : null;
}

function lcpOf(control: MeasuredOutcome | null): number | null {
  const reading = control?.readings.lcp;
  return reading?.status === 'measured' ? reading.breakdown.value : null;
}
