import { assertSums } from '../model/breakdown.ts';
import type { Breakdown } from '../model/breakdown.ts';
import type { Block, Campaign } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import type { Metric } from '../model/metric.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { MIN_BLOCKS } from '../stats/plan.ts';
import { gridScores } from '../stats/scores.ts';
import type { Series } from '../stats/series.ts';
import { alignVisits } from './series-tree.ts';
import type { SeriesNode } from './series-tree.ts';

/**
 * A metric's values over the complete blocks of a campaign, or why there are not enough of them.
 * `missing`: visits lack the metric; `onHead` says that head lacks it more often than base does, beyond chance.
 * `too-few-blocks`: the campaign itself is too short.
 */
export type Collected =
  | { readonly status: 'measured'; readonly root: SeriesNode; readonly blocks: number }
  | { readonly status: 'missing'; readonly onHead: boolean }
  | { readonly status: 'too-few-blocks' };

type Reading = Block['visits'][number]['outcome']['readings'][Metric];

/**
 * Collects a metric over the blocks in which all visits measured it. `level` is the chance an unchanged head may have of
 * being told that it lost the metric.
 */
export function collect(campaign: Campaign, metric: Metric, level: number): Collected {
  if (campaign.blocks.length < MIN_BLOCKS) return { status: 'too-few-blocks' };
  if (campaign.hasBase && lostOnHead(campaign, metric, level)) return { status: 'missing', onHead: true };
  const complete = campaign.blocks.flatMap((block) => measuredBlock(block, metric));
  if (complete.length < MIN_BLOCKS) return { status: 'missing', onHead: false };
  for (const { breakdown } of complete.flat()) assertSums(breakdown);
  return { status: 'measured', root: alignVisits(complete, metric), blocks: complete.length };
}

/** The block's breakdowns in a list of one, or an empty list where a visit did not measure the metric. */
function measuredBlock(block: Block, metric: Metric): { head: boolean; breakdown: Breakdown }[][] {
  const measured = block.visits.flatMap(({ side, outcome }) => {
    const reading = outcome.readings[metric];
    return reading.status === 'measured' ? [{ head: isHead(side), breakdown: reading.breakdown }] : [];
  });
  return measured.length === block.visits.length ? [measured] : [];
}

/** The decision's own exact test on 1 = "not measured": a page that loses a metric by chance on both sides is no fault of head. */
function lostOnHead(campaign: Campaign, metric: Metric, level: number): boolean {
  const missing: Series = campaign.blocks.map((block) =>
    block.visits.map(({ side, outcome }) => ({
      head: isHead(side),
      value: isMissing(outcome.readings[metric]) ? 1 : 0,
    })),
  );
  return blockPermutationTest(gridScores(missing, 1)).upper <= level;
}

const isHead = (side: Side): boolean => side === 'head';
const isMissing = (reading: Reading): boolean => reading.status === 'unmeasured';
