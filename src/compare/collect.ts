import { assertSums, type Breakdown } from '../model/breakdown.ts';
import type { Block, Campaign } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import type { Metric } from '../model/metric.ts';
import { readingOf, type Reading } from '../model/sample.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { looksReached, MIN_BLOCKS, type DecisionRule } from '../stats/plan.ts';
import { gridScores } from '../stats/scores.ts';
import type { Series } from '../stats/series.ts';
import { alignVisits } from './series-tree.ts';
import type { SeriesNode } from './series-tree.ts';

/**
 * A metric's values over the complete blocks of a campaign, or why there are not enough of them. `missing`: visits lack
 * the metric; `onHead` says that head lacks it more often than base does, beyond chance; `seen` says that base (or
 * head, in a run without base) has it at times, so that more blocks may help; `why` is the visits' most frequent
 * reason, or null. `too-few-blocks`: the campaign itself is too short.
 */
export type CollectedMetric =
  | { readonly status: 'measured'; readonly root: SeriesNode; readonly blocks: number }
  | { readonly status: 'missing'; readonly onHead: boolean; readonly seen: boolean; readonly why: string | null }
  | { readonly status: 'too-few-blocks' };

/**
 * Collects a metric over the blocks in which all visits measured it. `rule` also gives the levels at which head is
 * reported to have lost the metric.
 */
export function collect(campaign: Campaign, metric: Metric, rule: DecisionRule): CollectedMetric {
  if (campaign.blocks.length < MIN_BLOCKS) return { status: 'too-few-blocks' };
  if (campaign.hasBase && lostOnHead(campaign, metric, rule))
    return { status: 'missing', onHead: true, seen: isSeen(campaign, metric), why: whyMissing(campaign, metric) };
  const root = collectBlocks(campaign.blocks, metric);
  return root === null
    ? { status: 'missing', onHead: false, seen: isSeen(campaign, metric), why: whyMissing(campaign, metric) }
    : { status: 'measured', root, blocks: root.series.length };
}

function isSeen({ blocks, hasBase }: Campaign, metric: Metric): boolean {
  const having = blocks.flatMap(({ visits }) =>
    visits.filter(({ outcome }) => !isMissing(readingOf(outcome.readings, metric))),
  );
  return having.some(({ side }) => side === (hasBase ? 'base' : 'head'));
}

function whyMissing({ blocks }: Campaign, metric: Metric): string | null {
  const reasons = blocks.flatMap(({ visits }) =>
    visits.flatMap(({ outcome }) => {
      const reading = readingOf(outcome.readings, metric);
      return reading.status === 'unmeasured' ? [reading.reason] : [];
    }),
  );
  const counted = [...Map.groupBy(reasons, (reason) => reason)].toSorted(([, a], [, b]) => b.length - a.length);
  return counted[0]?.[0] ?? null;
}

/** The metric's values over the blocks that measured it throughout; null if those are too few. */
export function collectBlocks(blocks: readonly Block[], metric: Metric): SeriesNode | null {
  const complete = blocks.flatMap((block) => measuredBlock(block, metric));
  if (complete.length < MIN_BLOCKS) return null;
  for (const { breakdown } of complete.flat()) assertSums(breakdown);
  return alignVisits(complete, metric);
}

/** The block's breakdowns in a list of one, or an empty list where a visit did not measure the metric. */
function measuredBlock(block: Block, metric: Metric): { head: boolean; breakdown: Breakdown }[][] {
  const measured = block.visits.flatMap(({ side, outcome }) => {
    const reading = readingOf(outcome.readings, metric);
    return reading.status === 'measured' ? [{ head: isHead(side), breakdown: reading.breakdown }] : [];
  });
  return measured.length === block.visits.length ? [measured] : [];
}

/** The decision's own exact test on 1 = "not measured", by the looks and levels that turn an increase red. */
function lostOnHead({ blocks }: Campaign, metric: Metric, rule: DecisionRule): boolean {
  return looksReached(rule, blocks.length).some(
    ({ blocks: reached, thresholds }) => lossLevel(blocks.slice(0, reached), metric) <= thresholds.zero,
  );
}

/**
 * The p-value of "head lacks the metric no more often than base". Head is not blamed for a page that loses it by chance
 * on both sides.
 */
export function lossLevel(blocks: readonly Block[], metric: Metric): number {
  const missing: Series = blocks.map(({ visits }) =>
    visits.map(({ side, outcome }) => ({
      head: isHead(side),
      value: isMissing(readingOf(outcome.readings, metric)) ? 1 : 0,
    })),
  );
  return blockPermutationTest(gridScores(missing, 1)).upper;
}

const isHead = (side: Side): boolean => side === 'head';
const isMissing = (reading: Reading): boolean => reading.status === 'unmeasured';
