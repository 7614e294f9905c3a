import { assertSums, scaled, type Breakdown } from '../model/breakdown.ts';
import type { Block, Campaign } from '../model/campaign.ts';
import type { Side } from '../model/deploy.ts';
import type { Metric } from '../model/metric.ts';
import { blockPermutationTest } from '../stats/permutation.ts';
import { MIN_BLOCKS } from '../stats/plan.ts';
import { gridScores } from '../stats/scores.ts';
import type { Series } from '../stats/series.ts';
import { slownessOf } from './control.ts';
import { alignVisits } from './series-tree.ts';
import type { SeriesNode } from './series-tree.ts';

/**
 * A metric's values over the complete blocks of a campaign, or why there are not enough of them.
 * `missing`: visits lack the metric; `onHead` says that head lacks it more often than base does, beyond chance; `seen`
 * that visits of every side have it at times, so that more blocks may help.
 * `too-few-blocks`: the campaign itself is too short.
 */
export type Collected =
  | { readonly status: 'measured'; readonly root: SeriesNode; readonly blocks: number }
  | { readonly status: 'missing'; readonly onHead: boolean; readonly seen: boolean }
  | { readonly status: 'too-few-blocks' };

type Reading = Block['visits'][number]['outcome']['readings'][Metric];

/**
 * Collects a metric over the blocks in which all visits measured it. `level` is the chance an unchanged head may have of
 * being told that it lost the metric. `adjusted`: in units of the control page's own slowness (difference in differences).
 */
export function collect(campaign: Campaign, metric: Metric, level: number, adjusted: boolean): Collected {
  if (campaign.blocks.length < MIN_BLOCKS) return { status: 'too-few-blocks' };
  if (campaign.hasBase && lostOnHead(campaign, metric, level))
    return { status: 'missing', onHead: true, seen: isSeen(campaign, metric) };
  const root = collectBlocks(campaign.blocks, metric, adjusted);
  return root === null
    ? { status: 'missing', onHead: false, seen: isSeen(campaign, metric) }
    : { status: 'measured', root, blocks: root.series.length };
}

function isSeen({ blocks, hasBase }: Campaign, metric: Metric): boolean {
  const having = blocks.flatMap(({ visits }) => visits.filter(({ outcome }) => !isMissing(outcome.readings[metric])));
  return having.some(({ side }) => side === 'head') && (!hasBase || having.some(({ side }) => side === 'base'));
}

/** The metric's values over the blocks that measured it throughout; null where those are too few. */
export function collectBlocks(blocks: readonly Block[], metric: Metric, adjusted: boolean): SeriesNode | null {
  const complete = (adjusted ? inUnitsOfControl(blocks, metric) : blocks).flatMap((block) =>
    measuredBlock(block, metric),
  );
  if (complete.length < MIN_BLOCKS) return null;
  for (const { breakdown } of complete.flat()) assertSums(breakdown);
  return alignVisits(complete, metric);
}

/** The same blocks with every node of the metric divided by how slow the control page was at that visit. */
function inUnitsOfControl(blocks: readonly Block[], metric: Metric): Block[] {
  const slowness = slownessOf(blocks);
  if (slowness === null) return [...blocks];
  return blocks.map(({ visits }, index) => ({
    visits: visits.map((visit, position) => {
      const reading = visit.outcome.readings[metric];
      if (reading.status === 'unmeasured') return visit;
      const breakdown = scaled(reading.breakdown, 1 / (slowness[index]?.[position] ?? 1));
      const readings = { ...visit.outcome.readings, [metric]: { ...reading, breakdown } };
      return { ...visit, outcome: { ...visit.outcome, readings } };
    }),
  }));
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
