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

interface Collecting {
  /** The blocks whose values are compared. */
  readonly blocks: readonly Block[];
  readonly metric: Metric;
  /** The levels at which head is reported to have lost the metric. */
  readonly rule: DecisionRule;
}

/** Collects a metric over the blocks in which all visits measured it; what visits lack counts in all of the campaign's. */
export function collect(campaign: Campaign, { blocks, metric, rule }: Collecting): CollectedMetric {
  if (blocks.length < MIN_BLOCKS) return { status: 'too-few-blocks' };
  const missing = (onHead: boolean): CollectedMetric => ({
    status: 'missing',
    onHead,
    seen: isSeen(campaign, metric),
    why: whyMissing(campaign, metric),
  });
  if (campaign.hasBase && lostOnHead(campaign, metric, rule)) return missing(true);
  const root = collectBlocks(blocks, metric);
  return root === null ? missing(false) : { status: 'measured', root, blocks: root.series.length };
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

/**
 * The decision's own exact test on 1 = "not measured", by the looks and levels that turn an increase red. Once a visit
 * lacks the metric, this test and that of the values share each look's level, unless a fixed number of blocks leaves no
 * values to test.
 */
function lostOnHead({ blocks }: Campaign, metric: Metric, rule: DecisionRule): boolean {
  const hasValues = rule.plan.kind === 'looks' || blocks.filter((block) => !lacks(block, metric)).length >= MIN_BLOCKS;
  const looks = looksReached(hasValues ? rule : { ...rule, blocksBeforeLoss: Infinity }, blocks.length);
  return looks.some(
    ({ blocks: reached, thresholds }) => lossLevel(blocks.slice(0, reached), metric) <= thresholds.zero,
  );
}

/** The blocks before the first in which some visit lacks the metric; all if none does. */
export function blocksUntilLoss(blocks: readonly Block[], metric: Metric): readonly Block[] {
  const first = blocks.findIndex((block) => lacks(block, metric));
  return first === -1 ? blocks : blocks.slice(0, first);
}

function lacks({ visits }: Block, metric: Metric): boolean {
  return visits.some(({ outcome }) => isMissing(readingOf(outcome.readings, metric)));
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
